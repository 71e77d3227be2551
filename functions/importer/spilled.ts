import type { CalendarDate } from '../../shared/dates.ts';
import type { EnrollmentId } from '../../shared/ids.ts';
import type { Activity, ClientNames, Enrollment, IncomeBenefits } from '../hmis/records.ts';

/** What Enrollment.csv itself gives. */
export type EnrollmentFields = Pick<
  Enrollment,
  | 'EnrollmentID'
  | 'PersonalID'
  | 'HouseholdID'
  | 'RelationshipToHoH'
  | 'EntryDate'
  | 'EnrollmentCoC'
  | 'LivingSituation'
  | 'LengthOfStay'
  | 'LOSUnderThreshold'
  | 'PreviousStreetESSH'
  | 'DateToStreetESSH'
  | 'TimesHomelessPastThreeYears'
  | 'MonthsHomelessPastThreeYears'
  | 'DisablingCondition'
  | 'DateOfEngagement'
  | 'MoveInDate'
  | 'DateCreated'
  | 'DateUpdated'
  | 'UserID'
>;

/** What Client.csv gives, names and the codes on their quality included. */
export interface ClientFields
  extends ClientNames,
    Pick<
      Enrollment,
      | 'PersonalID'
      | 'DOB'
      | 'DOBDataQuality'
      | 'VeteranStatus'
      | 'Races'
      | 'RaceNone'
      | 'Sex'
      | 'Genders'
      | 'GenderNone'
      | 'ClientDateCreated'
    > {
  readonly NameDataQuality: number | null;
  readonly SSNDataQuality: number | null;
}

/** What Exit.csv gives. */
export type ExitFields = Pick<Enrollment, 'ExitDate' | 'Destination' | 'ExitDateCreated' | 'ExitUserID'>;

/** A row on its way to its project's enrollments. */
export type Spilled =
  | { readonly is: 'enrollment'; readonly row: EnrollmentFields }
  | { readonly is: 'client'; readonly row: ClientFields }
  | { readonly is: 'exit'; readonly of: EnrollmentId; readonly row: ExitFields }
  | { readonly is: 'income'; readonly of: EnrollmentId; readonly row: IncomeBenefits }
  | { readonly is: 'disability'; readonly of: EnrollmentId }
  | { readonly is: 'otherAnnual'; readonly of: EnrollmentId; readonly date: CalendarDate }
  | { readonly is: 'activity'; readonly of: EnrollmentId; readonly row: Activity };
