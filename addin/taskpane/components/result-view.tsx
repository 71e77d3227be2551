import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatDate, formatSeconds, withDates } from '../format.ts';
import { LANGUAGE_OF_NOTES } from '../language.ts';
import type { Outcome } from '../state/run.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';

/** So many notes stand open, the report's own rule among them; the rest is a click away and on the sheet About. */
const NOTES = 4;

/** What a finished run put where, and how it was counted. */
export function ResultView({ outcome }: { readonly outcome: Outcome }) {
  const pane = usePane();
  const heading = useRef<HTMLHeadingElement>(null);
  // Before anything is painted: whoever presses a key next starts from here.
  useLayoutEffect(() => heading.current?.focus(), []);
  const { put, exportDate, milliseconds, piiHidden, warnings, notes } = outcome;
  const words = WORDS.done;
  return (
    <section class="result" aria-labelledby="result-title">
      <div class="result-head">
        <span class="result-mark">
          <Icon name={put.rows === 0 ? 'info' : 'check'} />
        </span>
        <h1 id="result-title" ref={heading} tabIndex={-1}>
          {words.heading(put.rows, put.sheet)}
        </h1>
      </div>
      {put.rows === 0 && <p>{WORDS.plan.none}</p>}
      <dl class="facts">
        <dt>{words.data}</dt>
        <dd>{formatDate(exportDate)}</dd>
        <dt>{words.pii}</dt>
        <dd class={piiHidden ? '' : 'names-shown'}>
          {!piiHidden && <Icon name="warning" />}
          {piiHidden ? words.hidden : words.shown}
        </dd>
        <dt>{words.took}</dt>
        <dd>{words.seconds(formatSeconds(milliseconds))}</dd>
      </dl>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void pane.show(put.id)}>
          {words.show}
        </button>
        <button type="button" class="button" onClick={pane.runner.toForm}>
          {words.another}
        </button>
      </div>
      <section class="notes" aria-labelledby="notes-title">
        <h2 id="notes-title">{words.notes}</h2>
        <ul>
          {warnings.map((note) => (
            <li key={note} class="note-warning">
              <Icon name="warning" />
              <span>
                <strong>{words.warning}:</strong> <span lang={LANGUAGE_OF_NOTES}>{withDates(note)}</span>
              </span>
            </li>
          ))}
          {notes.slice(0, NOTES).map(Note)}
        </ul>
        {notes.length > NOTES && (
          <details class="more">
            <summary>
              <Icon name="chevron" />
              {words.more}
            </summary>
            <ul>{notes.slice(NOTES).map(Note)}</ul>
          </details>
        )}
      </section>
    </section>
  );
}

function Note(note: string) {
  return (
    <li key={note} lang={LANGUAGE_OF_NOTES}>
      {withDates(note)}
    </li>
  );
}
