/// <reference types="office-js" />
import { expect } from 'vitest';
import { type ExcelOptions, type RunningExcel, startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';

export type Worksheet = globalThis.Excel.Worksheet;
export type Range = globalThis.Excel.Range;
export type Context = globalThis.Excel.RequestContext;

/** A workbook that code speaks to as in an add-in. */
export interface Client extends RunningExcel {
  /** `Excel.run` with the active sheet at hand. */
  run<T>(batch: (sheet: Worksheet, context: Context) => Promise<T>): Promise<T>;
  /** The values of an address on the active sheet. */
  values(address: string): Promise<unknown[][]>;
}

export function startClient(options?: ExcelOptions): Client {
  const excel = startExcel(options);
  const run: Client['run'] = (batch) =>
    excel.Excel.run(async (context) => {
      const answer = await batch(context.workbook.worksheets.getActiveWorksheet(), context);
      await context.sync();
      return answer;
    });
  return {
    ...excel,
    run,
    values: (address) =>
      run(async (sheet, context) => {
        const range = sheet.getRange(address).load('values');
        await context.sync();
        return range.values;
      }),
  };
}

/** Expects Excel's refusal with a code. */
export async function expectRefusal(doing: Promise<unknown>, code: string): Promise<void> {
  await expect(doing).rejects.toMatchObject({ name: 'RichApi.Error', code });
}

/** A table `Clients` at A1 of the active sheet: a header and rows of values. */
export async function putTable(client: Client, grid: unknown[][], name = 'Clients', at = 'A1'): Promise<void> {
  await client.run(async (sheet) => {
    const range = sheet.getRange(at).getAbsoluteResizedRange(grid.length, grid[0]?.length ?? 1);
    range.values = grid;
    sheet.tables.add(range, true).name = name;
  });
}
