import { signal } from '@preact/signals';
import { afterEach, describe, expect, it } from 'vitest';
import type { RefreshAnswer } from '../../../../../addin/excel/refresh/refresh-sheet.ts';
import type { PutOptions, ReportSheet, SheetRun } from '../../../../../addin/excel/report-workbook.ts';
import type { SheetKeeper } from '../../../../../addin/excel/sheet-keeper.ts';
import { WorkbookError } from '../../../../../addin/excel/workbook-error.ts';
import { createClient } from '../../../../../addin/service/client.ts';
import { FIRST_RATES } from '../../../../../addin/taskpane/state/estimate.ts';
import { createSheets } from '../../../../../addin/taskpane/state/sheets/create-sheets.ts';
import type { Turn } from '../../../../../addin/taskpane/state/sheets/turn.ts';
import type { Course } from '../../../../../addin/taskpane/state/trouble.ts';
import { answerColumns } from '../../../../../shared/column.ts';
import type { PlanAnswer } from '../../../../../shared/contract/runs.ts';
import { resolveParameters } from '../../../../../shared/parameter.ts';
import definition from '../../../../../shared/reports/active-clients.ts';
import { type Answer, type Asked, refusal, SNAPSHOT, startScripted } from '../../../service/scripted-service.ts';

const PARAMS = resolveParameters(definition.parameters, {}, SNAPSHOT.exportEndDate);
const COLUMNS = answerColumns(definition.columns, 'FY2026');

function planOf(rowsAtMost = 1): PlanAnswer {
  const run = { piiHidden: true, withheldProjects: 0, withheldPersons: null, names: {} };
  const plan = { report: definition.id, params: PARAMS, snapshot: SNAPSHOT, columns: COLUMNS };
  return { ...plan, rowsAtMost, pages: 1, plan: 'a'.repeat(64), run };
}

const PAGE = { places: ['p'], rows: [COLUMNS.map(() => null)], tally: {} };
const ANSWER: RefreshAnswer = {
  sheet: 'any',
  proof: { before: 1, after: 1, added: 0, gone: 0, changed: 1 },
  changes: new Map([['E1', ['Age']]]),
  newColumns: [],
  keptNotes: 0,
  exportDateBefore: '2025-10-07',
};

function sheetOf(id: string, change: Partial<ReportSheet> = {}): ReportSheet {
  const params = { ...PARAMS, hidePii: change.piiHidden !== false };
  const facts = { rows: 1, at: '2025-10-08T00:00:00Z', exportDate: '2025-10-07', piiHidden: true };
  return {
    id,
    report: definition.id,
    title: 'List',
    params,
    state: 'whole',
    sheet: `Sheet ${id}`,
    ...facts,
    ...change,
  };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

type Refresh = (id: string, run: SheetRun, options: PutOptions) => Promise<void>;

async function sheetsOver(
  list: readonly ReportSheet[],
  {
    refresh = async () => undefined,
    answer = () => undefined,
    keeper = {},
  }: {
    readonly refresh?: Refresh;
    readonly answer?: (asked: Asked, n: number) => Answer | undefined;
    readonly keeper?: Partial<SheetKeeper>;
  } = {},
) {
  const service = await startScripted(
    (asked, n) => answer(asked, n) ?? { json: asked.path.endsWith('/plan') ? planOf() : PAGE },
  );
  closing.push(service.close);
  const refreshed: string[] = [];
  const none = () => Promise.reject(new Error('Nobody asked for this.'));
  const kept: SheetKeeper = {
    refresh: async (id, run, key, options) => {
      await refresh(id, run, options);
      refreshed.push(`${id} by ${key}`);
      return ANSWER;
    },
    showChanges: async () => undefined,
    clearChanges: async () => undefined,
    removeData: none,
    staticCopy: none,
    copies: async () => [],
    adopt: none,
    keepAsCopy: none,
    reportInView: none,
    trackers: { read: none, write: none, goTo: none },
    ...keeper,
  };
  const followed: Course['to'][] = [];
  const read = { times: 0 };
  const sheets = createSheets({
    client: createClient({ url: service.url, tokens: { token: async () => 't' } }),
    service: { url: service.url, tokens: { token: async () => 't' } },
    mayEdit: () => true,
    workbook: async () => ({ put: none, reportSheets: none, show: async () => undefined, keeper: async () => kept }),
    by: () => 'Mara Ellis',
    rates: signal(FIRST_RATES),
    sheets: signal(list),
    reread: async () => {
      read.times++;
    },
    follow: (course) => {
      followed.push(course.to);
      return course.to === 'alert' ? course.trouble : undefined;
    },
    said: signal(''),
  });
  const ended = async () => {
    while (sheets.queue.running.value) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const phases = () => list.map(({ id }) => sheets.queue.turns.value.get(id)?.phase);
  const turn = (id: string): Turn | undefined => sheets.queue.turns.value.get(id);
  return { sheets, ended, phases, turn, refreshed, followed, read, asked: service.asked };
}

const THREE = [sheetOf('a'), sheetOf('b'), sheetOf('c')];
const IDS = THREE.map(({ id }) => id);

describe('refreshing all sheets', () => {
  it('takes them one after the other with what each was asked, and reads the list anew', async () => {
    const one = await sheetsOver(THREE);
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.refreshed).toEqual(IDS.map((id) => `${id} by EnrollmentID`));
    expect(one.phases()).toEqual(['done', 'done', 'done']);
    expect(one.turn('a')).toMatchObject({
      outcome: { proof: { changed: 1 }, exportDate: '2025-10-14', exportDateBefore: '2025-10-07', painted: false },
    });
    expect(one.asked[0]?.body).toEqual({ params: { ...PARAMS, hidePii: true } });
    expect(one.read.times).toBe(1);
  });

  it.each<[string, Parameters<typeof sheetsOver>[1], string]>([
    [
      'Excel refuses',
      {
        refresh: async (id) => {
          if (id === 'b') throw new WorkbookError('SheetProtected');
        },
      },
      'SheetProtected',
    ],
    [
      'the service refuses',
      { answer: (_, n) => (n === 3 ? refusal(403, 'NotAllowed', 'No.') : undefined) },
      'NotAllowed',
    ],
  ])('goes on where %s one of them, and says so there', async (_, parts, code) => {
    const one = await sheetsOver(THREE, parts);
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.phases()).toEqual(['done', 'failed', 'done']);
    expect(one.turn('b')).toMatchObject({ trouble: { code } });
  });

  it('says of a sheet that somebody deleted meanwhile that it is gone', async () => {
    const one = await sheetsOver([sheetOf('a')]);
    one.sheets.refresh(['x', 'a']);
    await one.ended();
    expect(one.turn('x')).toMatchObject({ phase: 'failed', trouble: { code: 'SheetGone' } });
    expect(one.turn('a')?.phase).toBe('done');
  });

  it('ends where nobody is signed in any more, and asks for a sign-in', async () => {
    const one = await sheetsOver(THREE, { answer: () => refusal(401, 'NotSignedIn', 'Sign in.') });
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.phases()).toEqual(['failed', 'stopped', 'stopped']);
    expect(one.followed).toEqual(['signIn']);
  });

  it('stopped while one is written puts that back and leaves the others as they are', async () => {
    const one = await sheetsOver(THREE, {
      refresh: async (id, _, { signal: stop }) => {
        if (id !== 'b') return;
        one.sheets.queue.stop();
        stop?.throwIfAborted();
      },
    });
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.phases()).toEqual(['done', 'stopped', 'stopped']);
    expect(one.refreshed).toEqual(['a by EnrollmentID']);
  });

  it('stopped tells of a sheet that could not be put back', async () => {
    const one = await sheetsOver(THREE, {
      refresh: async () => {
        one.sheets.queue.stop();
        throw new WorkbookError('RefreshUnfinished');
      },
    });
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.phases()).toEqual(['failed', 'stopped', 'stopped']);
    expect(one.turn('a')).toMatchObject({ trouble: { code: 'RefreshUnfinished' } });
  });

  it('is not begun twice', async () => {
    const one = await sheetsOver(THREE);
    one.sheets.refresh(IDS);
    one.sheets.refresh(['a']);
    await one.ended();
    expect(one.refreshed).toHaveLength(3);
  });
});

describe('a sheet that shows names', () => {
  const NAMES = [sheetOf('a'), sheetOf('b', { piiHidden: false })];

  it('is refreshed with a reason, which goes to no other sheet', async () => {
    const one = await sheetsOver(NAMES);
    one.sheets.refresh(['a', 'b']);
    expect(one.sheets.asking.value).toEqual({ about: 'reason', ids: ['a', 'b'], names: 1 });
    expect(one.asked).toEqual([]);
    one.sheets.answerReason();
    expect(one.sheets.reasonMissing.value).toBe(true);
    one.sheets.reason.value = { choice: 'dataQuality', words: '' };
    one.sheets.answerReason();
    await one.ended();
    expect(one.phases()).toEqual(['done', 'done']);
    const reasons = one.asked.map(({ path, body }) => [path.includes('pii'), (body as { reason?: string }).reason]);
    expect(reasons).toEqual([
      [false, undefined],
      [false, undefined],
      [true, 'dataQuality'],
      [true, 'dataQuality'],
    ]);
    expect(one.sheets.reason.value).toEqual({ choice: '', words: '' });
  });

  it('is asked for a reason anew each time', async () => {
    const one = await sheetsOver(NAMES);
    one.sheets.refresh(['b']);
    one.sheets.reason.value = { choice: 'dataQuality', words: '' };
    one.sheets.answerReason();
    await one.ended();
    one.sheets.refresh(['b']);
    expect(one.sheets.asking.value).toMatchObject({ about: 'reason' });
    one.sheets.answerReason();
    expect(one.sheets.reasonMissing.value).toBe(true);
  });

  it('can be left out', async () => {
    const one = await sheetsOver(NAMES);
    one.sheets.refresh(['a', 'b']);
    one.sheets.withoutNames();
    await one.ended();
    expect(one.refreshed).toEqual(['a by EnrollmentID']);
  });
});

describe('a sheet of more than 100,000 rows at most', () => {
  it('asks, the others go on, and a yes refreshes it by the same plan', async () => {
    const one = await sheetsOver(THREE, { answer: (_, n) => (n === 1 ? { json: planOf(100_001) } : undefined) });
    one.sheets.refresh(IDS);
    await one.ended();
    expect(one.phases()).toEqual(['asking', 'done', 'done']);
    expect(one.turn('a')).toMatchObject({ size: { rowsAtMost: 100_001 } });
    const plans = () => one.asked.filter(({ path }) => path.endsWith('/plan')).length;
    expect(plans()).toBe(3);
    await one.sheets.queue.goOn('a');
    expect(one.phases()).toEqual(['done', 'done', 'done']);
    expect(plans()).toBe(3);
  });
});

describe('what else is done with the sheets', () => {
  it('what changed is coloured and cleared again', async () => {
    const calls: unknown[] = [];
    const one = await sheetsOver([sheetOf('a')], {
      keeper: {
        showChanges: async (...args) => void calls.push(args),
        clearChanges: async (id) => void calls.push(id),
      },
    });
    one.sheets.refresh(['a']);
    await one.ended();
    await one.sheets.toggleChanges('a');
    expect(one.turn('a')).toMatchObject({ outcome: { painted: true } });
    await one.sheets.toggleChanges('a');
    expect(one.turn('a')).toMatchObject({ outcome: { painted: false } });
    expect(calls).toEqual([['a', ['EnrollmentID'], ANSWER.changes], 'a']);
  });

  it('client data is removed only after a yes, and what is left is named', async () => {
    const one = await sheetsOver([sheetOf('a'), sheetOf('b')], {
      keeper: {
        removeData: async () => ({
          sheets: ['Sheet a'],
          failed: new Map([['b', new WorkbookError('SheetProtected')]]),
          left: ['List 2026-01-01'],
        }),
      },
    });
    one.sheets.askRemoval();
    expect(one.sheets.asking.value).toEqual({ about: 'removal' });
    await one.sheets.removeData();
    const { notice } = one.sheets;
    expect(notice.value).toMatchObject({ intent: 'warning', title: 'Client data is still in this workbook' });
    expect(notice.value?.lines[0]).toMatch(/^Not removed from ‘Sheet b’: The sheet is protected/);
    expect(notice.value?.lines[1]).toMatch(/List 2026-01-01/);
  });

  it('a refusal is told, and the list read anew', async () => {
    const one = await sheetsOver([sheetOf('a')], {
      keeper: { staticCopy: () => Promise.reject(new WorkbookError('Protected')) },
    });
    await one.sheets.staticCopy('a');
    expect(one.sheets.trouble.value).toMatchObject({ code: 'Protected' });
    expect(one.sheets.working.value).toBe(false);
    expect(one.read.times).toBe(1);
  });
});
