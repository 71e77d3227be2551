import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../addin/service/run.ts';
import type { Cell } from '../../../shared/column.ts';
import { exportZip } from '../../export.ts';
import { hmis } from '../../infra/local/cli/terminal.ts';
import { startService, type TestService } from '../../service.ts';

/**
 * From an export's files to the rows over HTTP, as of its end, 2026-01-31: a household of three in a shelter, whose first
 * anniversary is 2025-11-10, a project without any income record, and one stay each in two projects of one person.
 */

const income = (n: number, EnrollmentID: string, DataCollectionStage: number, InformationDate: string) => ({
  IncomeBenefitsID: `I${n}`,
  EnrollmentID,
  PersonalID: EnrollmentID.replace('E', 'P'),
  DataCollectionStage,
  InformationDate,
  UserID: 'U2',
});
const HOUSE = { HouseholdID: 'H1', ProjectID: 'PR1', EntryDate: '2024-11-10' };
const ZIP = exportZip({
  User: [
    { UserID: 'U1', UserFirstName: 'Uma', UserLastName: 'Reyes' },
    { UserID: 'U2', UserFirstName: 'Bo', UserLastName: 'Lind' },
  ],
  Project: [{ ProjectID: 'PR1' }, { ProjectID: 'PR2', ProjectName: 'New Keys', ProjectType: 13 }],
  ProjectCoC: ['PR1', 'PR2'].map((ProjectID) => ({ ProjectCoCID: `C-${ProjectID}`, ProjectID })),
  Client: [
    { PersonalID: 'P1', LastName: 'Archer' },
    { PersonalID: 'P2', LastName: 'Brook' },
    { PersonalID: 'P3', LastName: 'Cole', DOB: '2018-04-04' },
    { PersonalID: 'P4', LastName: 'Dale' },
  ],
  Enrollment: [
    { ...HOUSE, EnrollmentID: 'E1', PersonalID: 'P1', RelationshipToHoH: 1 },
    { ...HOUSE, EnrollmentID: 'E2', PersonalID: 'P2', RelationshipToHoH: 3 },
    { ...HOUSE, EnrollmentID: 'E3', PersonalID: 'P3', RelationshipToHoH: 2 },
    { EnrollmentID: 'E4', PersonalID: 'P4', HouseholdID: 'H4', ProjectID: 'PR1', EntryDate: '2024-12-01' },
    { EnrollmentID: 'E5', PersonalID: 'P4', HouseholdID: 'H5', ProjectID: 'PR2', EntryDate: '2024-12-20' },
  ],
  IncomeBenefits: [
    income(1, 'E1', 5, '2025-11-20'),
    // An update in the window is no annual assessment.
    income(2, 'E2', 2, '2025-11-20'),
    income(3, 'E4', 5, '2026-01-20'),
  ],
  EmploymentEducation: [
    {
      EmploymentEducationID: 'EE1',
      EnrollmentID: 'E2',
      PersonalID: 'P2',
      DataCollectionStage: 5,
      InformationDate: '2025-11-20',
    },
  ],
});

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: ZIP, pageRows: 1 });
});
afterAll(() => service.close());

const run = (params: Readonly<Record<string, unknown>>, reason?: string) =>
  service.run('admin', params, reason, 'annual-assessments');

function told({ columns, rows }: RunResult, ...keys: readonly string[]): Cell[][] {
  return rows.map((row) => keys.map((key) => row[columns.findIndex((column) => column.key === key)] ?? null));
}

describe('annual assessments over HTTP', () => {
  it('are by default what is to be done as of the export’s end', async () => {
    const answer = await run({});
    expect(answer.columns).toHaveLength(26);
    expect(told(answer, 'EnrollmentID', 'AnniversaryDate', 'Status', 'Incomplete', 'EnteredBy')).toEqual([
      ['E2', '2025-11-10', 'Overdue', 'Yes', 'Uma Reyes'],
      ['E4', '2025-12-01', 'OutsideWindow', 'No', 'Bo Lind'],
    ]);
    expect(answer.notes).toContain('Anniversaries by status: Due 0, Overdue 1, OutsideWindow 1.');
    expect(answer.notes.join('\n')).toContain('in projects of which the export has no income records at all: 1.');
    expect(answer.notes.join('\n')).not.toContain('From:');
  });

  it('of everyone and every status have the child, the done one and the data issue, too', async () => {
    const answer = await run({ members: 'all', status: [] });
    expect(told(answer, 'EnrollmentID', 'Status', 'AnnualAssessmentDate', 'RequiredFor')).toEqual([
      ['E1', 'Completed', '2025-11-20', 'income and insurance'],
      ['E2', 'Overdue', null, 'income and insurance'],
      ['E3', 'Overdue', null, 'insurance only'],
      ['E4', 'OutsideWindow', null, 'income and insurance'],
      ['E5', 'DataIssue', null, 'income and insurance'],
    ]);
  });

  it('hide names unless they are asked for with a reason', async () => {
    expect(told(await run({}), 'LastName', 'FirstName')).toEqual([
      [null, null],
      [null, null],
    ]);
    const shown = await run({ hidePii: false }, 'dataQuality');
    expect(told(shown, 'LastName', 'FirstName')).toEqual([
      ['Brook', 'Ann'],
      ['Dale', 'Ann'],
    ]);
  });

  it('as the APR counts have each person once, by the latest stay, whatever page it is on', async () => {
    const answer = await run({ mode: 'apr', from: '2025-02-01', to: '2026-01-31' });
    expect(told(answer, 'EnrollmentID', 'Status')).toEqual([
      ['E1', 'Completed'],
      ['E2', 'Missing'],
      ['E5', 'Missing'],
    ]);
    expect(answer.notes).toContain(
      'Adults: 0 not yet required, 2 required and missing, 1 completed (in an APR of the same clients Q16: No Annual Required, Required Annual Missing).',
    );
  });

  it('of one person are found by PersonalID; of nobody there are none', async () => {
    expect(told(await run({ personalId: ' P4 ' }), 'EnrollmentID')).toEqual([['E4']]);
    expect(told(await run({ personalId: 'nobody' }), 'EnrollmentID')).toEqual([]);
  });

  it('refuse a range upside down with the field', async () => {
    const upsideDown = run({ mode: 'apr', from: '2026-02-01', to: '2026-01-31' });
    await expect(upsideDown).rejects.toMatchObject({ code: 'BadRequest', message: 'From must not be later than To.' });
  });
});

describe('the command line', () => {
  const home = () => ({ dataDir: service.dataDir });
  it('lists the report, and its parameters with what they go with', async () => {
    expect((await hmis(['report', '--help'], home())).out).toMatch(/^ {2}annual-assessments +Annual Assessments Due$/m);
    const { out } = await hmis(['report', 'annual-assessments', '--help'], home());
    expect(out).toContain('default: Due, Overdue, OutsideWindow');
    expect(out).toMatch(/--from YYYY-MM-DD .*\n +only with --mode apr/);
  });
});
