import { isCalendarDate } from '../../../shared/dates.ts';
import type { ReportSheet } from '../../excel/report-workbook.ts';
import { formatAgo, formatDate } from '../format.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';

/** The reports this workbook holds, the newest first. */
export function SheetList() {
  const pane = usePane();
  const sheets = pane.sheets.value.toReversed();
  const words = WORDS.sheets;
  if (sheets.length === 0) {
    return (
      <section class="empty" aria-labelledby="sheets-title">
        <Icon name="sheet" />
        <h1 id="sheets-title">{words.none}</h1>
        <p>{words.noneText}</p>
      </section>
    );
  }
  return (
    <section class="sheets" aria-labelledby="sheets-title">
      <h1 id="sheets-title">{words.title}</h1>
      <ul>
        {sheets.map((sheet) => (
          <Sheet key={sheet.id} sheet={sheet} />
        ))}
      </ul>
    </section>
  );
}

function Sheet({ sheet: { id, title, sheet, rows, at, exportDate, piiHidden } }: { readonly sheet: ReportSheet }) {
  const pane = usePane();
  const words = WORDS.sheets;
  return (
    <li class="sheet">
      <Icon name="sheet" />
      <div class="sheet-body">
        <p class="sheet-name">{sheet ?? title}</p>
        <p class="help">
          {words.rows(rows)} · {formatAgo(at, Date.now())}
        </p>
        <p class="help">{words.data(isCalendarDate(exportDate) ? formatDate(exportDate) : exportDate)}</p>
        {sheet === undefined && <p class="help">{words.deleted}</p>}
        {!piiHidden && (
          <p class="badge badge-warning">
            <Icon name="warning" />
            {words.names}
          </p>
        )}
      </div>
      {sheet !== undefined && (
        <button type="button" class="button" aria-label={words.showLabel(sheet)} onClick={() => void pane.show(id)}>
          {words.show}
        </button>
      )}
    </li>
  );
}
