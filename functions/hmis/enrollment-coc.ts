import type { Enrollment, Project } from './records.ts';

/**
 * The CoC of an enrollment: the head's, where the head has none the member's own, else the project's if it has only one.
 * Exports fill EnrollmentCoC for heads only [CSV, Enrollment], and no member may be lost by it.
 */
export function enrollmentCoC(
  member: Pick<Enrollment, 'EnrollmentCoC'>,
  head: Pick<Enrollment, 'EnrollmentCoC'> | null,
  project: Pick<Project, 'CoCCodes'>,
): string | null {
  const codes = new Set(project.CoCCodes);
  const [only] = codes.size === 1 ? codes : [];
  return head?.EnrollmentCoC ?? member.EnrollmentCoC ?? only ?? null;
}
