import type { Cell } from '../../../shared/column.ts';
import type { IncomeRange } from '../../hmis/apr/q16.ts';
import { earnedIncome, otherIncome, totalIncome } from '../../hmis/apr/total-income.ts';
import { label } from '../../hmis/labels.ts';
import { NO_YES_REASONS } from '../../hmis/lists/client.ts';
import type { IncomeBenefits } from '../../hmis/records.ts';
import type { DetailColumn } from './detail-column.ts';

/** An income record at one of its points, and what Q16 and Q6c make of it. */
export interface IncomePoint {
  readonly record: IncomeBenefits | null;
  readonly range: IncomeRange | null;
  /** In the words of Q6c's columns. */
  readonly status: string;
}

/** The twelve columns of an income record; `key` and `when` tell its point. */
export function incomeColumns<Detail>(
  point: (detail: Detail) => IncomePoint,
  key: (field: string) => string,
  when: string,
): DetailColumn<Detail>[] {
  const column = (
    field: string,
    type: DetailColumn<Detail>['type'],
    note: string,
    cell: (record: IncomeBenefits) => Cell,
  ): DetailColumn<Detail> => ({
    key: key(field),
    type,
    note: `${note} (${when})`,
    cell: (detail) => {
      const { record } = point(detail);
      return record === null ? null : cell(record);
    },
  });
  const answer = (field: string, code: (record: IncomeBenefits) => number | null) =>
    column(field, 'text', "HUD's label.", (record) => label(NO_YES_REASONS, code(record)).text);
  return [
    column('IncomeInformationDate', 'date', 'Date of the income record.', (record) => record.InformationDate),
    answer('IncomeFromAnySource', (record) => record.IncomeFromAnySource),
    column(
      'TotalMonthlyIncome',
      'number',
      "By HUD's chart: as entered, else the sum of the sources, else 0 or blank; dollars.",
      (record) => totalIncome(record).total,
    ),
    column('EarnedAmount', 'number', 'Earned income; dollars.', earnedIncome),
    column('OtherIncomeAmount', 'number', 'TotalMonthlyIncome less EarnedAmount; dollars.', otherIncome),
    {
      key: key('IncomeRange'),
      type: 'text',
      note: `The row of Q16 that counts this adult; blank for whom it does not count. (${when})`,
      cell: (detail) => point(detail).range,
    },
    answer('BenefitsFromAnySource', (record) => record.BenefitsFromAnySource),
    column('SNAP', 'text', 'Yes or No; blank where nothing was answered.', ({ Benefits, BenefitsFromAnySource }) =>
      chosen('SNAP', Benefits, BenefitsFromAnySource),
    ),
    answer('InsuranceFromAnySource', (record) => record.InsuranceFromAnySource),
    ...['Medicaid', 'Medicare'].map((field) =>
      column(field, 'text', 'Yes or No; blank where nothing was answered.', ({ Insurances, InsuranceFromAnySource }) =>
        chosen(field, Insurances, InsuranceFromAnySource),
      ),
    ),
    {
      key: key('IncomeStatus'),
      type: 'text',
      note: `How Q6c judges the record; Not asked where it does not. (${when})`,
      cell: (detail) => point(detail).status,
    },
  ];
}

function chosen(field: string, fields: readonly string[], fromAny: number | null): 'Yes' | 'No' | null {
  if (fields.includes(field)) return 'Yes';
  return fromAny === 0 || fromAny === 1 ? 'No' : null;
}
