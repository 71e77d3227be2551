import type { Conflict, RowFault } from '../../../excel/housing/plan-save.ts';
import { EDITS_WORDS } from '../../edits-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';
import { isAllSaved, type Saved, type Saving } from '../../state/sheets/edits.ts';
import { Icon } from '../icons.tsx';
import { ConflictView } from './conflict-view.tsx';

interface SavingViewProps {
  readonly id: string;
  readonly saving: Saving;
  readonly sheets: Sheets;
}

/** Where the saving of a sheet's edits is, or what became of each. */
export function SavingView({ id, saving, sheets }: SavingViewProps) {
  const words = EDITS_WORDS;
  if (saving.phase === 'reading') return <p class="turn help">{words.reading}</p>;
  if (saving.phase === 'saving') return <p class="turn help">{words.progress(saving.done, saving.of)}</p>;
  return <Outcome id={id} saved={saving.saved} sheets={sheets} />;
}

function Outcome({ id, saved, sheets }: Pick<SavingViewProps, 'id' | 'sheets'> & { readonly saved: Saved }) {
  const words = EDITS_WORDS;
  const { faults, conflicts, warnings, unsent, typedInHidden, trouble } = saved;
  const whole = isAllSaved(saved);
  return (
    <div class={whole ? 'turn turn-done' : 'turn turn-asking'}>
      <Icon name={whole ? 'success' : 'warning'} />
      <div class="edits">
        <p>
          <strong>{words.title(saved)}.</strong> {faults.length > 0 && words.stays}
        </p>
        {trouble && (
          <p>
            <strong>{trouble.title}.</strong> {trouble.message}
          </p>
        )}
        {unsent > 0 && <p>{words.unsent}</p>}
        {typedInHidden > 0 && <p>{words.typedInHidden(typedInHidden)}</p>}
        <RowList id={id} rows={faults} sheets={sheets} />
        {conflicts.length > 0 && (
          <ul class="edits-list">
            {conflicts.slice(0, SHOWN).map((conflict: Conflict) => (
              <ConflictView key={conflict.enrollmentId} id={id} conflict={conflict} sheets={sheets} />
            ))}
          </ul>
        )}
        <More count={conflicts.length - SHOWN} />
        {warnings.length > 0 && <p>{words.warnings}:</p>}
        <RowList id={id} rows={warnings} sheets={sheets} />
      </div>
    </div>
  );
}

/** Rows listed at a time: a pane is no place for a thousand, and the next save tells of the others. */
const SHOWN = 50;

function RowList({
  id,
  rows,
  sheets,
}: Pick<SavingViewProps, 'id' | 'sheets'> & { readonly rows: readonly RowFault[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <ul class="edits-list">
        {rows.slice(0, SHOWN).map(({ enrollmentId, field, message }, at) => (
          <li key={`${enrollmentId}${at}`}>
            <p>
              {EDITS_WORDS.row(enrollmentId)}. {message}
            </p>
            {enrollmentId !== '' && <GoToRow id={id} enrollmentId={enrollmentId} field={field} sheets={sheets} />}
          </li>
        ))}
      </ul>
      <More count={rows.length - SHOWN} />
    </>
  );
}

function GoToRow({
  id,
  enrollmentId,
  field,
  sheets,
}: Pick<SavingViewProps, 'id' | 'sheets'> & { readonly enrollmentId: string; readonly field: string | undefined }) {
  return (
    <button
      type="button"
      class="link"
      aria-label={EDITS_WORDS.goToLabel(enrollmentId)}
      disabled={sheets.queue.running.value || sheets.working.value}
      onClick={() => void sheets.edit((edits) => edits.goTo(id, enrollmentId, field))}
    >
      {EDITS_WORDS.goTo}
    </button>
  );
}

function More({ count }: { readonly count: number }) {
  return count > 0 ? <p class="help">{EDITS_WORDS.more(count)}</p> : null;
}
