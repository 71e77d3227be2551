import { anniversariesUpTo } from '../../../shared/dates.ts';
import { annualWindow } from '../../hmis/annual-assessment.ts';
import type { AprClient } from '../../hmis/apr/apr-client.ts';
import { INCOME_AT, q6c } from '../../hmis/apr/q6c.ts';
import { incomeAtAnnual, incomeAtStart, incomeRow, rangeAtAnnual, rangeAtStart } from '../../hmis/apr/q16.ts';
import type { ProjectSlice } from '../../hmis/records.ts';
import { annualBasis } from './annual-basis.ts';
import { CLIENT_COLUMNS as C, type OfClient } from './client-columns.ts';
import { clientsInOrder } from './clients-in-order.ts';
import { CLASSES } from './data-quality-detail.ts';
import { validationCsv, yesNo } from './detail-column.ts';
import { type IncomePoint, incomeColumns } from './income-columns.ts';
import type { ValidationRun } from './validation-run.ts';

interface Detail extends OfClient {
  readonly start: IncomePoint;
  readonly annual: IncomePoint;
  readonly isRequired: boolean;
  readonly years: number;
  readonly basis: string;
}

/**
 * Income at start and at the annual assessment, and whether one is required: a row a person. `Required Annual` is its 47th
 * column, AU of a worksheet, where the guides tell people to filter. [APR, Q16]
 */
export const ANNUAL_DETAIL = validationCsv<Detail>({
  name: 'APR_2026_Annual_Detail.csv',
  families: ['ACTIVITY', 'ASSESSMENT'],
  columns: [
    C.PersonalID,
    C.HouseholdID,
    C.EnrollmentID,
    C.LastName,
    C.FirstName,
    C.DOB,
    C.Age,
    C.AgeGroup,
    C.RelationshipToHoH,
    C.HouseholdType,
    C.OrganizationID,
    C.OrganizationName,
    C.ProjectID,
    C.ProjectName,
    C.ProjectType,
    C.EntryDate,
    C.ExitDate,
    C.LeaverOrStayer,
    {
      key: 'HouseholdStartDate',
      type: 'date',
      note: 'The earliest EntryDate of anyone in the household.',
      cell: ({ client }) => client.household.start,
    },
    {
      key: 'YearsInProject',
      type: 'number',
      note: "Anniversaries of HouseholdStartDate up to the range's last day, of a leaver up to ExitDate.",
      cell: ({ years }) => years,
    },
    ...incomeColumns<Detail>(
      ({ start }) => start,
      (field) => (field === 'IncomeStatus' ? 'IncomeStatusStart' : field),
      'at start',
    ),
    ...incomeColumns<Detail>(
      ({ annual }) => annual,
      (field) => (field === 'IncomeStatus' ? 'IncomeStatusAnnual' : `Annual${field}`),
      'at the annual assessment',
    ),
    {
      key: 'AnniversaryDate',
      type: 'date',
      note: 'The anniversary that counts; blank for a leaver and in the first year.',
      cell: ({ client }) => anniversaryOf(client),
    },
    {
      key: 'WindowCloses',
      type: 'date',
      note: "30 days after AnniversaryDate. What is dated after the range's end does not count, even before this day.",
      cell: ({ client }) => {
        const anniversary = anniversaryOf(client);
        return anniversary === null ? null : annualWindow(anniversary).closes;
      },
    },
    {
      key: 'RequiredAnnual',
      header: 'Required Annual',
      type: 'text',
      note: 'Yes where an annual assessment is required of this client, child or adult; of a leaver never.',
      cell: ({ isRequired }) => yesNo(isRequired),
    },
    {
      key: 'AnnualAssessmentDate',
      type: 'date',
      note: 'Of the annual assessment that counts; blank with Required Annual Yes is a missing one.',
      cell: ({ annual }) => annual.record?.InformationDate ?? null,
    },
    {
      key: 'AnnualStatus',
      type: 'text',
      note: 'NotRequired, Completed or Missing.',
      cell: ({ client }) => (client.isLeaver ? 'NotRequired' : client.annual.status),
    },
    { key: 'Basis', type: 'text', note: 'Whose EntryDate and which record decided.', cell: ({ basis }) => basis },
  ],
  *details(slice, run, tally) {
    for (const client of clientsInOrder(slice, run.range)) {
      if (!run.isLatestInApr(client.enrollment)) continue;
      const detail = detailOf(client, slice, run);
      const [start, annual] = [detail.start.range, detail.annual.range];
      if (start !== null) tally.add(`Q16:B${incomeRow(start)}`);
      if (annual !== null) tally.add(`Q16:C${incomeRow(annual)}`);
      yield detail;
    }
  },
});

function detailOf(client: AprClient, slice: ProjectSlice, run: ValidationRun): Detail {
  const { enrollment, household, isLeaver } = client;
  const { to } = run.range;
  const judged = q6c({ ...client, to });
  const statusAt = (at: keyof typeof INCOME_AT) => {
    const income = judged.find(({ element }) => element === INCOME_AT[at]);
    return income === undefined ? 'Not asked' : CLASSES[income.quality];
  };
  return {
    client,
    start: { record: incomeAtStart(enrollment), range: rangeAtStart(client), status: statusAt('start') },
    annual: {
      record: isLeaver ? null : incomeAtAnnual(enrollment, client.annual),
      range: rangeAtAnnual(client),
      status: statusAt('annual'),
    },
    isRequired: !isLeaver && client.annual.status !== 'NotRequired',
    years: Math.max(0, anniversariesUpTo(household.start, (isLeaver ? enrollment.ExitDate : null) ?? to)),
    basis: annualBasis(client, slice, run),
  };
}

function anniversaryOf({ isLeaver, annual }: AprClient) {
  return isLeaver ? null : annual.anniversary;
}
