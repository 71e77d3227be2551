import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportZip } from '../export.ts';
import { csvOfSheets, findLibreOffice } from '../libreoffice.ts';
import { findChromium } from './chromium.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

/** What a person, or somebody with access to the HMIS, can put in a name. */
const HOSTILE = [
  '=HYPERLINK("https://example.org","Click")',
  '=1+1',
  '+1 555 0100',
  '-Unknown-',
  '@SUM(A1)',
  "'quoted'",
  '"double"',
  '007',
  '1E5',
  '1/2',
  'May 3',
  '2026-01-31',
  '12:30',
  '5%',
  '$3',
  'TRUE',
  'falsch',
  '#N/A',
  '＝1+1',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '&lt;b&gt;',
  '_x0041_',
  '{{constructor}}',
  'javascript:alert(1)',
  'شريف',
  '🏠 Ann',
  'Zoë',
  'a\u200bb',
];

const office = findLibreOffice();

describe.runIf(findChromium())('hostile names, ids and project names', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(
      exportZip({
        Organization: [{ OrganizationName: '=cmd|calc' }],
        Project: [{ ProjectName: '<b onmouseover=alert(1)>@House</b>' }],
        User: [{ UserFirstName: '=1+1', UserLastName: '<i>x</i>' }],
        Client: HOSTILE.map((name, n) => ({ PersonalID: `P${n}`, FirstName: name, LastName: name, SSN: '' })),
        Enrollment: HOSTILE.map((_, n) => ({ EnrollmentID: `E${n}`, PersonalID: `P${n}`, HouseholdID: `0${n}` })),
      }),
    );
    desk = await stage.open({ acceptDownloads: true });
    await desk.signIn('admin');
    await desk.pane.getByLabel('Hide PII').uncheck();
    await desk.pane.getByLabel('Why do you need it?').selectOption('dataQuality');
    await desk.run();
  });
  afterAll(async () => {
    await desk.close();
    await stage.close();
  });

  it('stand in the sheet as the texts they are, none as a formula, a number or a date', async () => {
    const { rows, columns } = await stage.service.run('admin', { hidePii: false }, 'dataQuality');
    const sheet = await desk.sheet('Active Client List');
    const texts = columns.map(({ type }, i) => (type === 'text' ? i : -1)).filter((i) => i >= 0);
    for (const [n, row] of rows.entries()) {
      for (const i of texts) expect(sheet[n + 1]?.[i] ?? null).toBe(row[i]);
    }
    const names = new Set(sheet.map((row) => row[3]));
    for (const name of HOSTILE) expect(names).toContain(name);
  });

  it.runIf(office)('stand so in the saved workbook, too, as LibreOffice shows it', async () => {
    const download = desk.page.waitForEvent('download');
    await desk.page.getByRole('button', { name: 'Save as .xlsx' }).click();
    const saved = await readFile(await (await download).path());
    const sheets = await csvOfSheets(office ?? '', saved);
    const rows: string[][] = parse(sheets.get('Active Client List') ?? '', { relax_column_count: true });
    expect(
      rows
        .slice(1)
        .map((row) => row[3])
        .toSorted(),
    ).toEqual(HOSTILE.toSorted());
  });

  it('run nowhere: no dialog, no script, no error, and nothing of them in the page as markup', async () => {
    expect(desk.faults).toEqual([]);
    await expect(desk.page.locator('main img[src="x"], [onmouseover]').count()).resolves.toBe(0);
    await expect(desk.pane.locator('[onmouseover], b, i').count()).resolves.toBe(0);
  });
});
