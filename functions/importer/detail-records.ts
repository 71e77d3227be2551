import type { EnrollmentId, UserId } from '../../shared/ids.ts';
import { disabilityRecordSaysYes } from '../hmis/disability.ts';
import type { Activity } from '../hmis/records.ts';
import type { FileReader } from './catalog.ts';
import { INCOME_BENEFITS_NEEDED, incomeBenefits, service } from './client-fields.ts';
import type { CsvFile } from './csv-files.ts';
import type { EnrollmentIndex } from './people-records.ts';
import { type Row, RowDeleted, RowRefused } from './read-file.ts';
import type { Spilled } from './spilled.ts';

/** DataCollectionStage of an annual assessment. */
const ANNUAL = 5;

/** The files that hang on an enrollment. */
export interface DetailRecords {
  /** In the order in which they are to be read: AssessmentQuestions and -Results go by what Assessment had. */
  readonly readers: readonly FileReader[];
  /** Enrollments that have ended. */
  exits(): number;
}

/** The readers of what hangs on an enrollment of `index`; `add` takes a row for a project. */
export function detailRecords(index: EnrollmentIndex, add: (project: number, row: Spilled) => void): DetailRecords {
  const exited = new Set<EnrollmentId>();
  const assessments = new Set<string>();
  const deletedAssessments = new Set<string>();

  const enrollmentOf = (row: Row): { of: EnrollmentId; project: number } => {
    const of = row.id<EnrollmentId>('EnrollmentID');
    const project = index.projectOf.get(of);
    if (project !== undefined) return { of, project };
    if (index.deleted.has(of)) throw new RowDeleted();
    throw new RowRefused('EnrollmentID', 'names no row of Enrollment.csv that was taken');
  };
  const activities = (
    file: CsvFile,
    dateField: string,
    kindOf: (row: Row) => Pick<Activity, 'kind'> & Partial<Activity>,
    more: readonly string[] = [],
  ): FileReader => ({
    file,
    needed: ['EnrollmentID', dateField, 'DateCreated', 'UserID', ...more],
    onRow(row) {
      const { of, project } = enrollmentOf(row);
      const activity = {
        RecordType: null,
        TypeProvided: null,
        ...kindOf(row),
        date: row.neededDate(dateField),
        DateCreated: row.date('DateCreated'),
        UserID: row.optionalId<UserId>('UserID'),
      };
      add(project, { is: 'activity', of, row: activity });
    },
  });
  const ofEnrollment = (file: CsvFile): FileReader => ({ file, needed: ['EnrollmentID'], onRow: enrollmentOf });
  const addAnnual = (row: Row, of: EnrollmentId, project: number): void => {
    const date = row.date('InformationDate');
    if (date !== null) add(project, { is: 'otherAnnual', of, date });
  };
  const staged = (file: CsvFile): FileReader => ({
    file,
    needed: ['EnrollmentID', 'InformationDate', 'DataCollectionStage'],
    onRow(row) {
      const { of, project } = enrollmentOf(row);
      if (row.code('DataCollectionStage') === ANNUAL) addAnnual(row, of, project);
    },
  });
  const dated = activities('Assessment', 'AssessmentDate', () => ({ kind: 'assessment' }), ['AssessmentID']);
  const assessment: FileReader = {
    ...dated,
    onDeleted: (row) => deletedAssessments.add(row.get('AssessmentID')),
    onRow(row) {
      const id = row.id('AssessmentID');
      try {
        dated.onRow(row);
        assessments.add(id);
      } catch (error) {
        if (error instanceof RowDeleted) deletedAssessments.add(id);
        throw error;
      }
    },
  };
  const ofAssessment = (file: CsvFile): FileReader => ({
    file,
    needed: ['AssessmentID'],
    onRow(row) {
      const id = row.id('AssessmentID');
      if (assessments.has(id)) return;
      if (deletedAssessments.has(id)) throw new RowDeleted();
      throw new RowRefused('AssessmentID', 'names no row of Assessment.csv that was taken');
    },
  });

  return {
    exits: () => exited.size,
    readers: [
      {
        file: 'Exit',
        needed: ['EnrollmentID', 'ExitDate', 'Destination', 'DateCreated', 'UserID'],
        onRow(row) {
          const { of, project } = enrollmentOf(row);
          if (exited.has(of)) throw new RowRefused('EnrollmentID', 'has an exit already');
          const exit = {
            ExitDate: row.neededDate('ExitDate'),
            Destination: row.code('Destination'),
            ExitDateCreated: row.date('DateCreated'),
            ExitUserID: row.optionalId<UserId>('UserID'),
          };
          exited.add(of);
          add(project, { is: 'exit', of, row: exit });
        },
      },
      {
        file: 'IncomeBenefits',
        needed: INCOME_BENEFITS_NEEDED,
        onRow(row) {
          const { of, project } = enrollmentOf(row);
          add(project, { is: 'income', of, row: incomeBenefits(row) });
        },
      },
      {
        file: 'Disabilities',
        needed: [
          'EnrollmentID',
          'InformationDate',
          'DisabilityType',
          'DisabilityResponse',
          'IndefiniteAndImpairs',
          'DataCollectionStage',
        ],
        onRow(row) {
          const { of, project } = enrollmentOf(row);
          const record = {
            DisabilityType: row.code('DisabilityType'),
            DisabilityResponse: row.code('DisabilityResponse'),
            IndefiniteAndImpairs: row.code('IndefiniteAndImpairs'),
          };
          const stage = row.code('DataCollectionStage');
          if (stage === 1 && disabilityRecordSaysYes(record)) add(project, { is: 'disability', of });
          if (stage === ANNUAL) addAnnual(row, of, project);
        },
      },
      activities('Services', 'DateProvided', service, ['RecordType', 'TypeProvided']),
      activities('CurrentLivingSituation', 'InformationDate', () => ({ kind: 'contact' })),
      activities('Event', 'EventDate', () => ({ kind: 'event' })),
      assessment,
      ofAssessment('AssessmentQuestions'),
      ofAssessment('AssessmentResults'),
      staged('HealthAndDV'),
      staged('EmploymentEducation'),
      ofEnrollment('YouthEducationStatus'),
    ],
  };
}
