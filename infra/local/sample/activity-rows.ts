import type { CalendarDate } from '../../../shared/dates.ts';
import { earlier } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment } from './family.ts';
import { isAdult, isHead } from './family.ts';
import { enrollmentMetadata } from './metadata.ts';
import type { Sample } from './options.ts';
import type { Random } from './random.ts';
import { chance, int, pick, randomOf } from './random.ts';
import type { Row } from './row.ts';

/** Bed nights of night-by-night shelters, and the services that the project's funders ask for. */
export function* servicesRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const random = randomOf(`${enrollment.key}/Services`);
  const { EnrollmentID, person, project } = enrollment;
  let number = 0;
  const row = (DateProvided: CalendarDate, service: Row): Row => ({
    ServicesID: `${EnrollmentID}_s${++number}`,
    EnrollmentID,
    PersonalID: person.PersonalID,
    DateProvided,
    ...service,
    ...enrollmentMetadata(sample, random, enrollment, DateProvided),
  });
  if (project.ProjectType === 1) {
    for (const night of enrollment.bedNights ?? bedNights(sample, random, enrollment))
      yield row(night, { RecordType: 200, TypeProvided: 200 });
    return;
  }
  if (!isAdult(enrollment) && !isHead(enrollment)) return;
  const services = project.funders.flatMap((funder) => SERVICES[funder] ?? []);
  if (services.length === 0) return;
  for (const date of datesWithin(sample, random, enrollment, 45, 4))
    yield row(date, pick(random, services)(random, date));
}

/** From the entry on, most nights and with breaks; never on the exit day. */
function* bedNights(sample: Sample, random: Random, enrollment: SampleEnrollment): Generator<CalendarDate> {
  const end = enrollment.ExitDate ?? addDays(sample.asOf, 1);
  let date = enrollment.EntryDate;
  for (let night = 0; night < 26 && date < end; night++) {
    yield date;
    date = addDays(date, chance(random, 0.8) ? 1 : int(random, 2, 25));
  }
}

/** Dates of the stay from its first day on, about `every` days apart, `atMost` of them. */
export function* datesWithin(
  sample: Sample,
  random: Random,
  { EntryDate, ExitDate }: SampleEnrollment,
  every: number,
  atMost: number,
): Generator<CalendarDate> {
  const end = earlier(ExitDate ?? sample.asOf, sample.asOf);
  let date = addDays(EntryDate, chance(random, 0.6) ? 0 : int(random, 1, every));
  for (let i = 0; i < atMost && date <= end; i++) {
    yield date;
    date = addDays(date, int(random, 1, every * 2));
  }
}

type Service = (random: Random, date: CalendarDate) => Row;

const SERVICES: Readonly<Record<number, readonly Service[]>> = {
  2: [(random) => ({ RecordType: 300, TypeProvided: int(random, 1, 4) })],
  18: [
    (random) => ({ RecordType: 143, TypeProvided: int(random, 1, 12) }),
    (random) => ({ RecordType: 151, TypeProvided: int(random, 1, 4), FAAmount: int(random, 4, 60) * 25 }),
  ],
  20: [(random) => ({ RecordType: 210, TypeProvided: pick(random, [1, 3, 5]) })],
  21: [
    (random) => ({ RecordType: 141, TypeProvided: int(random, 1, 13) }),
    (random) => ({ RecordType: 161, TypeProvided: int(random, 1, 11), ReferralOutcome: int(random, 1, 3) }),
  ],
  22: [(random) => ({ RecordType: 142, TypeProvided: pick(random, [2, 5, 6, 7, 8, 10, 14]) })],
  24: [(random) => ({ RecordType: 142, TypeProvided: pick(random, [2, 5, 6, 7, 8, 10, 14]) })],
  33: [
    (random) => ({ RecordType: 144, TypeProvided: int(random, 1, 2) }),
    (random) => ({ RecordType: 144, TypeProvided: 3, SubTypeProvided: int(random, 1, 3) }),
    (random, date) => ({
      RecordType: 152,
      TypeProvided: int(random, 1, 5),
      FAAmount: int(random, 4, 90) * 25,
      FAStartDate: date,
      FAEndDate: addDays(date, 30),
    }),
  ],
};

/** Contacts: of street outreach, PATH, night shelters now and then, and coordinated entry. */
export function* currentLivingSituationRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const { project } = enrollment;
  const every = project.funders.includes(21) || project.ProjectType === 4 ? 14 : project.ProjectType === 14 ? 45 : 0;
  if (every === 0 || (!isAdult(enrollment) && !isHead(enrollment))) return;
  const random = randomOf(`${enrollment.key}/CurrentLivingSituation`);
  let number = 0;
  for (const date of datesWithin(sample, random, enrollment, every, project.ProjectType === 14 ? 5 : 8)) {
    const CurrentLivingSituation = pick(random, [116, 116, 116, 116, 101, 101, 336, 335, 410, 435, 37, 99]);
    const housed = CurrentLivingSituation >= 300;
    const leaves = housed && project.ProjectType === 14 ? pick(random, [0, 1]) : null;
    const asked = leaves === 1 ? () => pick(random, [0, 1, 8, 99]) : () => null;
    yield {
      CurrentLivingSitID: `${enrollment.EnrollmentID}_c${++number}`,
      EnrollmentID: enrollment.EnrollmentID,
      PersonalID: enrollment.person.PersonalID,
      InformationDate: date,
      CurrentLivingSituation,
      CLSSubsidyType: CurrentLivingSituation === 435 ? pick(random, [419, 433, 434, 420]) : null,
      VerifiedBy: project.ProjectType === 14 && chance(random, 0.3) ? project.name : null,
      LeaveSituation14Days: leaves,
      SubsequentResidence: asked(),
      ResourcesToObtain: asked(),
      LeaseOwn60Day: asked(),
      MovedTwoOrMore: asked(),
      LocationDetails: chance(random, 0.05) ? 'Made-up crossing, "north" side' : null,
      ...enrollmentMetadata(sample, random, enrollment, date),
    };
  }
}
