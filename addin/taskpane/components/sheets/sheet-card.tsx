import type { ReportSheet } from '../../../excel/report-workbook.ts';
import { EDITS_WORDS } from '../../edits-words.ts';
import { formatAgo } from '../../format.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';
import { Icon } from '../icons.tsx';
import { usePane } from '../pane-context.ts';
import { SavingView } from './saving-view.tsx';
import { TurnView } from './turn-view.tsx';

interface SheetCardProps {
  readonly sheet: ReportSheet;
  readonly sheets: Sheets;
}

/** One report of the workbook: how old it is, what the last refresh did to it, what can be done with it. */
export function SheetCard({ sheet: shown, sheets }: SheetCardProps) {
  const { id, sheet, rows, at, exportDate, piiHidden, state } = shown;
  const pane = usePane();
  const words = SHEETS_WORDS;
  const turn = sheets.queue.turns.value.get(id);
  const saving = sheets.edits.savings.value.get(id);
  const off = sheets.queue.running.value || sheets.working.value;
  return (
    <li class="sheet">
      <Icon name="sheet" />
      <div class="sheet-body">
        <p class="sheet-name">{sheet}</p>
        {state === 'removed' ? (
          <p class="help">{words.removed}</p>
        ) : (
          <p class="help">
            {words.rows(rows)} · {formatAgo(at, Date.now())} · {words.data(exportDate)}
          </p>
        )}
        {state === 'unfinished' && <Badge text={words.unfinished} />}
        {state === 'refreshing' && <Badge text={words.busy} />}
        {!piiHidden && state !== 'removed' && <Badge text={words.names} />}
      </div>
      {turn && <TurnView id={id} sheet={sheet} turn={turn} sheets={sheets} />}
      {saving && <SavingView id={id} saving={saving} sheets={sheets} />}
      <div class="sheet-actions">
        {sheets.mayEdit(shown) && (
          <button
            type="button"
            class="button button-small"
            aria-label={EDITS_WORDS.saveLabel(sheet)}
            disabled={off}
            onClick={() => sheets.save(id)}
          >
            {EDITS_WORDS.save}
          </button>
        )}
        <button
          type="button"
          class="button button-small"
          aria-label={words.refreshLabel(sheet)}
          disabled={off}
          onClick={() => sheets.refresh([id])}
        >
          {words.refresh}
        </button>
        <button
          type="button"
          class="button button-small"
          aria-label={words.showLabel(sheet)}
          onClick={() => void pane.show(id)}
        >
          {words.show}
        </button>
        {shown.part === undefined && (
          <button
            type="button"
            class="button button-small"
            aria-label={words.choicesLabel(sheet)}
            onClick={() => void pane.takeBack(shown)}
          >
            {words.choices}
          </button>
        )}
        <button
          type="button"
          class="button button-small"
          aria-label={words.copyLabel(sheet)}
          disabled={off}
          onClick={() => void sheets.staticCopy(id)}
        >
          {words.copy.label}
        </button>
      </div>
    </li>
  );
}

function Badge({ text }: { readonly text: string }) {
  return (
    <p class="badge badge-warning">
      <Icon name="warning" />
      {text}
    </p>
  );
}
