import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ValidationCsv } from '../../functions/files/apr/validation-run.ts';
import { calendarDate } from '../../shared/dates.ts';
import { excelSerial } from '../../shared/excel/serial.ts';
import { exportZip } from '../export.ts';
import { communityRows, NAME_MARK } from '../functions/api/community.ts';
import { PASSWORD, STAND_IN } from '../functions/files/filing.ts';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow } from './looking.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

/** Harbor House's people, every other one with an annual assessment that is required. */
const ANNUAL: ValidationCsv = {
  name: 'Detail.csv',
  columns: [
    { key: 'PersonalID', type: 'text', note: '' },
    { key: 'LastName', type: 'text', pii: true, note: '' },
    { key: 'EntryDate', type: 'date', note: '' },
    { key: 'RequiredAnnual', header: 'Required Annual', type: 'text', note: '' },
    { key: 'AnnualAssessmentDate', type: 'date', note: '' },
  ],
  families: [],
  *rows({ enrollments }) {
    for (const [n, e] of enrollments.entries()) {
      yield [
        e.PersonalID,
        e.Names?.LastName ?? null,
        e.EntryDate,
        n % 2 === 0 ? 'Yes' : 'No',
        n === 0 ? '2026-01-10' : null,
      ];
    }
  },
};
const HARBOR = { organizations: ['OA'], mayShowPii: true };
const FORMULA = '=HYPERLINK("http://example.org")';

describe.runIf(findChromium())('files on server, in the pane', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    const rows = communityRows();
    const Client = (rows.Client ?? []).map((row) =>
      row.PersonalID === 'P-A1-1' ? { ...row, LastName: FORMULA } : row,
    );
    stage = await openStage(exportZip({ ...rows, Client }), { ...STAND_IN, csvs: [ANNUAL] });
    await stage.service.giveRights('manager', HARBOR);
    desk = await stage.open();
    await desk.signIn('manager');
    await desk.pane.getByRole('tab', { name: 'Files' }).click();
    await desk.pane.getByRole('heading', { name: 'Files on server' }).waitFor();
  });
  afterAll(async () => {
    await desk.close();
    await stage.close();
  });

  it('are asked for with a password typed twice', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: 'Ask for validation files' }).click();
    expect(await findings(frameOf(desk))).toEqual([]);
    await pane.getByLabel('Why do you need names?').selectOption('dataQuality');
    await pane.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await pane.getByLabel('Password once more').fill(`${PASSWORD}!`);
    await pane.getByRole('button', { name: 'Make the files' }).click();
    await pane.getByText('The two are not the same.').waitFor();
    await pane.getByLabel('Password once more').fill(PASSWORD);
    await pane.getByRole('button', { name: 'Make the files' }).click();
    await pane.getByRole('button', { name: /^Open the files of/ }).waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
  });

  it('open by their password in the pane, and a wrong one is told', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: /^Open the files of/ }).click();
    await pane.getByLabel('Password of the zip').fill('Something-Else-42');
    await pane.getByRole('button', { name: 'Open', exact: true }).click();
    await pane.getByText('The password is wrong. Nothing was opened.').waitFor();
    await pane.getByLabel('Password of the zip').fill(PASSWORD);
    await pane.getByRole('button', { name: 'Open', exact: true }).click();
    await pane.getByRole('heading', { name: 'What is in the zip' }).waitFor();
    await pane.getByText('manifest.json').waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
  });

  it('go into a sheet as a table, text as text, with what is missing marked', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: 'Put in a new sheet: Detail.csv' }).click();
    await pane.getByText('It shows the rows with Required Annual').waitFor();
    const [header, ...rows] = await desk.sheet('Detail');
    expect(header).toEqual([
      'PersonalID',
      'LastName',
      'EntryDate',
      'Required Annual',
      'AnnualAssessmentDate',
      'Missing Annual',
    ]);
    expect(rows.map((row) => row[1])).toContain(FORMULA);
    expect(rows[0]?.slice(0, 5)).toEqual([
      'P-A1-0',
      `${NAME_MARK}Last-P-A1-0`,
      excelSerial(calendarDate('2025-01-10')),
      'Yes',
      excelSerial(calendarDate('2026-01-10')),
    ]);
    expect(rows.filter((row) => row[5] === 'Yes').length).toBe(
      rows.filter((row) => row[3] === 'Yes' && row[4] === null).length,
    );
  });

  it('are held beside our own annual list, each disagreement named', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: 'Compare', exact: true }).click();
    await pane.getByText(/disagreements?; .* rows? (is|are) on both lists/).waitFor();
    await pane
      .getByText(/Person P-A\d-\d/)
      .first()
      .waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
  });

  it('fit the smallest pane', async () => {
    await narrow(desk, 350);
    expect(await clipped(frameOf(desk))).toEqual([]);
    await desk.pane.getByRole('button', { name: 'Back to the files' }).click();
    expect(await clipped(frameOf(desk))).toEqual([]);
  });

  it('are deleted after a question', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: /^Delete the files of/ }).click();
    await pane.getByRole('button', { name: 'Delete', exact: true }).click();
    await pane.getByText('You have no files yet.').waitFor();
  });

  it('leave nothing in the browser’s storage, and gave nobody an error to see', async () => {
    const kept = await frameOf(desk).evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(PASSWORD);
    expect(kept).not.toContain(NAME_MARK);
    expect(desk.faults).toEqual([]);
  });
});
