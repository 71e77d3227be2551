import { describe, expect, it } from 'vitest';
import { reportIds } from '../../infra/report-ids.ts';
import { calendarDate } from '../../shared/dates.ts';
import { loadReport } from '../../shared/load-report.ts';
import { chartRows, outlineRows } from '../../shared/look.ts';
import { resolveParameters } from '../../shared/parameter.ts';

const reports = await Promise.all(reportIds().map(loadReport));

describe.each(reports.map((report) => [report.id, report] as const))('the look of %s', (_, report) => {
  const list = report.columns.map(({ key }) => key);
  const params = resolveParameters(report.parameters, {}, calendarDate('2026-09-30'));
  const summed = report.summary?.(params, {}).columns.map(({ key }) => key) ?? [];

  it('marks columns that the list has', () => {
    for (const { column } of report.look?.marks ?? []) expect(list).toContain(column);
  });

  it('groups by columns that are there, each once, with what tells its rows apart', () => {
    const outline = report.look?.outline;
    if (!outline) return;
    const keys = outline.columns ?? summed;
    expect(keys[0]).toBe('Level');
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect([...summed, ...list]).toContain(key);
    // Every figure of the summary is there.
    expect(summed.filter((key) => !keys.includes(key))).toEqual([]);
    const { members } = outline;
    if (!members) return;
    expect(list).toContain(members.by);
    expect(summed).toContain(members.by);
    expect(keys).toContain('EnrollmentID');
    for (const [line, member] of Object.entries(members.as ?? {})) {
      expect(summed).toContain(line);
      expect(list).toContain(member);
    }
  });

  it('draws columns that the summary has', () => {
    const chart = report.look?.chart;
    for (const key of chart ? [...chart.categories, chart.seriesBy, ...(chart.remark ? [chart.remark] : [])] : [])
      expect(summed).toContain(key);
  });
});

describe('an outline’s rows', () => {
  const summary = {
    columns: [{ key: 'Level' }, { key: 'Program' }, { key: 'Days' }],
    rows: [
      ['Program', 'A', 6],
      ['Program', 'B', 0],
      ['Total', null, 6],
    ],
  };
  const list = {
    columns: [{ key: 'Program' }, { key: 'Stay' }, { key: 'Length' }],
    rows: [
      ['A', 'E1', 4],
      ['A', 'E2', 8],
      ['C', 'E3', 1],
    ],
  };

  it('are the summary’s lines, each behind the rows of the list that it counts', () => {
    const members = { level: 'Client', by: 'Program', as: { Days: 'Length' } };
    const columns = ['Level', 'Program', 'Stay', 'Days'];
    expect(outlineRows({ levels: ['Total', 'Program'], shown: 2, members, columns }, summary, list)).toEqual({
      keys: columns,
      rows: [
        ['Client', 'A', 'E1', 4],
        ['Client', 'A', 'E2', 8],
        ['Program', 'A', null, 6],
        ['Program', 'B', null, 0],
        ['Total', null, null, 6],
      ],
    });
  });

  it('are the summary as it is where no rows of the list are to be seen', () => {
    expect(outlineRows({ levels: ['Total', 'Program'], shown: 2 }, summary, list)).toEqual({
      keys: ['Level', 'Program', 'Days'],
      rows: summary.rows,
    });
  });
});

it('a chart’s rows are its categories, a column for each line of its level, which says where it cannot be judged', () => {
  const summary = {
    columns: [{ key: 'Level' }, { key: 'RecordType' }, { key: '0 days' }, { key: '1-3 days' }, { key: 'Remark' }],
    rows: [
      ['Project', 'Starts', 9, 9, null],
      ['Total', 'Starts', 3, 5, null],
      ['Total', 'Exits', 1, null, 'No dates.'],
    ],
  };
  const chart = {
    ...{ title: '', level: 'Total', seriesBy: 'RecordType', remark: 'Remark', categories: ['0 days', '1-3 days'] },
    ...{ category: 'Band', categoryAxis: '', valueAxis: '' },
  };
  expect(chartRows(chart, summary)).toEqual({
    header: 'Band',
    series: [
      { key: 'Starts', header: 'Starts' },
      { key: 'Exits', header: 'Exits (cannot be judged)' },
    ],
    rows: [
      ['0 days', 3, 1],
      ['1-3 days', 5, null],
    ],
  });
});
