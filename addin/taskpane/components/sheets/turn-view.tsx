import { SHEETS_WORDS } from '../../sheets-words.ts';
import { estimateSeconds, timeInWords } from '../../state/estimate.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';
import type { Refreshed, Turn } from '../../state/sheets/turn.ts';
import { WORDS } from '../../words.ts';
import { Icon } from '../icons.tsx';
import { usePane } from '../pane-context.ts';
import { UnsavedView } from './unsaved-view.tsx';

interface TurnViewProps {
  readonly id: string;
  readonly sheet: string;
  readonly turn: Turn;
  readonly sheets: Sheets;
}

/** Where a sheet's refresh is, or what it did. */
export function TurnView({ id, sheet, turn, sheets }: TurnViewProps) {
  const { rates } = usePane();
  const words = SHEETS_WORDS.queue;
  switch (turn.phase) {
    case 'waiting':
    case 'planning':
      return <p class="turn help">{words[turn.phase]}</p>;
    case 'downloading':
      return <p class="turn help">{words.downloading(turn.rows, turn.rowsAtMost)}</p>;
    case 'writing':
      return <p class="turn help">{words.writing(turn.rows, turn.of)}</p>;
    case 'stopped':
      return (
        <p class="turn">
          <Icon name="info" />
          <span>{words.stopped}</span>
        </p>
      );
    case 'failed':
      return (
        <p class="turn turn-failed">
          <Icon name="error" />
          <span>
            <strong>{turn.trouble.title}.</strong> {turn.trouble.message}
          </span>
        </p>
      );
    case 'asking':
      return (
        <div class="turn turn-asking">
          <Icon name="warning" />
          <div>
            <p>
              <strong>{WORDS.plan.large}.</strong>{' '}
              {WORDS.plan.largeText(turn.size.rowsAtMost, timeInWords(estimateSeconds(turn.size, rates.value)))}
            </p>
            <button
              type="button"
              class="button button-small"
              disabled={sheets.queue.running.value}
              onClick={() => void sheets.queue.goOn(id)}
            >
              {WORDS.plan.goOn}
            </button>
          </div>
        </div>
      );
    case 'unsaved':
      return <UnsavedView id={id} sheet={sheet} rows={turn.rows} sheets={sheets} />;
    case 'done':
      return <Proof id={id} sheet={sheet} outcome={turn.outcome} sheets={sheets} />;
  }
}

/** The proof of a refresh: rows before and after, and what became of them. */
function Proof({ id, sheet, outcome, sheets }: Omit<TurnViewProps, 'turn'> & { readonly outcome: Refreshed }) {
  const { proof, newColumns, keptNotes, exportDate, exportDateBefore, painted, changes } = outcome;
  const words = SHEETS_WORDS;
  return (
    <div class="turn turn-done">
      <Icon name="success" />
      <div>
        <p>
          <strong>{words.proof.rows(proof)}.</strong> {words.proof.counts(proof)}
        </p>
        <p>{words.proof.data(exportDate, exportDateBefore)}</p>
        {newColumns.length > 0 && <p>{words.proof.newColumns(newColumns)}</p>}
        {keptNotes > 0 && <p>{words.proof.keptNotes(keptNotes)}</p>}
        {changes.size > 0 && (
          <button
            type="button"
            class="link"
            aria-label={painted ? words.changes.clearLabel(sheet) : words.changes.showLabel(sheet)}
            disabled={sheets.queue.running.value || sheets.working.value}
            onClick={() => void sheets.toggleChanges(id)}
          >
            {painted ? words.changes.clear : words.changes.show}
          </button>
        )}
        {painted && <p class="help">{words.changes.shown}</p>}
      </div>
    </div>
  );
}
