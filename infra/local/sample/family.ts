import type { CalendarDate } from '../../../shared/dates.ts';
import { wholeYears } from '../../../shared/dates.ts';
import type { Row } from './row.ts';
import type { SampleProject, SampleUser } from './setting.ts';

/** The people who come and go together, with every enrollment any of them has: what the files' rows are made from. */
export interface SampleFamily {
  readonly persons: readonly SamplePerson[];
  readonly enrollments: readonly SampleEnrollment[];
}

export interface SamplePerson {
  readonly PersonalID: string;
  /** What the rows about this person are drawn from; holds no seed for the odd households, so that they never change. */
  readonly key: string;
  /** The day of birth that the story goes by; null where nobody knows even roughly. */
  readonly born: CalendarDate | null;
  /** null: one that is made up. */
  readonly name: readonly [FirstName: string, LastName: string] | null;
  readonly female: boolean;
  readonly veteran: boolean;
  /** Code name only, no SSN. */
  readonly survivor: boolean;
  /** All answers are there and good. */
  readonly complete: boolean;
  /** When and by whom the client was first entered. */
  readonly since: CalendarDate;
  readonly user: SampleUser;
}

/** A set of answers: DataCollectionStage, and InformationDate. */
export interface Stage {
  readonly stage: 1 | 2 | 3 | 5;
  readonly date: CalendarDate;
  /** Only Disabilities and EmploymentEducation have it, not IncomeBenefits. */
  readonly withoutIncome?: true;
}

export interface SampleEnrollment {
  readonly EnrollmentID: string;
  readonly key: string;
  readonly HouseholdID: string | null;
  readonly person: SamplePerson;
  readonly project: SampleProject;
  readonly RelationshipToHoH: number | null;
  readonly EntryDate: CalendarDate;
  readonly ExitDate: CalendarDate | null;
  readonly MoveInDate: CalendarDate | null;
  readonly DisablingCondition: number;
  readonly stages: readonly Stage[];
  /** null: the usual ones. */
  readonly bedNights: readonly CalendarDate[] | null;
  /** The row and all that hang on it have DateDeleted. */
  readonly deleted: boolean;
  /** What Enrollment.csv shows instead of an answer by chance. */
  readonly fields: Row;
}

/** True for 18 or older at entry; unknown ages count as adult here, as a head's usually are. */
export function isAdult(enrollment: SampleEnrollment): boolean {
  const { born } = enrollment.person;
  return born === null || wholeYears(born, enrollment.EntryDate) >= 18;
}

export function isHead(enrollment: SampleEnrollment): boolean {
  return enrollment.RelationshipToHoH === 1;
}

/** Project types with permanent housing, and the two whose funder makes them ask for a MoveInDate [STD 3.20]. */
export function asksMoveIn(project: SampleProject): boolean {
  const { ProjectType, funders } = project;
  if (ProjectType === 7) return funders.includes(35);
  if (ProjectType === 6) return funders.includes(45);
  return [3, 9, 10, 13].includes(ProjectType);
}
