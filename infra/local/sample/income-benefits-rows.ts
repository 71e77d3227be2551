import { answered, flag } from './answers.ts';
import type { SampleEnrollment } from './family.ts';
import { isAdult, isHead } from './family.ts';
import { enrollmentMetadata, isOdd } from './metadata.ts';
import type { Sample } from './options.ts';
import type { Random, Weighted } from './random.ts';
import { chance, int, pick, randomOf, weighted } from './random.ts';
import type { Row } from './row.ts';
import { answerStages } from './stage-rows.ts';

/** Income of adults and heads, and everyone's health insurance, at start, update, annual assessment and exit. */
export function* incomeBenefitsRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const random = randomOf(`${enrollment.key}/IncomeBenefits`);
  const own = isAdult(enrollment) || isHead(enrollment);
  const odd = isOdd(enrollment);
  for (const { stage, date, withoutIncome, number } of answerStages(enrollment)) {
    if (withoutIncome) continue;
    yield {
      IncomeBenefitsID: `${enrollment.EnrollmentID}_${number}`,
      EnrollmentID: enrollment.EnrollmentID,
      PersonalID: enrollment.person.PersonalID,
      InformationDate: date,
      ...(own ? income(random, odd) : {}),
      ...(own ? benefits(random) : {}),
      ...insurance(random, own),
      ...(own && enrollment.project.funders.includes(33) ? { ConnectionWithSOAR: flag(random, 0.1) } : {}),
      DataCollectionStage: stage,
      ...enrollmentMetadata(sample, random, enrollment, date),
    };
  }
}

const SOURCES: Weighted<string> = [
  ['Earned', 40],
  ['Unemployment', 4],
  ['SSI', 22],
  ['SSDI', 14],
  ['VADisabilityService', 3],
  ['VADisabilityNonService', 1],
  ['PrivateDisability', 1],
  ['WorkersComp', 1],
  ['TANF', 8],
  ['GA', 5],
  ['SocSecRetirement', 5],
  ['Pension', 2],
  ['ChildSupport', 6],
  ['Alimony', 1],
];

function income(random: Random, complete: boolean): Row {
  const any = complete ? flag(random, 0.5) : answered(random, () => flag(random, 0.52));
  const row: Record<string, string | number | null> = { IncomeFromAnySource: any };
  if (any > 1) return row;
  for (const [source] of SOURCES) row[source] = 0;
  row.OtherIncomeSource = 0;
  if (any === 0) return { ...row, TotalMonthlyIncome: chance(random, 0.7) ? 0 : null };
  let total = 0;
  const add = (source: string, amount: number) => {
    total += amount;
    row[source === 'OtherIncome' ? 'OtherIncomeSource' : source] = 1;
    row[`${source}Amount`] = amount;
  };
  add(weighted(random, SOURCES), amountOf(random));
  const second = weighted(random, SOURCES);
  if (row[second] === 0 && chance(random, 0.2)) add(second, amountOf(random));
  if (chance(random, 0.04)) {
    add('OtherIncome', amountOf(random));
    row.OtherIncomeSourceIdentify = 'Sample stipend';
  }
  // Some systems export the sources without their sum, some a "yes" without a source.
  if (!complete && chance(random, 0.02)) return { ...row, TotalMonthlyIncome: null };
  if (!complete && chance(random, 0.01)) return { IncomeFromAnySource: 1 };
  return { ...row, TotalMonthlyIncome: total };
}

function amountOf(random: Random): number {
  return chance(random, 0.6) ? int(random, 10, 280) * 10 : int(random, 5000, 240000) / 100;
}

const BENEFITS = ['SNAP', 'WIC', 'TANFChildCare', 'TANFTransportation', 'OtherTANF', 'OtherBenefitsSource'];

function benefits(random: Random): Row {
  const any = answered(random, () => flag(random, 0.5));
  const row: Record<string, string | number | null> = { BenefitsFromAnySource: any };
  if (any > 1) return row;
  for (const benefit of BENEFITS) row[benefit] = 0;
  if (any === 1) row[chance(random, 0.9) ? 'SNAP' : pick(random, BENEFITS.slice(1, 5))] = 1;
  return row;
}

const INSURANCES: Weighted<string> = [
  ['Medicaid', 62],
  ['Medicare', 14],
  ['SCHIP', 3],
  ['VHAServices', 5],
  ['EmployerProvided', 5],
  ['COBRA', 1],
  ['PrivatePay', 3],
  ['StateHealthIns', 6],
  ['IndianHealthServices', 1],
];

function insurance(random: Random, own: boolean): Row {
  const any = answered(random, () => flag(random, own ? 0.68 : 0.85));
  const row: Record<string, string | number | null> = { InsuranceFromAnySource: any };
  if (any > 1) return row;
  for (const [source] of INSURANCES) row[source] = 0;
  row.OtherInsurance = 0;
  if (any === 1) row[own ? weighted(random, INSURANCES) : 'Medicaid'] = 1;
  return row;
}
