import type { HmisFormat } from '../../shared/column.ts';
import type { EnrollmentId, PersonalId, ProjectId, UserId } from '../../shared/ids.ts';
import { disabilityRecordSaysYes } from '../hmis/disability.ts';
import type { Activity } from '../hmis/records.ts';
import type { FileReader } from './catalog.ts';
import {
  CLIENT_NEEDED,
  clientFields,
  ENROLLMENT_NEEDED,
  enrollmentFields,
  INCOME_BENEFITS_NEEDED,
  incomeBenefits,
  service,
} from './client-fields.ts';
import type { CsvFile } from './csv-files.ts';
import { type Row, RowDeleted, RowRefused } from './read-file.ts';
import type { Spilled } from './spilled.ts';

/** DataCollectionStage of an annual assessment. */
const ANNUAL = 5;

/** Clients looked at to tell whether the export is hashed. */
const SAMPLE = 500;

export interface ClientSample {
  readonly FirstName: string | null;
  readonly LastName: string | null;
  readonly SSN: string | null;
}

/** Where the rows of the client files go. */
export interface ClientRecords {
  /** First reading of Client.csv: who there is. */
  readonly people: FileReader;
  readonly enrollments: FileReader;
  /** Second reading of Client.csv, when it is known in which projects each person is. Its rows were counted already. */
  readonly clients: FileReader;
  /** The files that hang on an enrollment. */
  readonly details: readonly FileReader[];
  sample(): readonly ClientSample[];
  openEnrollments(): number;
}

/**
 * The readers of the files about people. `projectNumber` gives a project's number in the spill, undefined for one that
 * the export has not; `add` takes a row for a project.
 */
export function clientRecords(
  format: HmisFormat,
  projectNumber: (id: ProjectId) => number | 'deleted' | undefined,
  add: (project: number, row: Spilled) => void,
): ClientRecords {
  const people = new Map<PersonalId, number[]>();
  const deletedPeople = new Set<string>();
  const projectOf = new Map<EnrollmentId, number>();
  const deletedEnrollments = new Set<string>();
  const exited = new Set<EnrollmentId>();
  const assessments = new Set<string>();
  const deletedAssessments = new Set<string>();
  const sample: ClientSample[] = [];

  const enrollmentOf = (row: Row): { of: EnrollmentId; project: number } => {
    const of = row.id<EnrollmentId>('EnrollmentID');
    const project = projectOf.get(of);
    if (project !== undefined) return { of, project };
    if (deletedEnrollments.has(of)) throw new RowDeleted();
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
    sample: () => sample,
    openEnrollments: () => projectOf.size - exited.size,
    people: {
      file: 'Client',
      needed: CLIENT_NEEDED,
      onDeleted: (row) => deletedPeople.add(row.get('PersonalID')),
      onRow(row) {
        const id = row.id<PersonalId>('PersonalID');
        if (people.has(id)) throw new RowRefused('PersonalID', 'appears twice');
        people.set(id, []);
        if (sample.length < SAMPLE) {
          sample.push({ FirstName: row.text('FirstName'), LastName: row.text('LastName'), SSN: row.text('SSN') });
        }
      },
    },
    enrollments: {
      file: 'Enrollment',
      needed: ENROLLMENT_NEEDED,
      onDeleted: (row) => deletedEnrollments.add(row.get('EnrollmentID')),
      onRow(row) {
        const fields = enrollmentFields(row);
        const ProjectID = row.id<ProjectId>('ProjectID');
        const project = projectNumber(ProjectID);
        const projectsOfPerson = people.get(fields.PersonalID);
        if (projectOf.has(fields.EnrollmentID)) throw new RowRefused('EnrollmentID', 'appears twice');
        if (project === undefined) throw new RowRefused('ProjectID', 'names no row of Project.csv that was taken');
        if (project === 'deleted' || (!projectsOfPerson && deletedPeople.has(fields.PersonalID))) {
          deletedEnrollments.add(fields.EnrollmentID);
          throw new RowDeleted();
        }
        if (!projectsOfPerson) throw new RowRefused('PersonalID', 'names no row of Client.csv that was taken');
        projectOf.set(fields.EnrollmentID, project);
        if (!projectsOfPerson.includes(project)) projectsOfPerson.push(project);
        add(project, { is: 'enrollment', row: fields });
      },
    },
    clients: {
      file: 'Client',
      needed: CLIENT_NEEDED,
      onRow(row) {
        const projects = people.get(row.id('PersonalID')) ?? [];
        if (projects.length === 0) return;
        const spilled: Spilled = { is: 'client', row: clientFields(row, format) };
        for (const project of projects) add(project, spilled);
        // A PersonalID that appears twice was refused in the first reading; its second row must not be taken here.
        people.set(row.id('PersonalID'), []);
      },
    },
    details: [
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
