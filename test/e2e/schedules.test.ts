import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { community, NAME_MARK, nextCommunity } from '../functions/api/community.ts';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('schedules, in the pane', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(community());
    await stage.service.giveRights('manager', { organizations: ['OA'], mayShowPii: true });
    desk = await stage.open();
    await desk.signIn('manager');
    await desk.run();
    await desk.pane.getByRole('tab', { name: 'Files' }).click();
    await desk.pane.getByRole('button', { name: 'Schedules' }).click();
    await desk.pane.getByRole('heading', { name: 'Schedules' }).waitFor();
  });
  afterAll(async () => {
    expect(desk.faults).toEqual([]);
    await desk.close();
    await stage.close();
  });

  /** What is told in the pane itself, beside its live region. */
  const told = (text: string | RegExp) => desk.pane.getByRole('tabpanel').getByText(text).waitFor();
  const picture = (name: string) =>
    process.env.PICTURES ? desk.page.screenshot({ path: `${process.env.PICTURES}/${name}.png` }) : undefined;

  it('begin with none, and say what they are', async () => {
    await desk.pane.getByText('You have no schedules yet.').waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
    await picture('schedules-none');
  });

  it('are made of the report at hand, whose setting is saved with it', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: 'New schedule' }).click();
    await pane.getByRole('button', { name: 'Make the schedule' }).click();
    await pane.getByText('Choose what to run.').waitFor();
    await pane.getByLabel('What to run').selectOption({ label: 'The report of sheet “Active Client List”' });
    await pane.getByLabel('Name to save its setting under').fill('Every Monday');
    await pane.getByLabel('At', { exact: true }).fill('07:15');
    expect(await findings(frameOf(desk))).toEqual([]);
    await picture('schedules-form');
    await pane.getByRole('button', { name: 'Make the schedule' }).click();
    await told('The schedule is made.');
    await pane.getByText('Every Monday at 07:15').waitFor();
    const { settings } = await stage.service.as('manager').settings();
    expect(settings).toMatchObject([{ name: 'Every Monday', report: 'active-clients' }]);
    const setting = await stage.service.as('manager').setting({ id: settings[0]?.id ?? '', organization: null });
    expect(setting.setting.params).toMatchObject({ from: { day: 'first' }, to: { day: 'last' } });
  });

  it('are paused, resumed and run now, and say when they were', async () => {
    const { pane } = desk;
    await pane.getByText(/^Active · Next: /).waitFor();
    await pane.getByRole('button', { name: 'Pause Every Monday' }).click();
    await pane.getByText('Paused', { exact: true }).waitFor();
    await pane.getByRole('button', { name: 'Resume Every Monday' }).click();
    await pane.getByText(/^Active · Next: /).waitFor();
    await pane.getByRole('button', { name: 'Run now: Every Monday' }).click();
    await pane.getByText(/^Last: .* · its file was made$/).waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
    await picture('schedules-list');
  });

  it.each(WIDTHS)('are all there in a pane of %i pixels', async (width) => {
    await narrow(desk, width);
    expect(await clipped(frameOf(desk))).toEqual([]);
    await picture(`schedules-${width}`);
    await narrow(desk, 350);
  });

  it('put their files among the others, which open without a password being typed', async () => {
    const { pane } = desk;
    await pane.getByRole('button', { name: 'Back to the files' }).click();
    await pane.getByRole('button', { name: 'Open the files of Every Monday' }).click();
    const password = pane.getByLabel('Password of the zip');
    await password.waitFor();
    expect(await password.inputValue()).toMatch(/^(\w{4}-){4}\w{4}$/);
    expect(await findings(frameOf(desk))).toEqual([]);
    await picture('schedules-file');
    await pane.getByRole('button', { name: 'Put in a new sheet' }).click();
    await told('It is on the sheet “Active Client List 2”.');
    expect((await desk.sheet('Active Client List 2')).length).toBe((await desk.sheet('Active Client List')).length);
    const download = desk.page.waitForEvent('download');
    await pane.getByRole('link', { name: 'Download the zip' }).click();
    expect((await download).suggestedFilename()).toMatch(/^hmis-active-clients-\d{4}-\d\d-\d\d\.zip$/);
    await pane.getByRole('button', { name: 'Back to the files' }).click();
  });

  it('tell of a sheet that their file is newer than, which one click refreshes from it', async () => {
    const { pane } = desk;
    await pane.getByRole('tab', { name: /^This workbook/ }).click();
    await pane.getByRole('heading', { name: 'Reports in this workbook' }).waitFor();
    expect(await pane.getByText('newer than').count()).toBe(0);
    await stage.service.import(nextCommunity());
    const { schedules } = await stage.service.as('manager').schedules();
    await stage.service.as('manager').changeSchedule(schedules[0]?.id ?? '', 'run');
    await stage.service.idle();
    await pane.getByRole('tab', { name: 'Files' }).click();
    await pane.getByRole('tab', { name: /^This workbook/ }).click();
    await pane.getByText('Scheduled files are newer than their sheets').waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
    await picture('schedules-fresh');
    await pane.getByRole('button', { name: 'Refresh from it: sheet Active Client List', exact: true }).click();
    await pane.getByText('“Active Client List” is refreshed from its scheduled file').waitFor();
    await pane.getByText(/Data as of Feb 7, 2026, before/).waitFor();
    await pane.getByText('A scheduled file is newer than its sheet').waitFor();
    await picture('schedules-refreshed');
    expect(JSON.stringify(await desk.sheet('Active Client List'))).not.toContain(NAME_MARK);
  });

  it('end, and their files stay', async () => {
    const { pane } = desk;
    await pane.getByRole('tab', { name: 'Files' }).click();
    await pane.getByRole('button', { name: 'Schedules' }).click();
    await pane.getByRole('button', { name: 'End Every Monday' }).click();
    await pane.getByText('End this schedule?').waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
    await pane.getByRole('button', { name: 'End', exact: true }).click();
    await told('The schedule is ended.');
    await pane.getByRole('button', { name: 'Back to the files' }).click();
    await pane.getByRole('button', { name: 'Open the files of Every Monday' }).first().waitFor();
  });

  it('are for who may not show names, too, and ask them for no validation file', async () => {
    const other = await stage.open();
    await other.signIn('coordinator');
    await other.pane.getByRole('tab', { name: 'Files' }).click();
    await other.pane.getByRole('button', { name: 'Schedules' }).waitFor();
    expect(await other.pane.getByRole('button', { name: 'Ask for validation files' }).count()).toBe(0);
    await other.close();
  });
});
