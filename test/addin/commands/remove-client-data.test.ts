import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeClientData } from '../../../addin/commands/remove-client-data.ts';
import { WorkbookError } from '../../../addin/excel/workbook-error.ts';
import { installOffice, type ScriptedOffice, scriptedPane, settled } from './scripted-ribbon.ts';

let office: ScriptedOffice;
beforeEach(() => {
  office = installOffice();
});
afterEach(() => office.remove());

function openedDialog(n = 0) {
  const dialog = office.dialogs[n];
  if (!dialog) throw new Error(`There is no dialog ${n}.`);
  return dialog;
}

const SIGNED_OUT = { byItself: false, sheets: ['a'] } as const;
const removedA = async () => ({ sheets: ['Sheet a'], failed: new Map(), left: [] });

/** A removal that is counted. */
function counted() {
  const removals = { times: 0 };
  const removeData = async () => {
    removals.times++;
    return await removedA();
  };
  return { removals, removeData };
}

describe('Remove client data on the ribbon', () => {
  it('asks in a dialog of ours first, whose address names nothing', async () => {
    const { removals, removeData } = counted();
    const pane = scriptedPane({ ...SIGNED_OUT, removeData });
    await removeClientData(pane.desk);
    expect(openedDialog().url).toBe('https://hmis.example.org/removal.html');
    openedDialog().says('ready');
    expect(openedDialog().told).toMatchObject([
      {
        phase: 'asking',
        lang: 'en-US',
        title: 'Remove client data from this workbook?',
        go: 'Remove it',
        back: 'Cancel',
      },
    ]);
    openedDialog().says('close');
    await settled();
    expect(openedDialog().closed).toBe(true);
    expect(removals.times).toBe(0);
  });

  it('removes it after a yes, once, and says there what became of it; nobody need be signed in', async () => {
    const { removals, removeData } = counted();
    const pane = scriptedPane({ ...SIGNED_OUT, removeData });
    await removeClientData(pane.desk);
    openedDialog().says('ready');
    openedDialog().says('remove');
    openedDialog().says('remove');
    await settled();
    expect(removals.times).toBe(1);
    expect(openedDialog().told).toMatchObject([
      { phase: 'asking' },
      { phase: 'removing' },
      { phase: 'told', intent: 'success', title: 'Client data removed from 1 report' },
    ]);
    expect(office.shown.times).toBe(0);
  });

  it.each(['https://evil.example', 'http://hmis.example.org', 'https://hmis.example.org:444'])(
    'hears no yes of a page of %s',
    async (origin) => {
      const { removals, removeData } = counted();
      const pane = scriptedPane({ ...SIGNED_OUT, removeData });
      await removeClientData(pane.desk);
      openedDialog().says('remove', origin);
      await settled();
      expect(removals.times).toBe(0);
    },
  );

  it('has the pane’s own list know of it, where that is open', async () => {
    const pane = scriptedPane({ sheets: ['a'], removeData: removedA });
    await (await pane.desk.entry.pane).openSheets();
    await removeClientData(pane.desk);
    openedDialog().says('remove');
    await settled();
    expect(openedDialog().told.at(-1)).toMatchObject({ phase: 'told', title: 'Removed by the pane' });
  });

  it('names what could not be emptied, and why', async () => {
    const failed = new Map([['a', new WorkbookError('SheetProtected')]]);
    const pane = scriptedPane({ ...SIGNED_OUT, removeData: async () => ({ sheets: [], failed, left: [] }) });
    await removeClientData(pane.desk);
    openedDialog().says('remove');
    await settled();
    expect(openedDialog().told.at(-1)).toMatchObject({
      intent: 'warning',
      title: 'Client data is still in this workbook',
      lines: [expect.stringContaining('‘Sheet a’'), expect.anything()],
    });
  });

  it('says that nothing was removed where Excel lets nothing be read', async () => {
    const removeData = () => Promise.reject(new WorkbookError('CellEdit'));
    const pane = scriptedPane({ ...SIGNED_OUT, removeData });
    await removeClientData(pane.desk);
    openedDialog().says('remove');
    await settled();
    expect(openedDialog().told.at(-1)).toMatchObject({
      intent: 'warning',
      title: 'Nothing was removed: Finish the cell you are in',
    });
  });

  it('does not take data out that a refresh is just writing', async () => {
    const pane = scriptedPane({ sheets: ['a'], removeData: removedA });
    pane.busy = true;
    await removeClientData(pane.desk);
    openedDialog().says('ready');
    openedDialog().says('remove');
    await settled();
    expect(openedDialog().told).toMatchObject([{ phase: 'told', title: 'Nothing was removed' }]);
  });

  it('whoever closed the dialog before it was done is told in another', async () => {
    const held = Promise.withResolvers<void>();
    const pane = scriptedPane({ ...SIGNED_OUT, removeData: () => held.promise.then(removedA) });
    await removeClientData(pane.desk);
    openedDialog().says('remove');
    openedDialog().closedByPerson();
    held.resolve();
    await settled();
    openedDialog(1).says('ready');
    expect(openedDialog(1).told).toMatchObject([{ phase: 'told', title: 'Client data removed from 1 report' }]);
  });

  it.each([12_007, 12_009])('asks in the pane where Office opens no dialog (%i)', async (code) => {
    office.refuses = code;
    const pane = scriptedPane({ sheets: ['a'] });
    await removeClientData(pane.desk);
    expect(office.shown.times).toBeGreaterThan(0);
    expect(pane.done).toContain('askRemoval');
  });
});
