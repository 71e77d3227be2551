import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ExportRow, exportZip } from '../export.ts';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

/** An export of so many projects on a day, with one stay each; `broken` rows of it have no date of birth that is one. */
function exportOf(projects: number, exportDate: string, broken = 0): Buffer {
  const numbers = Array.from({ length: projects }, (_, n) => n);
  const rows = (row: (n: number) => ExportRow) => numbers.map(row);
  return exportZip({
    Export: [{ ExportDate: exportDate, ExportEndDate: exportDate }],
    Project: rows((n) => ({ ProjectID: `J${n}`, ProjectName: `House ${n}` })),
    ProjectCoC: rows((n) => ({ ProjectCoCID: `C${n}`, ProjectID: `J${n}` })),
    Client: rows((n) => ({ PersonalID: `P${n}` })),
    Enrollment: [
      ...rows((n) => ({ EnrollmentID: `E${n}`, PersonalID: `P${n}`, HouseholdID: `H${n}`, ProjectID: `J${n}` })),
      ...Array.from({ length: broken }, (_, n) => ({
        EnrollmentID: `X${n}`,
        PersonalID: `P${n}`,
        HouseholdID: `X${n}`,
        ProjectID: 'nowhere',
      })),
    ],
  });
}

const fileOf = (buffer: Buffer, name = 'export.zip') => ({ name, mimeType: 'application/zip', buffer });

describe.runIf(findChromium())('the page of imports', () => {
  let stage: Stage;
  const desks: Desk[] = [];
  beforeAll(async () => {
    stage = await openStage(exportOf(10, '2026-01-31'));
  });
  afterEach(async () => {
    for (const desk of desks.splice(0)) {
      expect(desk.faults).toEqual([]);
      await desk.close();
    }
  });
  afterAll(() => stage.close());

  async function atImports(width?: number): Promise<Desk> {
    const desk = await stage.open();
    desks.push(desk);
    await desk.page.emulateMedia({ reducedMotion: 'reduce' });
    await desk.pane.getByLabel('Sign in as').waitFor();
    if (width !== undefined) await narrow(desk, width);
    await desk.signIn('admin');
    await desk.pane.getByRole('button', { name: /account of/ }).click();
    await desk.pane.getByRole('button', { name: 'People, imports, audit trail' }).click();
    await desk.pane.getByRole('tab', { name: 'Imports' }).click();
    await desk.pane.getByText('Current', { exact: true }).waitFor();
    return desk;
  }

  const choose = (pane: FrameLocator, zip: Buffer, name?: string) =>
    pane.getByLabel('Zip of an HMIS CSV export').setInputFiles(fileOf(zip, name));
  const press = (pane: FrameLocator, name: string) => pane.getByRole('button', { name, exact: true }).click();
  const current = (pane: FrameLocator) => pane.getByRole('listitem').filter({ hasText: 'Current' }).innerText();

  it('takes an export in from the file to the data that reports come from', async () => {
    const { pane } = await atImports();
    expect(await current(pane)).toContain('Data as of Jan 31, 2026');
    await choose(pane, exportOf(10, '2026-02-07'), 'week 6.zip');
    await pane.getByText('Import ‘week 6.zip’?').waitFor();
    await press(pane, 'Import it');
    await pane.getByText('Imported: data as of Feb 7, 2026').waitFor();
    await expect.poll(() => current(pane)).toContain('Data as of Feb 7, 2026');
    await press(pane, 'Back to the reports');
    await pane.getByText('Data as of Feb 7, 2026').waitFor();
  });

  it('says that the same export once more changed nothing', async () => {
    const { pane } = await atImports();
    await choose(pane, exportOf(10, '2026-02-07'));
    await press(pane, 'Import it');
    await pane.getByText('This export was stored already').waitFor();
  });

  it('lists rows that could not be used by file and line, and puts all of them in a sheet', async () => {
    const desk = await atImports();
    await choose(desk.pane, exportOf(10, '2026-02-14', 2));
    await press(desk.pane, 'Import it');
    await desk.pane.getByRole('heading', { name: '2 rows could not be used' }).waitFor();
    await desk.pane.getByText('Enrollment.csv, line 12').waitFor();
    await press(desk.pane, 'Put all in a new sheet');
    await desk.pane.getByText('2 rows are in the sheet ‘Rows not imported’.').waitFor();
    const [header, first] = await desk.sheet('Rows not imported');
    expect(header).toEqual(['File', 'Line', 'Field', 'Reason']);
    expect(first?.slice(0, 2)).toEqual(['Enrollment.csv', 12]);
  });

  it('asks before it takes an export that is much smaller, and says what that would mean', async () => {
    const { pane } = await atImports();
    await choose(pane, exportOf(5, '2026-02-21'));
    await press(pane, 'Import it');
    await pane.getByText('The export is much smaller than the data now').waitFor();
    await pane.getByText('This export has 5 projects, the current data 10: over 20 % fewer.').waitFor();
    expect(await current(pane)).not.toContain('Feb 21');
    await press(pane, 'Import it all the same');
    await pane.getByText('Imported: data as of Feb 21, 2026').waitFor();
  });

  it('goes back to the export before, after a question', async () => {
    const { pane } = await atImports();
    await pane
      .getByRole('button', { name: /^Go back to it: export of/ })
      .first()
      .click();
    await press(pane, 'Stay');
    expect(await current(pane)).toContain('Feb 21');
    await pane
      .getByRole('button', { name: /^Go back to it: export of/ })
      .first()
      .click();
    await press(pane, 'Go back');
    await pane.getByText(/^All reports come from the export of Feb 14, 2026 now/).waitFor();
    await expect.poll(() => current(pane)).toContain('Feb 14');
  });

  it('says why a file is no export, and takes another', async () => {
    const { pane } = await atImports();
    await choose(pane, Buffer.from('no zip'), 'notes.zip');
    await press(pane, 'Import it');
    await pane.getByRole('alert').getByText('The export was refused').waitFor();
    await pane.getByText('The data is as it was.').waitFor();
    await choose(pane, Buffer.alloc(0), 'empty.zip');
    await pane.getByText('This file is empty.').waitFor();
    await press(pane, 'Cancel');
    await pane.getByRole('button', { name: 'Import an export' }).waitFor();
  });

  it('follows an import that began elsewhere', async () => {
    const desk = await atImports();
    const status = { state: 'running', step: 'reading Client.csv', done: 1, total: 2 };
    let ended = false;
    await desk.page.route('**/v1/snapshots', async (route) => {
      const answer = await route.fetch();
      const importing = ended ? {} : { importing: 'i1' };
      await route.fulfill({ json: { ...((await answer.json()) as object), ...importing } });
    });
    await desk.page.route('**/v1/imports/i1', (route) =>
      route.fulfill({
        json: {
          ...{ id: 'i1', startedBy: 'Nightly upload', startedAt: '2026-02-28T06:00:00Z', files: {}, warnings: [] },
          ...{ refused: { total: 0, rows: [] }, unchanged: false, step: 'done', done: 1, total: 1 },
          stored: { projects: 1, projectsUnchanged: 0, enrollments: 1, segments: 1, bytes: 1 },
          ...(ended ? { state: 'failed', message: 'It was interrupted.' } : status),
        },
      }),
    );
    await desk.pane.getByRole('tab', { name: 'People' }).click();
    await desk.pane.getByRole('tab', { name: 'Imports' }).click();
    await desk.pane.getByText('Reading Client.csv').waitFor();
    await desk.pane.getByText('Begun by Nightly upload').waitFor();
    ended = true;
    await desk.pane.getByText('The import failed').waitFor();
  });

  it.each(WIDTHS)('clips no text and has nothing that axe finds wrong at %i pixels', async (width) => {
    const desk = await atImports(width);
    const { pane } = desk;
    const seen: Record<string, unknown> = {};
    const look = async (state: string) => {
      const frame = frameOf(desk);
      const wrong = [...(await clipped(frame)), ...(await findings(frame))];
      if (wrong.length > 0) seen[state] = wrong;
    };
    await look('list');
    await pane
      .getByRole('button', { name: /^Go back to it: export of/ })
      .first()
      .click();
    await look('asked whether to go back');
    await press(pane, 'Stay');
    await choose(pane, exportOf(10, '2026-03-07', 2), 'a name of a file that is as long as some are.zip');
    await look('chosen');
    await press(pane, 'Import it');
    await pane.getByRole('heading', { name: '2 rows could not be used' }).waitFor();
    await pane.getByText(/^Rows of \d+ files$/).click();
    await look('done with refused rows');
    await press(pane, 'Close');
    await choose(pane, exportOf(2, '2026-03-14'));
    await press(pane, 'Import it');
    await pane.getByText('The export is much smaller than the data now').waitFor();
    await look('smaller');
    expect(seen).toEqual({});
  });
});
