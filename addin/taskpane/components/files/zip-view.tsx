import { useEffect, useRef, useState } from 'preact/hooks';
import { FILES_WORDS } from '../../files-words.ts';
import type { Files, Zip } from '../../state/files/create-files.ts';
import { Field } from '../field.tsx';
import { MessageBar } from '../message-bar.tsx';
import { CompareView } from './compare-view.tsx';

/** A zip: its password first, then what is in it. */
export function ZipView({ files, zip }: { readonly files: Files; readonly zip: Zip }) {
  const words = FILES_WORDS.zip;
  return (
    <>
      {zip.phase === 'closed' ? (
        <PasswordForm files={files} error={zip.error} opening={zip.opening === true} />
      ) : (
        <Content files={files} zip={zip} />
      )}
      <div class="buttons">
        <button type="button" class="button" onClick={files.closeZip}>
          {words.back}
        </button>
      </div>
    </>
  );
}

interface PasswordFormProps {
  readonly files: Files;
  readonly error: string | undefined;
  readonly opening: boolean;
}

function PasswordForm({ files, error, opening }: PasswordFormProps) {
  // Here and nowhere else: gone with this form.
  const [password, setPassword] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!opening) input.current?.focus();
  }, [opening]);
  const words = FILES_WORDS.zip;
  return (
    <form
      class="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void files.open(password);
      }}
    >
      <Field name="zip-password" label={words.password} help={words.passwordHelp} error={error}>
        {(control) => (
          <input
            ref={input}
            type="password"
            class="input"
            autocomplete="off"
            {...control}
            value={password}
            onInput={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        )}
      </Field>
      <div class="buttons">
        <button type="submit" class="button button-primary" disabled={opening}>
          {opening ? words.opening : words.open}
        </button>
      </div>
    </form>
  );
}

function Content({ files, zip }: { readonly files: Files; readonly zip: Zip & { phase: 'open' } }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = FILES_WORDS.zip;
  const { putting, put } = zip;
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      {put && (
        <MessageBar intent="success" title={words.done(put.sheet, put.rows)} focused>
          <p>{words.names}</p>
          {put.filtered && <p>{words.filtered}</p>}
          {put.missing !== undefined && <p>{words.missing(put.missing)}</p>}
        </MessageBar>
      )}
      <ul>
        {zip.zip.files.map(({ name, size }) => (
          <li key={name} class="sheet">
            <div class="sheet-body">
              <p class="sheet-name">{name}</p>
              <p class="help">{putting?.name === name ? words.putting(putting.rows, putting.of) : words.size(size)}</p>
            </div>
            {/\.csv$/i.test(name) && (
              <button
                type="button"
                class="button"
                disabled={putting !== undefined}
                aria-label={words.putLabel(name)}
                onClick={() => void files.put(name)}
              >
                {words.put}
              </button>
            )}
          </li>
        ))}
      </ul>
      <CompareView files={files} period={zip.period} compared={zip.compared} />
    </>
  );
}
