import type { EnrollmentId } from '../../shared/ids.ts';
import type { Activity, AnnualIncome, ClientNames, Enrollment, QualityClass } from '../hmis/records.ts';

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

export interface IncomeRow {
  /** DataCollectionStage; null where it is blank. */
  readonly stage: number | null;
  readonly InformationDate: AnnualIncome['InformationDate'];
  readonly quality: QualityClass;
}

/** A row on its way to its project's enrollments. */
export type Spilled =
  | { readonly is: 'enrollment'; readonly row: EnrollmentFields }
  | { readonly is: 'client'; readonly row: ClientFields }
  | { readonly is: 'exit'; readonly of: EnrollmentId; readonly row: ExitFields }
  | { readonly is: 'income'; readonly of: EnrollmentId; readonly row: IncomeRow }
  | { readonly is: 'disability'; readonly of: EnrollmentId }
  | { readonly is: 'activity'; readonly of: EnrollmentId; readonly row: Activity };
