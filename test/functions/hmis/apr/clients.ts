import { type AprClient, aprClients } from '../../../../functions/hmis/apr/apr-client.ts';
import { households } from '../../../../functions/hmis/household.ts';
import type { Enrollment, IncomeBenefits, Project } from '../../../../functions/hmis/records.ts';
import type { DateRange } from '../../../../shared/dates.ts';
import { type EnrollmentFields, enrollment, project, range } from '../enrollment.ts';

/** The range of the tests: a year whose last day is 2022-09-30. */
export const YEAR = range('2021-10-01', '2022-09-30');

/** The clients of one household H1, in the order given; those who are not active in the range are left out. */
export function clientsOf(
  members: readonly EnrollmentFields[],
  { within = YEAR, of = project() }: { readonly within?: DateRange; readonly of?: Project } = {},
): AprClient[] {
  const enrollments = members.map((fields, i) => member(fields, i));
  const clients = households(enrollments).flatMap((household) => aprClients(household, of, within));
  return enrollments.flatMap((one) => clients.filter((client) => client.enrollment === one));
}

/** One person alone; fails where they are not active in the range. */
export function clientOf(fields: EnrollmentFields = {}, options: Parameters<typeof clientsOf>[1] = {}): AprClient {
  const [only] = clientsOf([fields], options);
  if (!only) throw new Error('Not active in the range.');
  return only;
}

function member(fields: EnrollmentFields, i: number): Enrollment {
  return enrollment({ EnrollmentID: `E${i + 1}`, HouseholdID: 'H1', ...fields });
}

/** Income records as the importer keeps them: all of them, and those of stage 5 apart. */
export function incomes(...IncomeBenefits: readonly IncomeBenefits[]): EnrollmentFields {
  return {
    IncomeBenefits,
    HasIncomeRecord: IncomeBenefits.length > 0,
    AnnualIncomes: IncomeBenefits.filter(({ DataCollectionStage }) => DataCollectionStage === 5).map(
      ({ InformationDate, quality, DateCreated, UserID }) => ({ InformationDate, quality, DateCreated, UserID }),
    ),
  };
}
