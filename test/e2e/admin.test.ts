import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trailKey, trailSort } from '../../functions/access/trail.ts';
import { LOCAL_PEOPLE, LOCAL_TENANT } from '../../infra/local/people.ts';
import { calendarDate } from '../../shared/dates.ts';
import { exportZip } from '../export.ts';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { type Desk, openStage, RUN, type Stage } from './stage.ts';

const dayOf = (at: string) => calendarDate(at.slice(0, 10));
const today = () => dayOf(new Date().toISOString());
const NEW_PERSON = 'a5d3c0de-0000-4000-8000-0000000000ff';

/** Two organizations with a project and a stay each. */
const ZIP = exportZip({
  Organization: [
    { OrganizationID: 'O1', OrganizationName: 'Harbor' },
    { OrganizationID: 'O2', OrganizationName: 'Bridge' },
  ],
  Project: [
    { ProjectID: 'J1', OrganizationID: 'O1', ProjectName: 'Harbor House' },
    { ProjectID: 'J2', OrganizationID: 'O2', ProjectName: 'Bridge House' },
  ],
  ProjectCoC: [
    { ProjectCoCID: 'C1', ProjectID: 'J1' },
    { ProjectCoCID: 'C2', ProjectID: 'J2' },
  ],
  Client: [{ PersonalID: 'P1' }, { PersonalID: 'P2' }],
  Enrollment: [
    { EnrollmentID: 'E1', PersonalID: 'P1', HouseholdID: 'H1', ProjectID: 'J1' },
    { EnrollmentID: 'E2', PersonalID: 'P2', HouseholdID: 'H2', ProjectID: 'J2' },
  ],
});

describe.runIf(findChromium())('the administrators’ part', () => {
  let stage: Stage;
  const desks: Desk[] = [];
  beforeAll(async () => {
    stage = await openStage(ZIP);
  });
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.close()));
  });
  afterAll(() => stage.close());

  async function admins(width?: number, media: Parameters<Desk['page']['emulateMedia']>[0] = {}): Promise<Desk> {
    const desk = await stage.open();
    desks.push(desk);
    await desk.page.emulateMedia({ reducedMotion: 'reduce', ...media });
    await desk.pane.getByLabel('Sign in as').waitFor();
    if (width !== undefined) await narrow(desk, width);
    await desk.signIn('admin');
    await desk.pane.getByRole('button', { name: /account of/ }).click();
    await desk.pane.getByRole('button', { name: 'People, imports, audit trail' }).click();
    await desk.pane.getByText('4 people').or(desk.pane.getByText('5 people')).waitFor();
    return desk;
  }

  const rightsOf = (pane: FrameLocator, name: string) =>
    pane.getByRole('button', { name: `Change rights of ${name}` }).click();
  const press = (pane: FrameLocator, name: string) => pane.getByRole('button', { name, exact: true }).click();
  const showEntries = async (pane: FrameLocator) => {
    await pane.getByRole('tab', { name: 'Audit trail' }).click();
    await press(pane, 'Show entries');
    await pane.getByRole('heading', { name: 'Entries' }).waitFor();
  };

  it('is nowhere to be seen for a manager', async () => {
    const desk = await stage.open();
    desks.push(desk);
    await desk.signIn('manager');
    const asked: string[] = [];
    desk.page.on('request', (request) => asked.push(request.url()));
    await desk.pane.getByRole('button', { name: /account of/ }).click();
    await desk.pane.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(await desk.pane.getByRole('button', { name: 'People, imports, audit trail' }).count()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('opens at the people, and goes back to the reports as they were left', async () => {
    const { pane, faults } = await admins();
    await expect(pane.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('People');
    await press(pane, 'Back to the reports');
    await pane.getByRole('button', { name: RUN }).waitFor();
    expect(faults).toEqual([]);
  });

  it('gives rights to a new person, whose ids are checked first', async () => {
    const { pane, faults } = await admins();
    await press(pane, 'Add a person');
    await pane.getByLabel('Name', { exact: true }).fill('Nell Quist');
    await pane.getByLabel('Object ID').fill('nell@example.org');
    await press(pane, 'Give rights');
    await pane.getByText('Enter it as Entra shows it').waitFor();
    await pane.getByText('Choose at least one organization').waitFor();
    await expect(pane.getByLabel('Object ID').evaluate((node) => node === document.activeElement)).resolves.toBe(true);

    await pane.getByLabel('Object ID').fill(` ${NEW_PERSON.toUpperCase()} `);
    await pane.getByRole('button', { name: /^Organizations/ }).click();
    await pane.getByRole('checkbox', { name: 'Bridge' }).check();
    await press(pane, 'Give rights');
    await pane.getByText('Nell Quist’s rights hold from their next call on.').waitFor();
    await pane.getByText('5 people').waitFor();

    const { users } = await stage.service.as('admin').users();
    expect(users.find(({ oid }) => oid === NEW_PERSON)).toEqual({
      tid: LOCAL_TENANT,
      oid: NEW_PERSON,
      name: 'Nell Quist',
      role: 'manager',
      organizations: ['O2'],
      mayShowPii: false,
      active: true,
      version: 1,
    });
    expect(faults).toEqual([]);
  });

  it('changes a manager’s organizations, which the manager’s next call follows', async () => {
    await stage.service.giveRights('manager', { organizations: ['O1'], mayShowPii: false });
    const names = async () => (await stage.service.as('manager').catalog()).organizations.map(({ name }) => name);
    expect(await names()).toEqual(['Harbor']);
    const { pane } = await admins();
    await rightsOf(pane, 'Mara Ellis');
    await pane.getByRole('button', { name: /^Organizations/ }).click();
    await pane.getByRole('checkbox', { name: 'Harbor' }).uncheck();
    await pane.getByRole('checkbox', { name: 'Bridge' }).check();
    await press(pane, 'Save');
    await pane.getByText('Saved.').waitFor();
    expect(await names()).toEqual(['Bridge']);
  });

  it('ends the manager’s rights after a question, and gives them again', async () => {
    const { pane, faults } = await admins();
    await rightsOf(pane, 'Mara Ellis');
    await press(pane, 'End rights');
    await pane.getByText('End all rights of Mara Ellis?').waitFor();
    await press(pane, 'Keep them');
    await expect(stage.service.as('manager').me()).resolves.toMatchObject({ name: 'Mara Ellis' });
    await press(pane, 'End rights');
    await pane.getByText('End all rights of Mara Ellis?').waitFor();
    await press(pane, 'End rights');
    await pane.getByText('Mara Ellis’s rights are ended').waitFor();
    await pane.getByRole('heading', { name: 'Ended' }).waitFor();
    await expect(stage.service.as('manager').me()).rejects.toMatchObject({ code: 'NotAllowed' });

    await rightsOf(pane, 'Mara Ellis');
    await press(pane, 'Give rights');
    await pane.getByText('Saved.').waitFor();
    await expect(stage.service.as('manager').me()).resolves.toMatchObject({ organizations: ['O2'] });
    // A dialog of the browser would be one.
    expect(faults).toEqual([]);
  });

  it('gives a coordinator the whole CoC and never names, whatever was chosen before', async () => {
    const { pane } = await admins();
    await rightsOf(pane, 'Dev Okafor');
    await pane.getByLabel('May show names').check();
    await pane.getByLabel('Role').selectOption('coordinator');
    await pane.getByText('Always sees the whole CoC, and never names.').waitFor();
    await expect(pane.getByLabel('The whole CoC').isChecked()).resolves.toBe(true);
    await expect(pane.getByLabel('May show names').isChecked()).resolves.toBe(false);
    await expect(pane.getByLabel('May show names').isDisabled()).resolves.toBe(true);
    await press(pane, 'Save');
    await pane.getByText('Saved.').waitFor();
    await expect(stage.service.as('dqo').me()).resolves.toMatchObject({
      role: 'coordinator',
      organizations: 'all',
      mayShowPii: false,
    });
    await stage.service.giveRights('dqo', { role: 'dqo', organizations: ['O2'] });
  });

  it('lets nobody take their own administrator rights away', async () => {
    const { pane } = await admins();
    await rightsOf(pane, 'Ada Park');
    await pane.getByText('Only another administrator can change your role').waitFor();
    await expect(pane.getByLabel('Role').isDisabled()).resolves.toBe(true);
    expect(await pane.getByRole('button', { name: 'End rights' }).count()).toBe(0);
  });

  it('shows what another administrator has made of the rights meanwhile, before anything is written over', async () => {
    await stage.service.giveRights('manager', { organizations: ['O1'], mayShowPii: false });
    const { pane } = await admins();
    await rightsOf(pane, 'Mara Ellis');
    await pane.getByLabel('The whole CoC').check();
    await stage.service.giveRights('manager', { organizations: ['O2'], role: 'dqo' });
    await press(pane, 'Save');
    const told = pane.getByRole('status').filter({ hasText: 'Someone else has just changed these rights' });
    await told.getByText('Data quality officer').waitFor();
    await told.getByText('Bridge').waitFor();
    await expect(stage.service.as('manager').me()).resolves.toMatchObject({ organizations: ['O2'] });
    await press(pane, 'Use what is there now');
    await expect(pane.getByLabel('Role').inputValue()).resolves.toBe('dqo');
    await press(pane, 'Cancel');
    await stage.service.giveRights('manager', { organizations: ['O1'], role: 'manager', mayShowPii: true });
  });

  it('shows in the trail who saw what, why, and what was refused', async () => {
    await stage.service.giveRights('manager', { organizations: ['O2'], mayShowPii: false });
    await stage.service.giveRights('manager', { organizations: ['O1'], mayShowPii: true });
    await stage.service.run('manager', { hidePii: false }, 'dataQuality');
    await expect(stage.service.run('coordinator', { hidePii: false }, 'services')).rejects.toThrow();
    const { pane, faults } = await admins();
    await showEntries(pane);
    const rows = pane.locator('summary').filter({ hasText: 'Got rows: Active Client List' }).first();
    await expect(rows.innerText()).resolves.toMatch(/Mara Ellis · 1 row\s+Names shown\s+Checking or correcting/);
    await expect(rows.locator('time').getAttribute('title')).resolves.toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
    await pane.locator('summary').filter({ hasText: 'Refused' }).filter({ hasText: 'Cora Lindqvist' }).waitFor();

    await rows.click();
    const told = pane.locator('details').filter({ has: rows });
    await expect(told.locator('dl').innerText()).resolves.toMatch(/Active by\s+Entry\/exit dates \(HUD method 1\)/);

    await pane.getByLabel('Event').selectOption('rightsChange');
    await pane.getByLabel('Person').selectOption({ label: LOCAL_PEOPLE.admin.name });
    await press(pane, 'Show entries');
    const change = pane.locator('summary').filter({ hasText: 'Changed rights: Mara Ellis' }).first();
    await change.waitFor();
    expect(await pane.locator('summary').filter({ hasText: 'Got rows' }).count()).toBe(0);
    await change.click();
    await pane.getByText('No → Yes').waitFor();
    await pane.getByText('Bridge → Harbor').waitFor();
    expect(faults).toEqual([]);
  });

  it('verifies the trail day by day, and finds an entry that was changed', async () => {
    const { pane } = await admins();
    await pane.getByRole('tab', { name: 'Audit trail' }).click();
    await press(pane, 'Verify');
    await pane.getByText('Every entry is whole and in its place').waitFor();

    const { doc, table } = stage.service.dynamo;
    const [entry] = (await stage.service.as('admin').audit({ from: today(), to: today() })).entries;
    if (!entry) throw new Error('The trail is empty.');
    const Key = { pk: trailKey(dayOf(entry.at), entry.shard), sk: trailSort(entry.seq) };
    const { Item } = await doc.send(new GetCommand({ TableName: table, Key }));
    await doc.send(
      new PutCommand({ TableName: table, Item: { ...Item, body: String(Item?.body).replace(entry.name, 'Nobody') } }),
    );
    await press(pane, 'Verify');
    await pane.getByRole('alert').getByText('1 fault in the trail').waitFor();
    await pane.getByText(`chain ${entry.shard}, entry ${entry.seq} was changed`).waitFor();
    await doc.send(new PutCommand({ TableName: table, Item }));
  });

  it('reads on where there are more entries than are shown at once', async () => {
    const manager = stage.service.as('manager');
    for (let n = 0; n < 60; n += 1) await manager.plan('active-clients', { params: {} }, false);
    const { pane } = await admins();
    await showEntries(pane);
    await pane.getByText('· The newest 50').waitFor();
    await press(pane, 'Show more');
    await pane.locator('summary').nth(60).waitFor();
    await expect
      .poll(() =>
        pane
          .locator('summary')
          .nth(50)
          .evaluate((node) => node === document.activeElement),
      )
      .toBe(true);
  });

  it('puts the trail in a sheet, every entry of what is shown', async () => {
    const desk = await admins();
    await showEntries(desk.pane);
    await press(desk.pane, 'Put all in a new sheet');
    await desk.pane.getByText(/entr(y is|ies are) in the sheet ‘Audit trail/).waitFor();
    const [name = ''] = (await desk.sheetNames()).filter((each) => each.startsWith('Audit trail'));
    const [header, ...rows] = await desk.sheet(name);
    expect(header).toContain('When (UTC)');
    expect(rows.length).toBeGreaterThan(0);
  });

  it('can be gone through by the keyboard alone', async () => {
    const { pane, page } = await admins();
    await pane.getByRole('tab', { name: 'People' }).focus();
    await page.keyboard.press('ArrowRight');
    await pane.getByRole('heading', { name: 'Imports', exact: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await pane.getByRole('heading', { name: 'Audit trail' }).waitFor();
    await expect(
      pane.getByRole('tab', { name: 'Audit trail' }).evaluate((node) => node === document.activeElement),
    ).resolves.toBe(true);
    await page.keyboard.press('ArrowRight');
    await pane.getByRole('button', { name: 'Change rights of Cora Lindqvist' }).focus();
    await page.keyboard.press('Enter');
    await pane.getByRole('heading', { name: 'Rights of Cora Lindqvist' }).waitFor();
    await press(pane, 'Cancel');
    await expect
      .poll(() =>
        pane
          .getByRole('button', { name: 'Change rights of Cora Lindqvist' })
          .evaluate((node) => node === document.activeElement),
      )
      .toBe(true);
  });

  /** Every state that an administrator comes through, each looked at. */
  async function through({ pane, page }: Desk, look: (state: string) => Promise<void>): Promise<void> {
    await look('people');
    await press(pane, 'Add a person');
    await press(pane, 'Give rights');
    await pane.getByText('Enter it as Entra shows it').waitFor();
    await look('a new person with errors');
    await pane.getByRole('button', { name: /^Organizations/ }).click();
    await look('organizations');
    await press(pane, 'Cancel');
    await rightsOf(pane, 'Mara Ellis');
    await look('rights');
    await press(pane, 'End rights');
    await look('the question');
    await press(pane, 'Keep them');
    await pane.getByLabel('Role').selectOption('coordinator');
    await look('a coordinator');
    await page.route('**/v1/users/**', (route) => route.fulfill({ status: 500, json: {} }), { times: 1 });
    await press(pane, 'Save');
    await pane.getByRole('alert').waitFor();
    await look('refused');
    await press(pane, 'Cancel');
    await rightsOf(pane, 'Mara Ellis');
    await press(pane, 'Save');
    await pane.getByText('Nothing was changed').waitFor();
    await look('done');
    await showEntries(pane);
    await pane.getByLabel('Event').selectOption('page');
    await press(pane, 'Show entries');
    await pane.locator('summary').filter({ hasText: 'Names shown' }).first().click();
    await press(pane, 'Verify');
    await pane.getByText('Every entry is whole and in its place').waitFor();
    await look('trail');
  }

  it.each(WIDTHS)('clips no text and never scrolls sideways at %i pixels, in any state', async (width) => {
    const desk = await admins(width);
    const seen: Record<string, string[]> = {};
    await through(desk, async (state) => {
      seen[state] = await clipped(frameOf(desk));
    });
    expect(Object.entries(seen).filter(([, cut]) => cut.length > 0)).toEqual([]);
    expect(Object.keys(seen)).toHaveLength(9);
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('has nothing that axe finds wrong in any state, %s', async (_, media) => {
    const desk = await admins(350, media);
    const seen: Record<string, unknown[]> = {};
    await through(desk, async (state) => {
      seen[state] = await findings(frameOf(desk));
    });
    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
  });
});
