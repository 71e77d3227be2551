import { calendarDate, later } from '../../../shared/dates.ts';
import { answered, flag, yesNo } from './answers.ts';
import { addDays } from './days.ts';
import type { SamplePerson } from './family.ts';
import { metadata, sameDay } from './metadata.ts';
import { firstName, lastFourSsn, lastName, neverIssuedSsn } from './names.ts';
import type { Sample } from './options.ts';
import type { Random, Weighted } from './random.ts';
import { chance, int, pick, randomOf, weighted } from './random.ts';
import type { Row } from './row.ts';

/** A client, with the gaps that HUD's data quality tests look for. */
export function clientRow(sample: Sample, person: SamplePerson): Row {
  const random = randomOf(`${person.key}/Client`);
  const stamps = person.complete
    ? sameDay(sample, person.user, person.since)
    : metadata(sample, random, person.user, person.since);
  return {
    PersonalID: person.PersonalID,
    ...names(random, person),
    ...ssn(random, person),
    ...dob(sample, random, person),
    ...races(sample, random, person),
    ...(sample.format === 'FY2024' ? genders(random, person) : { Sex: sex(random, person) }),
    ...military(random, person),
    ...stamps,
  };
}

function names(random: Random, { name, complete, survivor }: SamplePerson): Row {
  if (survivor) return { FirstName: 'Code', LastName: `Name${int(random, 1000, 9999)}`, NameDataQuality: 2 };
  const [FirstName, LastName] = name ?? [firstName(random), lastName(random)];
  const MiddleName = chance(random, 0.3) ? pick(random, ['Q', 'Exempla', 'Mock']) : null;
  const NameSuffix = chance(random, 0.03) ? pick(random, ['Jr.', 'III']) : null;
  const all = { FirstName, MiddleName, LastName, NameSuffix, NameDataQuality: 1 };
  if (complete || chance(random, 0.96)) return all;
  return pick<Row>(random, [
    { NameDataQuality: 99 },
    { NameDataQuality: 9 },
    { FirstName, NameDataQuality: 8 },
    { ...all, NameDataQuality: 2 },
    { ...all, NameDataQuality: 99 },
  ]);
}

function ssn(random: Random, person: SamplePerson): Row {
  if (person.survivor) return { SSNDataQuality: 9 };
  const kind = weighted(random, [
    ['lastFour', 60],
    ['full', person.complete ? 0 : 26],
    ['none', person.complete ? 0 : 13],
    ['zeros', person.complete ? 0 : 1],
  ]);
  if (kind === 'lastFour') return { SSN: lastFourSsn(random), SSNDataQuality: 2 };
  if (kind === 'full') return { SSN: neverIssuedSsn(random), SSNDataQuality: 1 };
  if (kind === 'zeros') return { SSN: '000000000', SSNDataQuality: 1 };
  return { SSN: null, SSNDataQuality: pick(random, [8, 9, 99]) };
}

function dob(sample: Sample, random: Random, person: SamplePerson): Row {
  if (person.born === null) return { DOB: null, DOBDataQuality: pick(random, [8, 9, 99]) };
  if (person.complete || chance(random, 0.95)) return { DOB: person.born, DOBDataQuality: 1 };
  return pick<Row>(random, [
    { DOB: `${person.born.slice(0, 4)}-01-01`, DOBDataQuality: 2 },
    { DOB: person.born, DOBDataQuality: 99 },
    { DOB: null, DOBDataQuality: 99 },
    { DOB: calendarDate('1900-01-01'), DOBDataQuality: 1 },
    { DOB: later(person.born, addDays(sample.start, int(random, 0, 900))), DOBDataQuality: 1 },
  ]);
}

const RACES: Weighted<string> = [
  ['BlackAfAmerican', 38],
  ['White', 34],
  ['Hispanic', 20],
  ['AmIndAKNative', 3],
  ['Asian', 2],
  ['MidEastNAfrican', 1.5],
  ['NativeHIPacific', 1.5],
];

function races(sample: Sample, random: Random, person: SamplePerson): Row {
  const hispanic = sample.format === 'FY2024' ? 'HispanicLatinaeo' : 'HispanicLatinao';
  const row: Record<string, number | string | null> = {};
  for (const [race] of RACES) row[race === 'Hispanic' ? hispanic : race] = 0;
  if (!person.complete && chance(random, 0.05)) return { ...row, RaceNone: pick(random, [8, 9, 99]) };
  for (let n = chance(random, 0.1) ? 2 : 1; n > 0; n--) {
    const race = weighted(random, RACES);
    row[race === 'Hispanic' ? hispanic : race] = 1;
  }
  if (chance(random, 0.01)) row.AdditionalRaceEthnicity = 'Testlander';
  return row;
}

function sex(random: Random, person: SamplePerson): number | null {
  if (person.complete || chance(random, 0.97)) return person.female ? 0 : 1;
  return pick(random, [8, 9, 99, null]);
}

function genders(random: Random, person: SamplePerson): Row {
  const none = { Woman: 0, Man: 0, NonBinary: 0, CulturallySpecific: 0, Transgender: 0, Questioning: 0 };
  const no = { ...none, DifferentIdentity: 0 };
  if (!person.complete && chance(random, 0.03)) return { ...no, GenderNone: pick(random, [8, 9, 99]) };
  if (chance(random, 0.015)) return { ...no, NonBinary: 1 };
  if (chance(random, 0.005)) return { ...no, DifferentIdentity: 1, DifferentIdentityText: 'Sampled' };
  const Transgender = flag(random, 0.01);
  return person.female ? { ...no, Woman: 1, Transgender } : { ...no, Man: 1, Transgender };
}

const THEATERS = ['WorldWarII', 'KoreanWar', 'VietnamWar', 'DesertStorm', 'AfghanistanOEF', 'IraqOIF', 'IraqOND'];

function military(random: Random, person: SamplePerson): Row {
  const wasChild = person.born !== null && person.born.slice(0, 4) > String(Number(person.since.slice(0, 4)) - 18);
  if (wasChild) return { VeteranStatus: chance(random, 0.8) ? 0 : 99 };
  if (!person.veteran) return { VeteranStatus: person.complete ? 0 : answered(random, () => 0) };
  const entered = Number(person.born?.slice(0, 4) ?? 1980) + int(random, 18, 24);
  return {
    VeteranStatus: 1,
    YearEnteredService: entered,
    YearSeparated: entered + int(random, 2, 12),
    ...Object.fromEntries(THEATERS.map((theater) => [theater, 0])),
    DesertStorm: yesNo(random, 0.2),
    AfghanistanOEF: yesNo(random, 0.25),
    IraqOIF: yesNo(random, 0.25),
    OtherTheater: flag(random, 0.1),
    MilitaryBranch: pick(random, [1, 2, 3, 4, 6]),
    DischargeStatus: answered(random, () => pick(random, [1, 1, 1, 2, 4, 6])),
  };
}
