import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('saved settings', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(listOf(12));
  });
  afterAll(() => stage.close());

  async function deskOf(role: 'admin' | 'manager' | 'coordinator', report?: string): Promise<Desk> {
    const desk = await stage.open();
    await desk.signIn(role);
    if (report) await chooseReport(desk, report);
    await choice(desk).waitFor();
    return desk;
  }

  const choice = ({ pane }: Desk) => pane.getByLabel('Saved setting', { exact: true });
  const button = ({ pane }: Desk, name: string | RegExp) => pane.getByRole('button', { name, exact: true });
  const chosen = (desk: Desk) =>
    choice(desk).evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text);
  const hasFocus = (desk: Desk, selector: string) =>
    frameOf(desk).evaluate((css) => document.activeElement?.matches(css) === true, selector);

  async function chooseReport({ pane }: Desk, id: string): Promise<void> {
    await pane.getByLabel('Report', { exact: true }).selectOption(id);
  }

  async function saveAs(desk: Desk, name: string): Promise<void> {
    await button(desk, /^Save new/).click();
    await desk.pane.getByLabel('Name', { exact: true }).fill(name);
    await button(desk, 'Save').click();
    await desk.pane.locator('.saved').getByText(`“${name}” is saved.`).waitFor();
  }

  it('are saved by keyboard alone, and come back in another sign-in as they then are', async () => {
    const desk = await deskOf('manager');
    await desk.pane.getByLabel('Range').selectOption('lastMonth');
    await button(desk, /^Save new/).press('Enter');
    await expect.poll(() => hasFocus(desk, '#field-saved-name')).toBe(true);
    await desk.page.keyboard.type('Each month');
    await desk.page.keyboard.press('Enter');
    await desk.pane.locator('.saved').getByText('“Each month” is saved.').waitFor();
    await expect.poll(() => hasFocus(desk, '#field-saved')).toBe(true);
    expect(await chosen(desk)).toBe('Each month');
    // Enter saved the setting and did not run the report.
    expect(await desk.sheetNames()).toEqual(['Sheet1']);
    await desk.close();

    const later = await deskOf('manager');
    await choice(later).selectOption('Each month');
    await later.pane.locator('.saved').getByText('The choices are those of “Each month”.').waitFor();
    expect(await later.pane.getByLabel('Range').inputValue()).toBe('lastMonth');
    await later.pane.getByLabel('Range').selectOption('thisMonth');
    await button(later, /^Update/).click();
    await later.pane.locator('.saved').getByText('“Each month” is saved.').waitFor();
    expect(later.faults).toEqual([]);
    await later.close();
  });

  it('of an organization are looked at by a coordinator, who saves none for it', async () => {
    const manager = await deskOf('manager', 'services');
    await button(manager, /^Save new/).click();
    await manager.pane.getByLabel('Name', { exact: true }).fill('For all of us');
    await manager.pane.getByLabel('For', { exact: true }).selectOption({ index: 1 });
    await button(manager, 'Save').click();
    await manager.pane.locator('.saved').getByText('“For all of us” is saved.').waitFor();
    await manager.close();

    const desk = await deskOf('coordinator', 'services');
    await choice(desk).selectOption('For all of us');
    await desk.pane.locator('.saved').getByText('The choices are those of').waitFor();
    await button(desk, 'More for saved settings').click();
    await desk.pane.getByText('Only people of the organization change it.').waitFor();
    expect(await button(desk, /^(Rename|Delete)/).count()).toBe(0);
    await button(desk, 'More for saved settings').click();
    await button(desk, /^Save new/).click();
    expect(await desk.pane.getByLabel('For', { exact: true }).count()).toBe(0);
    await desk.close();
  });

  it('go into a file and out of it', async () => {
    const desk = await deskOf('admin', 'programs');
    await saveAs(desk, 'In a file');
    await button(desk, 'More for saved settings').click();
    const downloading = desk.page.waitForEvent('download');
    await button(desk, /^Export to a file/).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('In a file.hmis-setting.json');
    const text = await readFile(await download.path(), 'utf8');
    expect(await desk.pane.getByLabel(/^The file’s text/).inputValue()).toBe(text);

    await chooseReport(desk, 'users');
    await button(desk, 'More for saved settings').click();
    const file = { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await desk.pane.getByLabel('File of a setting').setInputFiles(file);
    await desk.pane.getByRole('heading', { level: 1, name: 'Programs' }).waitFor();
    expect(await desk.pane.getByLabel('Name', { exact: true }).inputValue()).toBe('In a file');
    await desk.pane.getByLabel('Name', { exact: true }).fill('Out of a file');
    await button(desk, 'Save').click();
    await desk.pane.locator('.saved').getByText('“Out of a file” is saved.').waitFor();

    await button(desk, 'More for saved settings').click();
    const wrong = { ...file, buffer: Buffer.from('{"name":"Maria"}') };
    await desk.pane.getByLabel('File of a setting').setInputFiles(wrong);
    await desk.pane.getByText('This is no file of a saved setting.').first().waitFor();
    expect(desk.faults).toEqual([]);
    await desk.close();
  });

  it('are renamed and deleted after a question, and the focus stays where it is of use', async () => {
    const desk = await deskOf('admin', 'milestone-ages');
    await saveAs(desk, 'To be renamed');
    await button(desk, 'More for saved settings').click();
    await button(desk, /^Rename/).click();
    await expect.poll(() => hasFocus(desk, '#field-saved-rename')).toBe(true);
    await desk.page.keyboard.type('Renamed');
    await desk.page.keyboard.press('Enter');
    await desk.pane.locator('.saved').getByText('“Renamed” is saved.').waitFor();
    await button(desk, 'More for saved settings').click();
    await button(desk, /^Delete/).click();
    await desk.pane.getByText('Delete the setting “Renamed”?').waitFor();
    await button(desk, 'Keep it').click();
    expect(await chosen(desk)).toBe('Renamed');
    await button(desk, 'More for saved settings').click();
    await button(desk, /^Delete/).click();
    await button(desk, 'Delete').click();
    await desk.pane.locator('.saved').getByText('“Renamed” is deleted.').waitFor();
    expect(await chosen(desk)).toBe('None saved yet');
    await expect.poll(() => hasFocus(desk, '#field-saved')).toBe(true);
    await desk.close();
  });

  it('give back what a report was last run with, and a sheet’s own choices, names hidden', async () => {
    const desk = await deskOf('manager', 'active-clients');
    await desk.pane.getByLabel('Range').selectOption('fiscalYear');
    await desk.pane.getByLabel('Hide PII').uncheck();
    await desk.pane.getByLabel(/^Why/).selectOption({ index: 1 });
    await desk.run();
    await desk.close();

    const later = await deskOf('manager');
    await later.pane.locator('.saved').getByText('those you ran this report with last').waitFor();
    expect(await later.pane.getByLabel('Range').inputValue()).toBe('fiscalYear');
    expect(await later.pane.getByLabel('Hide PII').isChecked()).toBe(true);
    await later.pane.getByRole('button', { name: 'Reset all choices' }).click();
    expect(await later.pane.getByLabel('Range').inputValue()).toBe('asOf');

    await later.pane.getByLabel('Range').selectOption('lastTwelveMonths');
    await later.run();
    await later.pane.getByRole('button', { name: 'Run another' }).click();
    await chooseReport(later, 'services');
    await later.pane.getByRole('tab', { name: 'This workbook' }).click();
    await button(later, 'Reuse choices of Active Client List').click();
    await later.pane.locator('.saved').getByText('those of the sheet “Active Client List”').waitFor();
    expect(await later.pane.getByLabel('Range').inputValue()).toBe('lastTwelveMonths');
    await expect.poll(() => hasFocus(later, '#report-title')).toBe(true);
    expect(later.faults).toEqual([]);
    await later.close();
  });

  it('that two people change at once are settled by who comes second', async () => {
    const desk = await deskOf('admin', 'data-quality');
    await saveAs(desk, 'Two at once');
    const [setting] = (await stage.service.as('admin').settings()).settings.filter(
      ({ name }) => name === 'Two at once',
    );
    if (!setting) throw new Error('It is not saved.');
    const theirs = { version: 1, name: 'Two at once', report: 'data-quality', params: {} };
    await stage.service.as('admin').putSetting(setting, theirs);
    await desk.pane.getByLabel('Range').selectOption('lastMonth');
    await button(desk, /^Update/).click();
    await desk.pane.getByText('“Two at once” was changed meanwhile').waitFor();
    await button(desk, 'Save mine over it').click();
    await desk.pane.locator('.saved').getByText('“Two at once” is saved.').waitFor();
    await desk.close();
  });

  it('that cannot be fetched are said so, and the report runs all the same', async () => {
    const desk = await stage.open();
    await desk.page.route('**/v1/saved', (route) => route.fulfill({ status: 500, json: {} }));
    await desk.signIn('admin');
    await desk.pane.locator('.saved').getByRole('alert').waitFor();
    await desk.run();
    await desk.close();
  });

  it.each([
    ...WIDTHS.map((width) => [width, {}] as const),
    [350, { colorScheme: 'dark' }] as const,
    [350, { forcedColors: 'active' }] as const,
  ])('clip nothing and have nothing that axe finds wrong at %i pixels, %j', async (width, media) => {
    const desk = await stage.open();
    await desk.page.emulateMedia({ reducedMotion: 'reduce', ...media });
    await desk.pane.getByLabel('Sign in as').waitFor();
    await narrow(desk, width);
    await desk.signIn('admin');
    await chooseReport(desk, 'housing-status');
    await choice(desk).waitFor();
    const seen: Record<string, unknown[]> = {};
    const look = async (state: string) => {
      seen[state] = [...(await clipped(frameOf(desk))), ...(await findings(frameOf(desk)))];
    };
    const name = ['Looked at', width, ...Object.values(media)].join(' ');
    await look('nothing saved');
    await button(desk, /^Save new/).click();
    await look('saving');
    await button(desk, 'Save').click();
    await look('saving without a name');
    await button(desk, 'Cancel').click();
    await saveAs(desk, name);
    await look('saved');
    await button(desk, 'More for saved settings').click();
    await look('more');
    await button(desk, /^Export to a file/).click();
    await look('exported');
    await button(desk, /^Rename/).click();
    await look('renaming');
    await button(desk, 'Cancel').click();
    await button(desk, 'More for saved settings').click();
    await button(desk, /^Delete/).click();
    await look('deleting');
    await desk.close();
    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(Object.keys(seen)).toHaveLength(8);
  });
});
