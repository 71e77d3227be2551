import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../addin/service/run.ts';
import { jsonChunks } from '../../../functions/formats/json.ts';
import { SNAPSHOT } from '../../addin/service/scripted-service.ts';

const RUN: RunResult = {
  report: 'visits',
  params: { from: '2025-01-01' },
  snapshot: SNAPSHOT,
  columns: [{ key: 'Age', header: 'Age', type: 'number', pii: false }],
  rows: [[1], [null]],
  notes: ['Rows: 2.'],
  plan: 'p',
};

describe('a run as JSON', () => {
  it('has report, parameters, snapshot, columns, rows and notes, and null for blank', () => {
    const { plan, ...rest } = RUN;
    expect(plan).toBe('p');
    const text = [...jsonChunks(RUN)].join('');
    expect(JSON.parse(text)).toEqual(rest);
    expect(Object.keys(JSON.parse(text))).toEqual(['report', 'params', 'snapshot', 'columns', 'rows', 'notes']);
  });

  it('has a line for each row', () => {
    expect([...jsonChunks(RUN)].join('').split('\n').slice(1, 3)).toEqual(['[1],', '[null]']);
  });

  it('has the summary where there is one, and no rows where there are none', () => {
    const summary = { columns: RUN.columns, rows: [[3]] };
    expect(JSON.parse([...jsonChunks({ ...RUN, rows: [], summary })].join(''))).toMatchObject({ rows: [], summary });
  });
});
