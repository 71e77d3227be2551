import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerColumns, type Cell } from '../../../../shared/column.ts';
import type { PlanAnswer } from '../../../../shared/contract/runs.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import { resolveParameters } from '../../../../shared/parameter.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import activeClients from '../../../../shared/reports/active-clients.ts';
import entryTiming from '../../../../shared/reports/data-entry-timing.ts';
import { type Asked, refusal, SNAPSHOT, startScripted } from '../../../addin/service/scripted-service.ts';
import { cellsOf, partsOf } from '../../../functions/formats/open-xlsx.ts';
import { hmis } from './terminal.ts';

const { columns } = activeClients;
const ROW: Readonly<Record<string, Cell>> = {
  PersonalID: '00109',
  LastName: '=1+1',
  Age: 42,
  EntryDate: '2025-01-31',
  ProjectName: 'Harbor House, East',
};

function planFor(params: object, report: AnyReport = activeClients as unknown as AnyReport, pages = 2): PlanAnswer {
  return {
    report: report.id,
    params: resolveParameters(report.parameters, params, calendarDate('2025-09-30')),
    snapshot: SNAPSHOT,
    columns: answerColumns(report.columns, 'FY2026'),
    rowsAtMost: 2,
    pages,
    plan: 'a'.repeat(64),
    run: { piiHidden: false, withheldProjects: 0, withheldPersons: null, names: {} },
  };
}

let folder = '';
let service: Awaited<ReturnType<typeof startScripted>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-'));
  service = await startScripted(({ path, body }: Asked) => {
    if (path === '/v1/reports/active-clients/plan') return { json: planFor((body as { params: object }).params) };
    if (path === '/v1/pii/reports/active-clients/plan') return refusal(403, 'NotAllowed', 'You may not show names.');
    if (path === '/v1/reports/data-entry-timing/plan') {
      return { json: planFor((body as { params: object }).params, entryTiming as unknown as AnyReport, 0) };
    }
    const n = path.at(-1);
    return {
      json: { places: [n], rows: [columns.map(({ key }) => (n === '0' ? (ROW[key] ?? null) : null))], tally: {} },
    };
  });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

describe('hmis report', () => {
  it('writes JSON to the terminal where nothing else is said', async () => {
    const { code, out, err } = await hmis(['report', 'active-clients', '--from', '2025-01-01'], service);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const run = JSON.parse(out);
    expect(run).toMatchObject({
      report: 'active-clients',
      params: { from: '2025-01-01', to: '2025-09-30' },
      snapshot: SNAPSHOT,
    });
    expect(run.columns[24]).toEqual({ key: 'MoveInDate', header: 'MoveInDate', type: 'date', pii: false });
    expect(run.rows).toHaveLength(2);
    expect(run.rows[0][0]).toBe('00109');
    expect(run.rows[1][0]).toBeNull();
    expect(run.notes).toContain('Rows: 2.');
    expect('plan' in run).toBe(false);
  });

  it('sends only the parameters that were given', async () => {
    await hmis(
      ['report', 'active-clients', '--projects', '109', '--projects', '110', '--headsOfHouseholdOnly', 'true'],
      service,
    );
    const plan = service.asked.findLast(({ path }) => path.endsWith('/plan'));
    expect(plan?.body).toEqual({ params: { projects: ['109', '110'], headsOfHouseholdOnly: true } });
  });

  it('as CSV guards the cells, and tells the notes beside the file', async () => {
    const { code, out, err } = await hmis(['report', 'active-clients', '--format', 'csv'], service);
    expect(code).toBe(0);
    expect(out.startsWith('\ufeffPersonalID,HouseholdID,')).toBe(true);
    expect(out.split('\r\n')[1]).toMatch(/^00109,,,'=1\+1,.*,"Harbor House, East",/);
    expect(err).toContain('Rows: 2.\n');
  });

  it('as CSV writes the summary in place of the rows where that is asked for', async () => {
    const timing = ['report', 'data-entry-timing', '--format', 'csv'];
    const rows = await hmis(timing, service);
    const summary = await hmis([...timing, '--summary'], service);
    expect(rows.out).toMatch(/^\ufeffPersonalID,EnrollmentID,/);
    expect(summary.code).toBe(0);
    expect(summary.out.split('\r\n').map((line) => line.split(',').slice(0, 6).join())).toEqual([
      '\ufeffLevel,OrganizationName,ProjectName,EnteredBy,RecordType,Records',
      'Total,,,,Project start,0',
      'Total,,,,Project exit,0',
      '',
    ]);
    expect(summary.err).toBe(rows.err);
  });

  it('as JSON and xlsx has rows and summary', async () => {
    const { out } = await hmis(['report', 'data-entry-timing'], service);
    expect(JSON.parse(out).summary.rows).toHaveLength(2);
    const path = join(folder, 'timing.xlsx');
    await hmis(['report', 'data-entry-timing', '--out', path], service);
    const parts = await partsOf(await readFile(path));
    expect(parts.get('xl/workbook.xml')).toContain('name="Summary"');
    expect(cellsOf(parts, 2).get('I1')?.value).toBe('90th percentile');
  });

  it('as xlsx writes a workbook whose column Y is MoveInDate', async () => {
    const path = join(folder, 'list.xlsx');
    const { code, out, err } = await hmis(['report', 'active-clients', '--out', path], service);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: `Written: ${path}, 2 rows.\n` });
    const parts = await partsOf(await readFile(path));
    expect(parts.get('xl/tables/table1.xml')).toContain('displayName="ActiveClients" ref="A1:AK3"');
    const cells = cellsOf(parts, 1);
    expect(cells.get('Y1')?.value).toBe('MoveInDate');
    expect(cells.get('A2')?.value).toBe('00109');
    expect(cells.get('W2')?.value).toBe(45_688);
  });

  it('takes the format from the file’s name, unless it is said', async () => {
    await hmis(['report', 'active-clients', '--out', join(folder, 'a.csv')], service);
    await hmis(['report', 'active-clients', '--out', join(folder, 'b.csv'), '--format', 'json'], service);
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toMatch(/^\ufeffPersonalID/);
    expect(JSON.parse(await readFile(join(folder, 'b.csv'), 'utf8')).report).toBe('active-clients');
  });

  it('that is refused ends with 1 and the service’s sentence, and writes no file', async () => {
    const args = [
      'report',
      'active-clients',
      '--hidePii',
      'false',
      '--reason',
      'services',
      '--out',
      join(folder, 'no.csv'),
    ];
    const { code, out, err } = await hmis(args, service);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'You may not show names.\n' });
    expect(service.asked.at(-1)?.body).toEqual({ params: { hidePii: false }, reason: 'services' });
    expect((await readdir(folder)).filter((name) => name.startsWith('no.'))).toEqual([]);
  });

  it.each([
    [['--hidePii', 'false'], '--hidePii false needs a --reason: services, '],
    [['--format', 'xlsx'], '--format xlsx needs --out FILE.'],
    [['--summary', '--format', 'csv'], 'The report active-clients has no summary.'],
    [['--format', 'pdf'], '--format takes one of: json, csv, xlsx.'],
    [['--from', '2025-13-01'], '--from takes a date, YYYY-MM-DD.'],
    [['--project', '109'], "Unknown option '--project'."],
  ])('with %j is wrong usage, and asks nothing', async (args, sentence) => {
    const before = service.asked.length;
    const { code, err } = await hmis(['report', 'active-clients', ...args], service);
    expect(code).toBe(2);
    expect(err.startsWith(sentence)).toBe(true);
    expect(service.asked).toHaveLength(before);
  });

  it('takes --summary for CSV only', async () => {
    const { code, err } = await hmis(['report', 'data-entry-timing', '--summary'], service);
    expect(code).toBe(2);
    expect(err.startsWith('--summary is for csv: json and xlsx have rows and summary.')).toBe(true);
  });

  it('tells its parameters in help, without a service', async () => {
    const { code, out } = await hmis(['report', 'active-clients', '--help'], { url: 'http://127.0.0.1:9' });
    expect(code).toBe(0);
    expect(out).toContain('--headsOfHouseholdOnly true|false  Heads of household only (default: false)');
    expect(out).toContain('MoveInDate');
  });
});
