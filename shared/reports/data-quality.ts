import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { qualityNotes } from '../data-quality/notes.ts';
import { parameters } from '../data-quality/parameters.ts';
import { qualitySummary } from '../data-quality/summary.ts';
import { checkRange } from '../range-check.ts';
import { defineReport } from '../report.ts';

const columns: readonly Column[] = [
  { key: 'Element', type: 'text', note: "HUD's question and the element; Ours where HUD has no such check." },
  { key: 'Problem', type: 'text', note: 'What is wrong; never the wrong value itself.' },
  { key: 'Class', type: 'text', note: "Don't know/prefers not, Information missing or Data issue." },
  COMMON.PersonalID,
  COMMON.HouseholdID,
  COMMON.EnrollmentID,
  COMMON.LastName,
  COMMON.FirstName,
  { key: 'RelationshipToHoH', type: 'text', note: 'Relationship to the head of household, as recorded.' },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  COMMON.EntryDate,
  { key: 'ExitDate', type: 'date', note: 'Project exit; blank where after the range.' },
  { key: 'WhereToMend', type: 'text', note: 'The form and the field.' },
  { key: 'RecordDate', type: 'date', note: 'Date of the record concerned.' },
  { key: 'DaysOld', type: 'number', note: 'Days from RecordDate to the end of the range.' },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the record.' },
];

/** Data quality: HUD's Q6 as totals, and who is behind each number. */
export default defineReport({
  id: 'data-quality',
  title: 'Data Quality',
  description: "What is missing or wrong, client by client, and where to mend it; totals as in HUD's APR, Q6a to Q6f.",
  parameters,
  columns,
  key: ['EnrollmentID', 'Element'],
  check: checkRange,
  notes: qualityNotes,
  summary: qualitySummary,
});
