import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface FileChooserProps {
  /** Endings and types, as the browser's own chooser takes them. */
  readonly accept: string;
  /** What the chooser is for, to who cannot see the button. */
  readonly label: string;
  /** Beside `button`. */
  readonly class?: string;
  readonly choose: (file: File) => void;
  /** What the button says. */
  readonly children: ComponentChildren;
}

export const ZIP_FILES = '.zip,application/zip';

/** A button that opens the browser's chooser of one file of this computer. */
export function FileChooser({ accept, label, class: look = '', choose, children }: FileChooserProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={`button ${look}`} onClick={() => chooser.current?.click()}>
        {children}
      </button>
      <input
        ref={chooser}
        type="file"
        accept={accept}
        class="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) choose(file);
          // The same file, written anew, is to be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
