import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';

/** Sheets that somebody copied from a report's: Excel's copy is nobody's report until it is said what it is to be. */
export function CopiesList({ sheets }: { readonly sheets: Sheets }) {
  const copies = sheets.copies.value;
  if (copies.length === 0) return null;
  const words = SHEETS_WORDS.copies;
  const off = sheets.queue.running.value || sheets.working.value;
  return (
    <section class="copies" aria-labelledby="copies-title">
      <h2 id="copies-title">{words.title(copies.length)}</h2>
      <ul>
        {copies.map(({ sheet, title }) => (
          <li key={sheet} class="sheet">
            <p class="sheet-body">{words.text(sheet, title)}</p>
            <div class="sheet-actions">
              <button
                type="button"
                class="button button-small"
                aria-label={words.adoptLabel(sheet)}
                disabled={off}
                onClick={() => void sheets.adopt(sheet)}
              >
                {words.adopt}
              </button>
              <button
                type="button"
                class="button button-small"
                aria-label={words.keepLabel(sheet)}
                disabled={off}
                onClick={() => void sheets.keepAsCopy(sheet)}
              >
                {words.keep}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
