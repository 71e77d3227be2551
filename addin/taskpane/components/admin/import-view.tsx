import { useEffect, useRef } from 'preact/hooks';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { bytesInWords, faultOf, stepInWords } from '../../state/admin/import-words.ts';
import type { Importing, Imports } from '../../state/admin/imports.ts';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';
import { ChooseZip } from './choose-zip.tsx';
import { ImportResult } from './import-result.tsx';

interface ImportViewProps<Phase extends Importing['phase'] = Importing['phase']> {
  readonly imports: Imports;
  readonly importing: Extract<Importing, { readonly phase: Phase }>;
  /** Whether it takes the focus when it comes. */
  readonly focused: boolean;
}

/** One import: whether it is wanted, how far it is, and what became of it. */
export function ImportView({ imports, importing, focused }: ImportViewProps) {
  switch (importing.phase) {
    case 'none':
      return null;
    case 'chosen':
      return <Chosen imports={imports} importing={importing} focused={focused} />;
    case 'sending':
      return <Sending imports={imports} importing={importing} focused={focused} />;
    case 'running':
      return <Running importing={importing} focused={focused} />;
    case 'ended':
      return <ImportResult imports={imports} {...importing} focused={focused} />;
  }
}

function Chosen({ imports, importing: { zip }, focused }: ImportViewProps<'chosen'>) {
  const pane = usePane();
  const words = ADMIN_WORDS.imports;
  const fault = faultOf(zip);
  return (
    <MessageBar
      key={zip}
      intent={fault === undefined ? 'info' : 'error'}
      title={words.chosen(zip.name)}
      focused={focused}
      actions={
        <>
          {fault === undefined && (
            <button
              type="button"
              class="button button-primary"
              disabled={pane.connection.value === 'offline'}
              onClick={() => void imports.start()}
            >
              {words.go}
            </button>
          )}
          <ChooseZip imports={imports} label={words.another} />
          <button type="button" class="button" onClick={imports.leave}>
            {words.cancel}
          </button>
        </>
      }
    >
      {fault ?? words.chosenText(bytesInWords(zip.size))}
    </MessageBar>
  );
}

function Sending({ imports, importing: { zip, sent }, focused }: ImportViewProps<'sending'>) {
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) cancel.current?.focus();
  }, [focused]);
  const words = ADMIN_WORDS.imports;
  return (
    <div class="queue">
      <p class="sheet-name">{words.sending}</p>
      <progress aria-label={words.sending} value={sent} max={zip.size} />
      <p class="help">{words.sent(bytesInWords(sent), bytesInWords(zip.size))}</p>
      <p class="help">{words.keepOpen}</p>
      <div class="buttons">
        <button ref={cancel} type="button" class="button" onClick={imports.stop}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}

function Running({ importing: { status, zip, stuck }, focused }: Omit<ImportViewProps<'running'>, 'imports'>) {
  const pane = usePane();
  const root = useRef<HTMLDivElement>(null);
  const words = ADMIN_WORDS.imports;
  // The button that had the focus is gone; what comes by itself takes it from nobody.
  useEffect(() => {
    if (zip && focused) root.current?.focus();
    pane.said.value = words.running;
  }, [zip, focused, pane, words]);
  const moving = status !== undefined && status.total > 0;
  return (
    <div class="queue" ref={root} tabIndex={-1}>
      <p class="sheet-name">{words.running}</p>
      <progress aria-label={words.running} {...(moving && { value: status.done })} max={moving ? status.total : 1} />
      {status && <p class="help">{stepInWords(status)}</p>}
      {status && !zip && <p class="help">{words.by(status.startedBy)}</p>}
      <p class="help">{stuck ? words.stuck : words.goesOn}</p>
    </div>
  );
}
