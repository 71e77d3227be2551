import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Imports } from '../../state/admin/imports.ts';
import { FileChooser, ZIP_FILES } from '../file-chooser.tsx';
import { Icon } from '../icons.tsx';

interface ChooseZipProps {
  readonly imports: Imports;
  readonly label: string;
  readonly primary?: boolean;
}

/** The way to a zip on this computer, from where an import begins and from where another file is to be tried. */
export function ChooseZip({ imports, label, primary = false }: ChooseZipProps) {
  return (
    <FileChooser
      accept={ZIP_FILES}
      label={ADMIN_WORDS.imports.file}
      class={primary ? 'button-primary' : ''}
      choose={imports.choose}
    >
      {primary && <Icon name="add" />}
      {label}
    </FileChooser>
  );
}
