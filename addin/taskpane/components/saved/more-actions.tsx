import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SETTING_NAME_LENGTH } from '../../../../shared/contract/saved.ts';
import { SETTING_FILE_ENDING } from '../../../../shared/setting-file.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import type { Panel, Saved } from '../../state/saved/saved.ts';
import { Field } from '../field.tsx';
import { FileChooser } from '../file-chooser.tsx';
import { MessageBar } from '../message-bar.tsx';
import { onKey } from './save-form.tsx';

interface MoreActionsProps {
  readonly saved: Saved;
  readonly panel: Panel;
  readonly off: boolean;
}

/** What can be done with the setting that was chosen, and the way in for one out of a file. */
export function MoreActions({ saved, panel, off }: MoreActionsProps) {
  const words = SAVED_WORDS;
  const facts = saved.current.value?.facts;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (panel.is === 'more') place.current?.querySelector<HTMLElement>('button')?.focus();
  }, [panel.is]);
  if (panel.is === 'renaming' && facts) {
    return <Rename key={panel.error} saved={saved} before={panel.name} error={panel.error} off={off} />;
  }
  if (panel.is === 'deleting' && facts) return <Remove saved={saved} off={off} />;
  return (
    <div ref={place} class="saved-panel">
      {facts && (
        <>
          <p class="help">{words.by(facts)}</p>
          {!facts.mayChange && <p class="help">{words.lookOnly}</p>}
        </>
      )}
      <div class="buttons">
        {facts?.mayChange && (
          <>
            <button
              type="button"
              class="button button-small"
              aria-label={words.rename.label(facts.name)}
              disabled={off}
              onClick={() => saved.open('renaming')}
            >
              {words.rename.action}
            </button>
            <button
              type="button"
              class="button button-small"
              aria-label={words.remove.label(facts.name)}
              disabled={off}
              onClick={() => saved.open('deleting')}
            >
              {words.remove.action}
            </button>
          </>
        )}
        {facts && (
          <button
            type="button"
            class="button button-small"
            aria-label={words.exporting.label(facts.name)}
            onClick={saved.exportFile}
          >
            {words.exporting.action}
          </button>
        )}
        <FileChooser
          accept={`${SETTING_FILE_ENDING},.json,application/json`}
          label={words.importing.file}
          class="button-small"
          choose={(file) => void saved.importFile(file)}
        >
          {words.importing.action}
        </FileChooser>
      </div>
      {panel.is === 'exported' && <Exported text={panel.text} />}
    </div>
  );
}

function Exported({ text }: { readonly text: string }) {
  const words = SAVED_WORDS.exporting;
  return (
    <>
      <p class="help" role="status">
        {words.done}
      </p>
      <Field name="saved-text" label={words.text}>
        {(control) => <textarea class="input saved-text" readOnly rows={4} {...control} value={text} />}
      </Field>
    </>
  );
}

interface RenameProps {
  readonly saved: Saved;
  readonly before: string;
  readonly error: string | undefined;
  readonly off: boolean;
}

function Rename({ saved, before, error, off }: RenameProps) {
  const words = SAVED_WORDS;
  const [name, setName] = useState(before);
  const input = useRef<HTMLInputElement>(null);
  // Before anything is painted: whoever types next types here.
  useLayoutEffect(() => input.current?.select(), []);
  return (
    <div class="saved-panel">
      <Field name="saved-rename" label={words.rename.title} help={words.form.nameHelp} error={error}>
        {(control) => (
          <input
            ref={input}
            type="text"
            class="input"
            autocomplete="off"
            maxLength={SETTING_NAME_LENGTH}
            {...control}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
            onKeyDown={(event) => onKey(event, () => void saved.rename(name), saved.close)}
          />
        )}
      </Field>
      <div class="buttons">
        <button type="button" class="button button-primary" disabled={off} onClick={() => void saved.rename(name)}>
          {words.rename.action}
        </button>
        <button type="button" class="button" onClick={saved.close}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}

function Remove({ saved, off }: Pick<RenameProps, 'saved' | 'off'>) {
  const words = SAVED_WORDS.remove;
  const facts = saved.current.value?.facts;
  if (!facts) return null;
  return (
    <MessageBar
      intent="warning"
      title={words.ask(facts.name)}
      focused
      actions={
        <>
          <button type="button" class="button button-danger" disabled={off} onClick={() => void saved.remove()}>
            {words.action}
          </button>
          <button type="button" class="button" onClick={saved.close}>
            {words.keep}
          </button>
        </>
      }
    >
      {facts.organization !== null && words.shared}
    </MessageBar>
  );
}
