import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../addin/service/run.ts';
import type { PlanAnswer, ReportList } from '../../shared/contract/runs.ts';
import { MADE_UP_REPORT } from './made-up-report.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['addin', 'functions', 'infra', 'shared', 'package.json', 'tsconfig.json'];
const TEST_AIDS = ['service.ts', 'export.ts', 'zip.ts', 'functions/api/community.ts', 'conformance/run-made-up.ts'];

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Outcome {
  readonly listed: ReportList['reports'][number];
  readonly plan: PlanAnswer;
  readonly run: RunResult;
  readonly names: RunResult;
  readonly refused: { readonly code: string; readonly field: string };
  readonly cli: Readonly<Record<'list' | 'help' | 'wrong' | 'json', Said>>;
  readonly trail: readonly { readonly details: { readonly report?: string } }[];
  readonly bundled: readonly string[];
}

let copy = '';
let outcome: Outcome;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'hmis-two-files-'));
  for (const name of COPIED) await cp(join(ROOT, name), join(copy, name), { recursive: true });
  for (const name of TEST_AIDS) await cp(join(ROOT, 'test', name), join(copy, 'test', name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const [name, text] of Object.entries(MADE_UP_REPORT)) await writeFile(join(copy, name), text);
  const bundles = join(copy, 'bundles');
  await mkdir(bundles);
  const { stdout } = await promisify(execFile)(process.execPath, ['test/conformance/run-made-up.ts', bundles], {
    cwd: copy,
    maxBuffer: 10_000_000,
  });
  outcome = JSON.parse(stdout) as Outcome;
});
afterAll(() => rm(copy, { recursive: true, force: true }));

describe('a report of two files, and of nothing else', () => {
  it('is two files', () => {
    expect(Object.keys(MADE_UP_REPORT)).toEqual(['shared/reports/zz-made-up.ts', 'functions/reports/zz-made-up.ts']);
  });

  it('is in the list of reports with its parameters and columns', () => {
    expect(outcome.listed).toMatchObject({
      title: 'Entries by weekday',
      parameters: { weekdays: { kind: 'choices' }, atMost: { kind: 'number', min: 1, max: 1000 } },
    });
    expect(outcome.listed.columns.map(({ header, pii }) => [header, pii])[1]).toEqual(['LastName', true]);
  });

  it('is planned, with every default filled in', () => {
    expect(outcome.plan).toMatchObject({
      report: 'zz-made-up',
      params: { from: '2025-01-01', who: 'all', withExited: true, atMost: 5, personalId: '', hidePii: true },
      pages: 1,
    });
    expect(outcome.plan.params.weekdays).toHaveLength(7);
  });

  it('is run, in the contract’s order, with notes, a summary and the names hidden', () => {
    const { rows, notes, summary } = outcome.run;
    expect(rows).toHaveLength(22);
    expect(rows[0]).toEqual(['P-B1-0', null, 'Beacon Nights', 'E-B1-0', '2025-01-10', 'fri']);
    expect(notes).toContain('Entries by weekday: fri 12, mon 10.');
    expect(notes).toContain('Personal data is hidden; left empty: LastName.');
    expect(notes).toContain('Rows: 22.');
    expect(summary?.rows).toEqual([
      ['fri', 12],
      ['mon', 10],
    ]);
  });

  it('shows names by the door of names', () => {
    expect(outcome.names.rows[0]?.slice(0, 3)).toEqual(['P-A1-0', 'ZqxvwkLast-P-A1-0', 'Harbor House']);
  });

  it('is refused by its own check', () => {
    expect(outcome.refused).toMatchObject({ code: 'BadRequest', field: 'from' });
  });

  it('is on the command line, with an option for each parameter', () => {
    const { list, help, wrong, json } = outcome.cli;
    expect(list.out).toContain('zz-made-up');
    for (const option of ['--from', '--who', '--weekdays', '--projects', '--withExited', '--atMost', '--personalId']) {
      expect(help.out).toContain(option);
    }
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('--weekdays takes one of: mon, tue') });
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({
      rows: [['P-A1-0', null, 'Harbor House', 'E-A1-0', '2025-01-10', 'fri']],
      params: { personalId: 'P-A1-0', weekdays: ['fri', 'mon'] },
    });
  });

  it('is in the trail, without the text that could be a client’s id', () => {
    const entries = outcome.trail.filter(({ details }) => details.report === 'zz-made-up');
    expect(entries.length).toBeGreaterThan(5);
    expect(JSON.stringify(entries)).not.toContain('P-A1-0');
  });

  it('is in the bundle of the function, both halves', () => {
    expect(outcome.bundled.toSorted()).toEqual(['functions/reports/zz-made-up.ts', 'shared/reports/zz-made-up.ts']);
  });
});
