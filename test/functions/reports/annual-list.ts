import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import annualAssessments from '../../../functions/reports/annual-assessments.ts';
import { type EnrollmentFields, enrollment } from '../hmis/enrollment.ts';
import { IN_H1, type List, type ListRequest, runOver, sliceOf } from './rows.ts';

/** The annual assessments of one project's enrollments, of whatever status and person unless said. */
export function annualsOf(
  enrollments: readonly Enrollment[],
  params: Readonly<Record<string, unknown>>,
  request: ListRequest = {},
): List {
  return runOver(annualAssessments, [sliceOf(enrollments, request)], { status: [], members: 'all', ...params });
}

/** The same of several projects, in the list's order. */
export function annualsOver(
  projects: readonly (readonly [Project, readonly Enrollment[]])[],
  params: Readonly<Record<string, unknown>>,
): List {
  const slices = projects.map(([project, enrollments]) => sliceOf(enrollments, { project }));
  return runOver(annualAssessments, slices, { status: [], members: 'all', ...params });
}

/** `EnrollmentID anniversary status` of each row, in order. */
export function shortly({ rows }: Pick<List, 'rows'>): string[] {
  return rows.map(({ EnrollmentID, AnniversaryDate, Status }) => `${EnrollmentID} ${AnniversaryDate ?? '-'} ${Status}`);
}

/** A head of 39 whose household started on 2021-06-01: first anniversary 2022-06-01, window 2022-05-02 to 2022-07-01. */
export function head(EnrollmentID: string, fields: EnrollmentFields = {}): Enrollment {
  return enrollment({ ...IN_H1, EnrollmentID, EntryDate: '2021-06-01', ...fields });
}

/** A partner in that household. */
export function partner(EnrollmentID: string, fields: EnrollmentFields = {}): Enrollment {
  return head(EnrollmentID, { RelationshipToHoH: 3, ...fields });
}

/** A child in that household, 12 in 2022. */
export function child(EnrollmentID: string, fields: EnrollmentFields = {}): Enrollment {
  return head(EnrollmentID, { RelationshipToHoH: 2, DOB: '2010-03-01', ...fields });
}
