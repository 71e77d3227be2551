import { type Conflict, sideBySide } from '../../../excel/housing/plan-save.ts';
import { EDITS_WORDS } from '../../edits-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';

interface ConflictViewProps {
  readonly id: string;
  readonly conflict: Conflict;
  readonly sheets: Sheets;
}

/** A row that two people changed: both side by side, and which is to stay. */
export function ConflictView({ id, conflict, sheets }: ConflictViewProps) {
  const { enrollmentId, current } = conflict;
  const words = EDITS_WORDS.conflict;
  const off = sheets.queue.running.value || sheets.working.value;
  const shown = (value: string | null | undefined) =>
    value ?? <span class="help">{value === null ? words.blank : words.untouched}</span>;
  return (
    <li>
      <p>
        {EDITS_WORDS.row(enrollmentId)}. {words.text(current.by, current.at)}
      </p>
      <table class="conflict">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.yours}</th>
          </tr>
        </thead>
        <tbody>
          {sideBySide(conflict).map(({ field, label, theirs, yours }) => (
            <tr key={field}>
              <th scope="row">{label}</th>
              <td>{shown(theirs)}</td>
              <td>{shown(yours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <button
          type="button"
          class="button button-small"
          aria-label={words.keepLabel(enrollmentId)}
          disabled={off}
          onClick={() => void sheets.edit((edits) => edits.keepMine(id, conflict))}
        >
          {words.keep}
        </button>
        <button
          type="button"
          class="button button-small"
          aria-label={words.takeLabel(enrollmentId)}
          disabled={off}
          onClick={() => void sheets.edit((edits) => edits.takeTheirs(id, conflict))}
        >
          {words.take}
        </button>
        <button
          type="button"
          class="link"
          aria-label={EDITS_WORDS.goToLabel(enrollmentId)}
          disabled={off}
          onClick={() => void sheets.edit((edits) => edits.goTo(id, enrollmentId, undefined))}
        >
          {EDITS_WORDS.goTo}
        </button>
      </div>
    </li>
  );
}
