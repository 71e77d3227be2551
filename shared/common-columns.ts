import type { Column } from './column.ts';

/** Columns that mean the same in every report that has them. Where one means more, the report says so itself. */
export const COMMON = {
  PersonalID: { key: 'PersonalID', type: 'text', note: 'The person, as the HMIS numbers them.' },
  HouseholdID: { key: 'HouseholdID', type: 'text', note: 'The household of this stay.' },
  EnrollmentID: { key: 'EnrollmentID', type: 'text', note: 'The stay.' },
  LastName: { key: 'LastName', type: 'text', pii: true, note: 'Last name.' },
  FirstName: { key: 'FirstName', type: 'text', pii: true, note: 'First name.' },
  DOB: { key: 'DOB', type: 'date', pii: true, note: 'Birth date.' },
  RelationshipToHoH: { key: 'RelationshipToHoH', type: 'text', note: 'Relationship to the head of household.' },
  OrganizationName: { key: 'OrganizationName', type: 'text', note: 'The organization.' },
  ProjectName: { key: 'ProjectName', type: 'text', note: 'The project.' },
  ProjectType: { key: 'ProjectType', type: 'text', note: 'The type of the project.' },
  EntryDate: { key: 'EntryDate', type: 'date', note: 'Project start date.' },
} as const satisfies Readonly<Record<string, Column>>;
