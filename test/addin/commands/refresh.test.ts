import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refresh } from '../../../addin/commands/refresh.ts';
import { WorkbookError } from '../../../addin/excel/workbook-error.ts';
import type { Session } from '../../../addin/taskpane/state/session.ts';
import type { Turn } from '../../../addin/taskpane/state/sheets/turn.ts';
import { installOffice, type ScriptedOffice, scriptedPane, settled } from './scripted-ribbon.ts';

let office: ScriptedOffice;
beforeEach(() => {
  office = installOffice();
});
afterEach(() => office.remove());

const DONE = { phase: 'done' } as Turn;
const FAILED = { phase: 'failed' } as Turn;
const SIGNED_OUT: Session = { phase: 'signedOut', why: 'idle' };

describe('Refresh on the ribbon', () => {
  it('refreshes the report in view, and needs no pane where nothing is to be said', async () => {
    const pane = scriptedPane();
    const going = refresh('inView', pane.desk);
    await settled();
    expect(pane.refreshed).toEqual([['a']]);
    pane.turns.value = new Map([['a', DONE]]);
    pane.running.value = false;
    await going;
    expect(office.shown.times).toBe(0);
    expect(pane.tab.value).toBe('sheets');
  });

  it('opens the pane where the sheet was not refreshed, which says why', async () => {
    const pane = scriptedPane();
    const going = refresh('inView', pane.desk);
    await settled();
    pane.turns.value = new Map([['a', FAILED]]);
    pane.running.value = false;
    await going;
    expect(office.shown.times).toBe(1);
  });

  it('opens the pane where names are shown, and it asks why they are needed', async () => {
    const pane = scriptedPane();
    pane.asking.value = { about: 'reason', ids: ['a'], names: 1 };
    await refresh('inView', pane.desk);
    expect(office.shown.times).toBe(1);
  });

  it('says in the pane that the sheet in view is no report', async () => {
    const pane = scriptedPane({ inView: async () => undefined });
    await refresh('inView', pane.desk);
    expect(pane.notice.value?.title).toBe('The sheet in view is no report');
    expect(office.shown.times).toBe(1);
    expect(pane.refreshed).toEqual([]);
  });

  it('says in the pane what Excel refused', async () => {
    const pane = scriptedPane({ inView: () => Promise.reject(new WorkbookError('CellEdit')) });
    await refresh('inView', pane.desk);
    expect(pane.notice.value?.title).toBe('Finish the cell you are in');
    expect(office.shown.times).toBe(1);
  });

  it('shows what goes on already, and begins nothing', async () => {
    const pane = scriptedPane();
    pane.busy = true;
    await refresh('inView', pane.desk);
    expect(pane.refreshed).toEqual([]);
    expect(office.shown.times).toBe(1);
  });
});

describe('a person who is not signed in', () => {
  it('is shown the way in, and after it the sheet that was in view is refreshed', async () => {
    let inView = 'a';
    const pane = scriptedPane({ byItself: false, inView: async () => inView });
    void refresh('inView', pane.desk);
    await settled();
    expect(office.shown.times).toBe(1);
    inView = 'b';
    pane.enter();
    await settled();
    expect(pane.refreshed).toEqual([['a']]);
  });

  it('whom the pane signed out meanwhile is shown it, and then it goes on', async () => {
    const pane = scriptedPane({ session: SIGNED_OUT });
    void refresh('inView', pane.desk);
    await settled();
    expect(office.shown.times).toBe(1);
    expect(pane.refreshed).toEqual([]);
    pane.session.value = { phase: 'loading' };
    pane.session.value = { phase: 'ready' } as Session;
    await settled();
    expect(pane.refreshed).toEqual([['a']]);
  });

  it('and has no rights is shown the pane, which says so', async () => {
    const pane = scriptedPane({ session: { phase: 'noRights' } });
    await refresh('inView', pane.desk);
    expect(office.shown.times).toBe(1);
    expect(pane.refreshed).toEqual([]);
  });
});

describe('Refresh all on the ribbon', () => {
  it('is watched in the pane, the newest sheet first', async () => {
    const pane = scriptedPane();
    void refresh('all', pane.desk);
    await settled();
    expect(office.shown.times).toBe(1);
    expect(pane.refreshed).toEqual([['b', 'a']]);
  });

  it('of a workbook without reports shows the pane, which says so', async () => {
    const pane = scriptedPane({ sheets: [] });
    await refresh('all', pane.desk);
    expect(office.shown.times).toBe(1);
    expect(pane.refreshed).toEqual([]);
  });
});
