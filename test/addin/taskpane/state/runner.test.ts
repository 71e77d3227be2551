import { signal } from '@preact/signals';
import { afterEach, describe, expect, it } from 'vitest';
import type { PutOptions, ReportWorkbook, SheetRun } from '../../../../addin/excel/report-workbook.ts';
import { WorkbookError, type WorkbookErrorCode } from '../../../../addin/excel/workbook-error.ts';
import { createClient } from '../../../../addin/service/client.ts';
import { FIRST_RATES } from '../../../../addin/taskpane/state/estimate.ts';
import { AT_FORM, CANCELLED, isBusy, type Run } from '../../../../addin/taskpane/state/run.ts';
import { createRunner, type Question } from '../../../../addin/taskpane/state/runner.ts';
import { troubleOf } from '../../../../addin/taskpane/state/trouble.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import {
  type Answer,
  type Asked,
  pageOf,
  planOf,
  refusal,
  startScripted,
  VISITS,
} from '../../service/scripted-service.ts';

const QUESTION: Question = {
  report: VISITS as unknown as AnyReport,
  params: { from: '2025-01-01' },
  reason: undefined,
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A service of so many pages, and whatever a test puts in the way. */
function answers(pages: number, change: (asked: Asked) => Answer | undefined = () => undefined) {
  return (asked: Asked): Answer =>
    change(asked) ?? {
      json: asked.path.endsWith('/plan') ? planOf(pages) : pageOf(Number(asked.path.split('/').at(-1))),
    };
}

type Put = (run: SheetRun, options: PutOptions) => Promise<void>;

async function runnerOver(answer: (asked: Asked) => Answer, put: Put = async () => undefined) {
  const service = await startScripted(answer);
  closing.push(service.close);
  const run = signal<Run>(AT_FORM);
  const seen: Run['phase'][] = [];
  run.subscribe(({ phase }) => {
    if (seen.at(-1) !== phase) seen.push(phase);
  });
  const puts: SheetRun[] = [];
  const workbook: ReportWorkbook = {
    put: async (sheetRun, options) => {
      puts.push(sheetRun);
      await put(sheetRun, options);
      return { id: 's1', sheet: 'Visits', table: 'Visits', rows: sheetRun.result.rows.length };
    },
    reportSheets: async () => [],
    show: async () => undefined,
    keeper: () => Promise.reject(new Error('Nobody keeps sheets here.')),
  };
  const rates = signal(FIRST_RATES);
  const runner = createRunner(
    {
      client: createClient({ url: service.url, tokens: { token: async () => 't' } }),
      workbook: async () => workbook,
      by: () => 'Mara Ellis',
      rates,
      whenRefused: (error, kept) => ({ phase: 'failed', trouble: troubleOf(error), kept }),
    },
    run,
  );
  const until = async (phase: Run['phase']) => {
    while (run.value.phase !== phase) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { runner, run, seen, puts, until, asked: service.asked };
}

describe('a run', () => {
  it('goes from the form by plan, download and writing to what it put where', async () => {
    const { runner, run, seen, puts } = await runnerOver(answers(3), async (_, { onProgress }) => onProgress?.(6));
    await runner.start(QUESTION);
    expect(seen).toEqual(['form', 'planning', 'downloading', 'writing', 'done']);
    expect(run.value).toMatchObject({
      outcome: { put: { sheet: 'Visits', rows: 6 }, exportDate: '2025-10-14', piiHidden: true },
    });
    expect(puts).toMatchObject([{ title: 'Visits', by: 'Mara Ellis', result: { rows: { length: 6 } } }]);
  });

  it('plans once and asks its pages by that plan', async () => {
    const { runner, asked } = await runnerOver(answers(2));
    await runner.start(QUESTION);
    expect(asked.filter(({ path }) => path.endsWith('/plan'))).toHaveLength(1);
  });

  it('puts its warnings before the other notes', async () => {
    const { runner, run } = await runnerOver(answers(1));
    await runner.start(QUESTION);
    const { value } = run;
    if (value.phase !== 'done') throw new Error(value.phase);
    expect(value.outcome.warnings).toEqual([]);
    expect(value.outcome.notes).toContain('Rows: 2.');
  });
});

describe('asking how many rows', () => {
  it('plans, and reads nothing', async () => {
    const { runner, run, asked } = await runnerOver(answers(4));
    await runner.count(QUESTION);
    expect(run.value).toEqual({ phase: 'counted', size: { rowsAtMost: 8, pages: 4, columns: 4 } });
    expect(asked).toHaveLength(1);
  });

  it('asks for no names, whatever the form says', async () => {
    const { runner, asked } = await runnerOver(answers(1));
    await runner.count({ ...QUESTION, params: { from: '2025-01-01', hidePii: false }, reason: 'services' });
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/reports/visits/plan', { params: { from: '2025-01-01' } }],
    ]);
  });
});

describe('a run of more than 100,000 rows at most', () => {
  const large = (rowsAtMost: number) =>
    answers(1, ({ path }) => (path.endsWith('/plan') ? { json: { ...planOf(1), rowsAtMost } } : undefined));

  it('asks before it goes on, and goes on by the same plan', async () => {
    const { runner, run, asked } = await runnerOver(large(100_001));
    await runner.start(QUESTION);
    expect(run.value).toMatchObject({ phase: 'asking', size: { rowsAtMost: 100_001 } });
    expect(asked).toHaveLength(1);
    await runner.goOn();
    expect(run.value.phase).toBe('done');
    expect(asked.map(({ path }) => path)).toEqual(['/v1/reports/visits/plan', '/v1/reports/visits/pages/0']);
  });

  it('is not gone on with after a no', async () => {
    const { runner, run, asked } = await runnerOver(large(200_000));
    await runner.start(QUESTION);
    runner.toForm();
    await runner.goOn();
    expect(run.value).toBe(AT_FORM);
    expect(asked).toHaveLength(1);
  });

  it('of just as many does not ask', async () => {
    const { runner, run } = await runnerOver(large(100_000));
    await runner.start(QUESTION);
    expect(run.value.phase).toBe('done');
  });
});

describe('Cancel', () => {
  const slow = (part: string) =>
    answers(3, ({ path }) => (path.includes(part) ? { ...pageAnswer(path), afterMs: 400 } : undefined));
  const pageAnswer = (path: string): Answer => ({ json: path.endsWith('/plan') ? planOf(3) : pageOf(0) });

  it.each([
    ['counting', '/plan', 'count'],
    ['planning', '/plan', 'start'],
    ['downloading', '/pages/', 'start'],
  ] as const)('while %s is back at the form at once, and stays there', async (phase, part, what) => {
    const { runner, run, puts, until } = await runnerOver(slow(part));
    const going = runner[what](QUESTION);
    await until(phase);
    runner.cancel();
    expect(run.value).toBe(CANCELLED);
    await going;
    expect(run.value).toBe(CANCELLED);
    expect(puts).toEqual([]);
  });

  it('at the question about many rows is back at the form', async () => {
    const { runner, run } = await runnerOver(
      answers(1, ({ path }) => (path.endsWith('/plan') ? { json: { ...planOf(1), rowsAtMost: 1e6 } } : undefined)),
    );
    await runner.start(QUESTION);
    runner.cancel();
    expect(run.value).toBe(CANCELLED);
  });

  it('while writing waits until the workbook has taken everything back, whatever chunk still comes in', async () => {
    const takingBack = Promise.withResolvers<void>();
    const { runner, run, seen, until } = await runnerOver(answers(1), async (_, { signal, onProgress }) => {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      onProgress?.(1);
      await takingBack.promise;
      throw signal?.reason;
    });
    const going = runner.start(QUESTION);
    await until('writing');
    runner.cancel();
    expect(run.value.phase).toBe('cancelling');
    expect(isBusy(run.value)).toBe(true);
    runner.toForm();
    expect(run.value.phase).toBe('cancelling');
    takingBack.resolve();
    await going;
    expect(run.value).toBe(CANCELLED);
    expect(seen).toEqual(['form', 'planning', 'downloading', 'writing', 'cancelling', 'form']);
  });

  it.each([
    ['Unfinished', 'failed'],
    ['Closed', 'failed'],
    ['CellEdit', 'form'],
  ] as [WorkbookErrorCode, Run['phase']][])(
    'while writing, where Excel then says %s, ends at %s',
    async (code, phase) => {
      const { runner, run, until } = await runnerOver(answers(1), async (_, { signal }) => {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        throw new WorkbookError(code);
      });
      const going = runner.start(QUESTION);
      await until('writing');
      runner.cancel();
      await going;
      expect(run.value.phase).toBe(phase);
    },
  );

  it('that came too late tells of the sheet that is there', async () => {
    const { runner, run, until } = await runnerOver(answers(1), async (_, { signal }) => {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    });
    const going = runner.start(QUESTION);
    await until('writing');
    runner.cancel();
    await going;
    expect(run.value.phase).toBe('done');
  });

  it('at the form and at a result does nothing', async () => {
    const { runner, run } = await runnerOver(answers(1));
    runner.cancel();
    expect(run.value).toBe(AT_FORM);
    await runner.start(QUESTION);
    runner.cancel();
    expect(run.value.phase).toBe('done');
  });
});

describe('a refusal', () => {
  it('of a page leaves the workbook alone', async () => {
    const { runner, run, puts } = await runnerOver(
      answers(2, ({ path }) => (path.includes('/pages/1') ? refusal(403, 'NotAllowed', 'Not for you.') : undefined)),
    );
    await runner.start(QUESTION);
    expect(run.value).toMatchObject({ phase: 'failed', kept: false, trouble: { code: 'NotAllowed' } });
    expect(puts).toEqual([]);
  });

  it('of Excel keeps the rows, which are written again without another download', async () => {
    let first = true;
    const { runner, run, puts, asked } = await runnerOver(answers(2), async () => {
      if (!first) return;
      first = false;
      throw new WorkbookError('CellEdit');
    });
    await runner.start(QUESTION);
    expect(run.value).toMatchObject({
      phase: 'failed',
      kept: true,
      trouble: { code: 'CellEdit', remedy: 'writeAgain' },
    });
    const calls = asked.length;
    await runner.writeAgain();
    expect(run.value.phase).toBe('done');
    expect(puts).toHaveLength(2);
    expect(asked).toHaveLength(calls);
  });

  it('is forgotten, rows and all, back at the form', async () => {
    const { runner, run, puts } = await runnerOver(answers(1), async () => {
      throw new WorkbookError('Protected');
    });
    await runner.start(QUESTION);
    runner.toForm();
    await runner.writeAgain();
    expect(run.value).toBe(AT_FORM);
    expect(puts).toHaveLength(1);
  });
});
