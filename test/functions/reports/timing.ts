import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { type EnrollmentFields, enrollment, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

export const JANUARY = { from: '2026-01-01', to: '2026-01-31' };

export const timing = (enrollments: readonly Enrollment[], params: object = {}, where: Project = project()) =>
  runOver(rows, [sliceOf(enrollments, { project: where })], { ...JANUARY, ...params });

/** Entered before the range, unless said. */
export const stay = (EnrollmentID: string, fields: EnrollmentFields = {}) =>
  enrollment({ EnrollmentID, EntryDate: '2025-06-01', DateCreated: '2025-06-01', ...fields });

export const started = (
  EnrollmentID: string,
  EntryDate: string,
  DateCreated: string | null,
  fields: EnrollmentFields = {},
) => stay(EnrollmentID, { EntryDate, DateCreated, ...fields });
export const exited = (
  EnrollmentID: string,
  ExitDate: string,
  ExitDateCreated: string | null,
  fields: EnrollmentFields = {},
) => stay(EnrollmentID, { ExitDate, ExitDateCreated, ExitUserID: 'U2', ...fields });
