import type { HmisFormat } from '../../shared/column.ts';
import type { EnrollmentId, PersonalId, ProjectId } from '../../shared/ids.ts';
import type { FileReader } from './catalog.ts';
import { CLIENT_NEEDED, clientFields, ENROLLMENT_NEEDED, enrollmentFields } from './client-fields.ts';
import { RowDeleted, RowRefused } from './read-file.ts';
import type { Spilled } from './spilled.ts';

/** Clients looked at to tell whether the export is hashed. */
const SAMPLE = 500;

export interface ClientSample {
  readonly FirstName: string | null;
  readonly LastName: string | null;
  readonly SSN: string | null;
}

/** Which project each enrollment belongs to, by the project's number in the spill. */
export interface EnrollmentIndex {
  readonly projectOf: ReadonlyMap<EnrollmentId, number>;
  /** Enrollments that are deleted, or hang on what is: their records are deleted with them. */
  readonly deleted: ReadonlySet<string>;
}

/** The files that say who is enrolled where. */
export interface PeopleRecords {
  /** First reading of Client.csv: who there is. */
  readonly people: FileReader;
  readonly enrollments: FileReader;
  /** Second reading of Client.csv, when it is known in which projects each person is. Its rows were counted already. */
  readonly clients: FileReader;
  sample(): readonly ClientSample[];
  readonly index: EnrollmentIndex;
}

/**
 * The readers of Client.csv and Enrollment.csv. `projectNumber` gives a project's number in the spill, undefined for one
 * that the export has not; `add` takes a row for a project.
 */
export function peopleRecords(
  format: HmisFormat,
  projectNumber: (id: ProjectId) => number | 'deleted' | undefined,
  add: (project: number, row: Spilled) => void,
): PeopleRecords {
  const people = new Map<PersonalId, number[]>();
  const deletedPeople = new Set<string>();
  const projectOf = new Map<EnrollmentId, number>();
  const deleted = new Set<string>();
  const sample: ClientSample[] = [];

  return {
    sample: () => sample,
    index: { projectOf, deleted },
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
      onDeleted: (row) => deleted.add(row.get('EnrollmentID')),
      onRow(row) {
        const fields = enrollmentFields(row);
        const ProjectID = row.id<ProjectId>('ProjectID');
        const project = projectNumber(ProjectID);
        const projectsOfPerson = people.get(fields.PersonalID);
        if (projectOf.has(fields.EnrollmentID)) throw new RowRefused('EnrollmentID', 'appears twice');
        if (project === undefined) throw new RowRefused('ProjectID', 'names no row of Project.csv that was taken');
        if (project === 'deleted' || (!projectsOfPerson && deletedPeople.has(fields.PersonalID))) {
          deleted.add(fields.EnrollmentID);
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
  };
}
