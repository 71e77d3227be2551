import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_AS_OF } from '../../infra/local/sample/options.ts';
import type { Role } from '../../shared/roles.ts';
import { findChromium } from './chromium.ts';
import { sampleZip } from './sample-zip.ts';
import { type Desk, openStage, RUN, type Stage } from './stage.ts';
import type { SheetCell } from './workbook-reading.ts';

/** The steps of docs/guides/, one after the other, as the person does them who reads the guide. */
describe.runIf(findChromium())('the guides’ steps', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(await sampleZip(400));
  });
  afterAll(() => stage.close());
  afterEach(async () => {
    const { faults } = desk;
    await desk.close();
    expect(faults).toEqual([]);
  });

  async function sitDown(role: Role): Promise<void> {
    desk = await stage.open();
    // The day of the export: what is due today is due then.
    await desk.page.clock.setFixedTime(new Date(`${SAMPLE_AS_OF}T09:00:00Z`));
    await desk.signIn(role);
  }

  async function choose(report: string): Promise<void> {
    const another = desk.pane.getByRole('button', { name: 'Run another' });
    if (await another.isVisible()) await another.click();
    await desk.pane.getByLabel('Report', { exact: true }).selectOption({ label: report });
    await desk.pane.getByRole('heading', { level: 1, name: report }).waitFor();
  }

  const onRibbon = (name: string) =>
    desk.page.getByRole('region', { name: 'Ribbon' }).getByRole('button', { name, exact: true }).click();

  /** A sheet's rows below its header, as records by header. */
  async function records(name: string): Promise<Record<string, SheetCell>[]> {
    const [header = [], ...rows] = await desk.sheet(name);
    return rows.map((row) => Object.fromEntries(header.map((key, i) => [String(key), row[i] ?? null])));
  }

  it('of a program manager: all programs in one list, what is due, how many were served, then every week', async () => {
    await sitDown('manager');
    await choose('Active Client List');
    await desk.pane.getByLabel('Range', { exact: true }).selectOption({ label: 'Last month' });
    await desk.run();
    const [header = []] = await desk.sheet('Active Client List');
    // Column Y, as the guide of today counts it.
    expect(header['Y'.charCodeAt(0) - 'A'.charCodeAt(0)]).toBe('MoveInDate');
    const list = await records('Active Client List');
    expect(list.length).toBeGreaterThan(0);
    const moved = list.map(({ MoveInDate }) => MoveInDate).filter((date) => date !== null && date !== '');
    expect(moved.every((date) => typeof date === 'number')).toBe(true);

    await choose('Annual Assessments Due');
    await desk.run();
    const due = await records('Annual Assessments Due');
    expect(new Set(due.map(({ Status }) => Status))).not.toContain('NotRequired');
    for (const { Status, DaysLeft } of due) {
      if (Status === 'Due') expect(Number(DaysLeft)).toBeGreaterThanOrEqual(0);
      if (Status === 'Overdue') expect(Number(DaysLeft)).toBeLessThan(0);
    }

    await choose('Clients in Programs');
    await desk.pane.getByLabel('Range', { exact: true }).selectOption({ label: 'Last 12 months' });
    await desk.run();
    expect((await records('Clients in Programs totals')).length).toBeGreaterThan(0);

    await onRibbon('Refresh all');
    await desk.pane.getByText(/\d+ sheets refreshed\./).waitFor();
    await desk.pane.getByRole('button', { name: 'Static copy of sheet Active Client List', exact: true }).click();
    await desk.pane.getByText(/^Copied to/).waitFor();
    await onRibbon('Remove client data');
    const dialog = desk.page.frameLocator('iframe[title="Dialog of HMIS Sheets"]');
    await dialog.getByRole('button', { name: 'Remove it' }).click();
    // The copy is not ours to empty, and is named.
    await dialog.getByText(/^Copies still hold it/).waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await desk.page.getByRole('tab', { name: 'Active Client List', exact: true }).click();
    await onRibbon('Refresh');
    await expect.poll(async () => (await records('Active Client List')).length).toBe(list.length);
  });

  it('of a data quality officer: entry timing, the APR’s missing assessments, who comes of age, what ends', async () => {
    await sitDown('dqo');
    await choose('Data Entry Timing');
    await desk.pane.getByLabel('Range', { exact: true }).selectOption({ label: 'Last month' });
    await desk.pane.getByLabel('Standard, in days').fill('5');
    await desk.run();
    expect(await desk.sheetNames()).toContain('Data Entry Timing totals');
    const timing = await records('Data Entry Timing');
    expect(timing.every(({ WithinStandard }) => WithinStandard === 'Yes' || WithinStandard === 'No')).toBe(true);

    await choose('Annual Assessments Due');
    await desk.pane.getByRole('radio', { name: /HUD.s APR/ }).check();
    await desk.run();
    const apr = await records('Annual Assessments Due');
    for (const { Status } of apr) expect(['Completed', 'Missing', 'NotRequired', 'DataIssue']).toContain(Status);

    for (const report of ['Milestone Ages', 'Programs', 'Users', 'Services']) {
      await choose(report);
      await desk.run();
      expect(await desk.sheetNames()).toContain(report);
    }
    await onRibbon('Refresh all');
    await desk.pane.getByText(/\d+ sheets refreshed\./).waitFor();
    await desk.page.getByRole('tab', { name: 'About these reports' }).click();
    expect(JSON.stringify(await desk.sheet('About these reports'))).toContain('Milestone Ages');
  });

  it('of a PIT/HIC coordinator: the night by two rules, and the twelve steps of today', async () => {
    await sitDown('coordinator');
    await choose('PIT/HIC Night');
    await desk.pane.getByLabel('Night', { exact: true }).fill('2026-01-28');
    await desk.run();
    const totals = await records('PIT HIC Night totals');
    expect(Object.keys(totals[0] ?? {})).toEqual(
      expect.arrayContaining(['Persons', 'PITCount', 'PersonsLessPITCount']),
    );
    const all = await records('PIT HIC Night');
    const differing = all.filter(({ WhyNotByHUD }) => WhyNotByHUD !== null && WhyNotByHUD !== '');
    expect(differing.length).toBeGreaterThan(0);

    await choose('PIT/HIC Night');
    await desk.pane.getByLabel('Night', { exact: true }).fill('2026-01-28');
    await desk.pane.getByLabel('Where the two differ').check();
    await desk.run();
    expect(await records('PIT HIC Night 2')).toHaveLength(differing.length);

    await choose('Active Client List');
    await desk.pane.getByLabel('From', { exact: true }).fill('2026-01-28');
    await desk.pane.getByLabel('To', { exact: true }).fill('2026-01-28');
    await desk.pane.getByLabel('Heads of household only').check();
    // Hide PII is ticked, and stays so for who never sees names.
    expect(await desk.pane.getByLabel('Hide PII').isChecked()).toBe(true);
    await desk.run();
    const list = await records('Active Client List');
    expect(list.length).toBeGreaterThan(0);
    expect(list.every(({ LastName, SSN }) => (LastName ?? '') === '' && (SSN ?? '') === '')).toBe(true);
  });

  it('begin with what a newcomer sees: the reports by name, and one button that puts one in a sheet', async () => {
    await sitDown('manager');
    const reports = await desk.pane.getByLabel('Report', { exact: true }).locator('option').allInnerTexts();
    for (const named of ['Active Client List', 'Annual Assessments Due', 'Housing Status', 'Clients in Programs']) {
      expect(reports).toContain(named);
    }
    await desk.pane.getByRole('button', { name: RUN }).waitFor();
  });
});
