import { useRef } from 'preact/hooks';
import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Imports } from '../../state/admin/imports.ts';
import { Icon } from '../icons.tsx';

interface ChooseZipProps {
  readonly imports: Imports;
  readonly label: string;
  readonly primary?: boolean;
}

/** The way to a zip on this computer, from where an import begins and from where another file is to be tried. */
export function ChooseZip({ imports, label, primary = false }: ChooseZipProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={primary ? 'button button-primary' : 'button'}
        onClick={() => chooser.current?.click()}
      >
        {primary && <Icon name="add" />}
        {label}
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".zip,application/zip"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={ADMIN_WORDS.imports.file}
        onChange={({ currentTarget }) => {
          const [zip] = currentTarget.files ?? [];
          // The same file, written anew, is to be chosen again.
          currentTarget.value = '';
          if (zip) imports.choose(zip);
        }}
      />
    </>
  );
}
