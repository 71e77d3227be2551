import { useEffect, useRef } from 'preact/hooks';
import { EDITS_WORDS } from '../../edits-words.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Reason } from '../../state/reason.ts';
import { OWN_REASON } from '../../state/reason.ts';
import type { Asking, Sheets } from '../../state/sheets/create-sheets.ts';
import { WORDS } from '../../words.ts';
import { Icon } from '../icons.tsx';
import { ReasonFields } from '../reason-fields.tsx';

/** What must be answered before something is done: why names are needed, or whether client data shall really go. */
export function AskingCard({ asking, sheets }: { readonly asking: Asking; readonly sheets: Sheets }) {
  const root = useRef<HTMLFormElement>(null);
  useEffect(() => root.current?.focus(), []);
  const removal = asking.about === 'removal';
  const words = wordsOf(asking);
  const submit = (event: Event) => {
    event.preventDefault();
    if (removal) void sheets.removeData();
    else sheets.answerReason();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') sheets.back();
  };
  return (
    <form ref={root} class="asking" tabIndex={-1} aria-labelledby="asking" onSubmit={submit} onKeyDown={onKeyDown}>
      <div class="pii-warning">
        <Icon name="warning" />
        <div>
          <p class="message-title" id="asking">
            {words.title}
          </p>
          <p>{words.text}</p>
          {removal && <p>{SHEETS_WORDS.removal.also}</p>}
        </div>
      </div>
      {!removal && (
        <ReasonFields
          reason={sheets.reason.value}
          error={sheets.reasonMissing.value ? missing(sheets.reason.value) : undefined}
          set={(change) => {
            sheets.reason.value = { ...sheets.reason.value, ...change };
          }}
        />
      )}
      <div class="buttons">
        <button type="submit" class="button button-primary">
          {words.go}
        </button>
        {asking.about === 'reason' && asking.ids.length > asking.names && (
          <button type="button" class="button" onClick={sheets.withoutNames}>
            {SHEETS_WORDS.reason.without}
          </button>
        )}
        <button type="button" class="button" onClick={sheets.back}>
          {words.back}
        </button>
      </div>
    </form>
  );
}

function wordsOf(asking: Asking) {
  if (asking.about === 'removal') return SHEETS_WORDS.removal;
  if (asking.about === 'saving') return { ...SHEETS_WORDS.reason, ...EDITS_WORDS.reason };
  return { ...SHEETS_WORDS.reason, title: SHEETS_WORDS.reason.title(asking.names) };
}

function missing({ choice }: Reason): string {
  return choice === OWN_REASON ? WORDS.field.ownReason : WORDS.field.reason;
}
