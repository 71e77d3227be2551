import type { ComponentType } from 'preact';
import { SheetsView } from './components/sheets/sheets-view.tsx';
import { createSheets, type Sheets, type SheetsParts } from './state/sheets/create-sheets.ts';

/** The ribbon's commands come with it: each of them is about the workbook's reports. */
export { doCommand } from '../commands/do-command.ts';

/** The pane's part about the reports that the workbook holds. Fetched when it is first looked at. */
export function openSheets(parts: SheetsParts): { readonly View: ComponentType; readonly sheets: Sheets } {
  const sheets = createSheets(parts);
  return {
    View: function SheetsPart() {
      return <SheetsView sheets={sheets} />;
    },
    sheets,
  };
}
