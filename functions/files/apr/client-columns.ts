import type { AprClient } from '../../hmis/apr/apr-client.ts';
import { ageGroup } from '../../hmis/apr/q5a.ts';
import { HOUSEHOLD_TYPE, label, projectType } from '../../hmis/labels.ts';
import { RELATIONSHIP_TO_HOH } from '../../hmis/lists/enrollment.ts';
import type { DetailColumn } from './detail-column.ts';

/** A row of a file is about one stay of one client. */
export interface OfClient {
  readonly client: AprClient;
}

/** The columns that several files have, each the same in all. */
export const CLIENT_COLUMNS = {
  PersonalID: {
    key: 'PersonalID',
    type: 'text',
    note: 'Who the row is about.',
    cell: ({ client }) => client.enrollment.PersonalID,
  },
  HouseholdID: {
    key: 'HouseholdID',
    type: 'text',
    note: 'The household of this stay.',
    cell: ({ client }) => client.enrollment.HouseholdID,
  },
  EnrollmentID: {
    key: 'EnrollmentID',
    type: 'text',
    note: "The person's latest stay that the APR counts.",
    cell: ({ client }) => client.enrollment.EnrollmentID,
  },
  LastName: {
    key: 'LastName',
    type: 'text',
    pii: true,
    note: 'As exported.',
    cell: ({ client }) => client.enrollment.Names?.LastName ?? null,
  },
  FirstName: {
    key: 'FirstName',
    type: 'text',
    pii: true,
    note: 'As exported.',
    cell: ({ client }) => client.enrollment.Names?.FirstName ?? null,
  },
  DOB: { key: 'DOB', type: 'date', pii: true, note: 'Birth date.', cell: ({ client }) => client.enrollment.DOB },
  Age: {
    key: 'Age',
    type: 'number',
    note: "On the later of EntryDate and the range's first day.",
    cell: ({ client }) => client.age,
  },
  AgeGroup: {
    key: 'AgeGroup',
    type: 'text',
    note: 'Adult (18 or older), Child or Unknown.',
    cell: ({ client }) => ageGroup(client.age),
  },
  RelationshipToHoH: {
    key: 'RelationshipToHoH',
    type: 'text',
    note: "HUD's label.",
    cell: ({ client }) => label(RELATIONSHIP_TO_HOH, client.enrollment.RelationshipToHoH).text,
  },
  HouseholdType: {
    key: 'HouseholdType',
    type: 'text',
    note: 'By the ages of all members who are active in the range.',
    cell: ({ client }) => HOUSEHOLD_TYPE[client.composition.type],
  },
  OrganizationID: {
    key: 'OrganizationID',
    type: 'text',
    note: 'The organization of the project.',
    cell: ({ client }) => client.project.OrganizationID,
  },
  OrganizationName: {
    key: 'OrganizationName',
    type: 'text',
    note: 'The organization of the project.',
    cell: ({ client }) => client.project.OrganizationName,
  },
  ProjectID: {
    key: 'ProjectID',
    type: 'text',
    note: 'The project of this stay.',
    cell: ({ client }) => client.project.ProjectID,
  },
  ProjectName: {
    key: 'ProjectName',
    type: 'text',
    note: 'The project of this stay.',
    cell: ({ client }) => client.project.ProjectName,
  },
  ProjectType: {
    key: 'ProjectType',
    type: 'text',
    note: "HUD's label.",
    cell: ({ client }) => projectType(client.project).text,
  },
  EntryDate: {
    key: 'EntryDate',
    type: 'date',
    note: 'Project start.',
    cell: ({ client }) => client.enrollment.EntryDate,
  },
  ExitDate: {
    key: 'ExitDate',
    type: 'date',
    note: "Project exit; blank where it is after the range's end.",
    cell: ({ client }) => (client.isLeaver ? client.enrollment.ExitDate : null),
  },
  LeaverOrStayer: {
    key: 'LeaverOrStayer',
    type: 'text',
    note: 'Leaver: exited in the range. Everybody else is a Stayer.',
    cell: ({ client }) => (client.isLeaver ? 'Leaver' : 'Stayer'),
  },
} as const satisfies Readonly<Record<string, DetailColumn<OfClient>>>;
