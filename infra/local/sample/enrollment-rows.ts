import type { CalendarDate } from '../../../shared/dates.ts';
import { answered, flag, yesNo } from './answers.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment } from './family.ts';
import { isAdult, isHead } from './family.ts';
import { enrollmentMetadata, isOdd, parentMetadata } from './metadata.ts';
import type { Sample } from './options.ts';
import type { Random, Weighted } from './random.ts';
import { chance, int, pick, randomOf, weighted } from './random.ts';
import type { Row } from './row.ts';
import type { SampleProject } from './setting.ts';

/** A person's stay in a project. Its DateCreated is that of the project start. */
export function enrollmentRow(sample: Sample, enrollment: SampleEnrollment): Row {
  const random = randomOf(`${enrollment.key}/Enrollment`);
  const { EnrollmentID, HouseholdID, person, project, EntryDate, MoveInDate } = enrollment;
  const head = isHead(enrollment);
  const own = isAdult(enrollment) || head;
  const odd = isOdd(enrollment);
  return {
    EnrollmentID,
    PersonalID: person.PersonalID,
    ProjectID: project.ProjectID,
    EntryDate,
    HouseholdID,
    RelationshipToHoH: enrollment.RelationshipToHoH,
    EnrollmentCoC: head && (odd || chance(random, 0.98)) ? pick(random, project.cocs) : null,
    ...(own ? cameFrom(random, project, EntryDate) : {}),
    DisablingCondition: enrollment.DisablingCondition,
    DateOfEngagement: engagement(sample, random, enrollment),
    MoveInDate,
    ...(own ? funderFields(sample, random, enrollment) : {}),
    ...(sample.format === 'FY2024' && head ? { TranslationNeeded: flag(random, 0.04) } : {}),
    ...enrollment.fields,
    ...parentMetadata(sample, random, enrollment, EntryDate),
  };
}

/** An exit; its DateCreated is that of the project exit, unless the project's software wrote the entry's. */
export function exitRow(sample: Sample, enrollment: SampleEnrollment, ExitDate: CalendarDate): Row {
  const random = randomOf(`${enrollment.key}/Exit`);
  const { EnrollmentID, person, project } = enrollment;
  const Destination = weighted(random, destinations(project));
  const stamps = enrollmentMetadata(sample, random, enrollment, ExitDate);
  const entered = project.exitCreatedAtEntry
    ? { DateCreated: enrollmentRow(sample, enrollment).DateCreated ?? null }
    : {};
  return {
    ExitID: EnrollmentID,
    EnrollmentID,
    PersonalID: person.PersonalID,
    ExitDate,
    Destination,
    DestinationSubsidyType: Destination === 435 ? pick(random, SUBSIDIES) : null,
    OtherDestination: Destination === 17 ? 'Sample place' : null,
    HousingAssessment: project.ProjectType === 12 && isHead(enrollment) ? pick(random, [1, 2, 3, 5, 10, 99]) : null,
    ...(project.serves === 'youth' || project.serves === 'minors' ? youthExit(random) : {}),
    ...stamps,
    ...entered,
  };
}

const SUBSIDIES = [428, 419, 431, 433, 434, 420, 436, 437, 438, 439, 440];

const FROM_STREET: Weighted<number> = [
  [116, 46],
  [101, 26],
  [118, 1],
  [302, 2],
  [206, 3],
  [207, 3],
  [204, 2],
  [205, 2],
  [335, 5],
  [336, 5],
  [314, 3],
  [410, 3],
  [435, 1],
  [8, 0.7],
  [9, 0.7],
  [99, 1.6],
];
const FROM_HOME: Weighted<number> = [
  [410, 45],
  [435, 20],
  [335, 14],
  [336, 10],
  [421, 2],
  [411, 5],
  [9, 1],
  [99, 3],
];

/** Prior living situation 3.917, with its dependent fields only where their parent has the answer. */
function cameFrom(random: Random, project: SampleProject, entry: CalendarDate): Row {
  const LivingSituation = weighted(random, project.ProjectType === 12 ? FROM_HOME : FROM_STREET);
  const LengthOfStay = answered(random, () => pick(random, [10, 11, 2, 3, 4, 5]));
  const fromStreet = LivingSituation >= 100 && LivingSituation < 200;
  const institution = LivingSituation >= 200 && LivingSituation < 300;
  const asked = !fromStreet && ![0, 1, 4, 8].includes(project.ProjectType);
  const limit = institution ? [10, 11, 2, 3] : [10, 11];
  const LOSUnderThreshold = asked ? Number(limit.includes(LengthOfStay)) : null;
  const PreviousStreetESSH = LOSUnderThreshold === 1 ? flag(random, 0.6) : null;
  const homeless = !asked || PreviousStreetESSH === 1;
  return {
    LivingSituation,
    RentalSubsidyType: LivingSituation === 435 ? pick(random, SUBSIDIES) : null,
    LengthOfStay,
    LOSUnderThreshold,
    PreviousStreetESSH,
    ...(homeless ? homelessness(random, entry) : {}),
  };
}

function homelessness(random: Random, entry: CalendarDate): Row {
  const days = weighted(random, [
    [int(random, 0, 60), 50],
    [int(random, 61, 364), 25],
    [int(random, 365, 1500), 22],
    [null, 3],
  ]);
  return {
    DateToStreetESSH: days === null ? null : addDays(entry, -days),
    TimesHomelessPastThreeYears: answered(random, () => pick(random, [1, 1, 1, 2, 3, 4])),
    MonthsHomelessPastThreeYears: answered(random, () => (chance(random, 0.25) ? 113 : int(random, 101, 112))),
  };
}

function engagement(sample: Sample, random: Random, enrollment: SampleEnrollment): CalendarDate | null {
  const { project, EntryDate, ExitDate } = enrollment;
  const asked = [1, 4].includes(project.ProjectType) || project.funders.includes(21);
  if (!asked || !isAdult(enrollment) || chance(random, 0.35)) return null;
  const date = addDays(EntryDate, int(random, 0, 45));
  return date <= (ExitDate ?? sample.asOf) ? date : null;
}

/** What only some funders ask for. */
function funderFields(sample: Sample, random: Random, { project, EntryDate }: SampleEnrollment): Row {
  if (project.funders.includes(21)) {
    const ClientEnrolledInPATH = flag(random, 0.7);
    const ReasonNotEnrolled = ClientEnrolledInPATH ? null : pick(random, [1, 2, 3]);
    return { DateOfPATHStatus: addDays(EntryDate, 7), ClientEnrolledInPATH, ReasonNotEnrolled };
  }
  if (project.funders.includes(33)) {
    const screen = { PercentAMI: pick(random, [1, 2, 3]), VAMCStation: '549', TargetScreenReqd: flag(random, 0.2) };
    return sample.format === 'FY2026' ? { ...screen, MentalHealthConsultation: flag(random, 0.3) } : screen;
  }
  if (project.serves === 'youth' || project.serves === 'minors') {
    return {
      ReferralSource: answered(random, () => pick(random, [1, 2, 7, 11, 18])),
      RunawayYouth: yesNo(random, 0.3),
      FormerWardChildWelfare: yesNo(random, 0.25),
      FormerWardJuvenileJustice: yesNo(random, 0.15),
      IncarceratedParent: flag(random, 0.1),
      InsufficientIncome: flag(random, 0.6),
    };
  }
  return {};
}

function youthExit(random: Random): Row {
  const ProjectCompletionStatus = pick(random, [1, 1, 2, 3]);
  return {
    ProjectCompletionStatus,
    EarlyExitReason: ProjectCompletionStatus === 3 ? pick(random, [1, 2, 3]) : null,
    ExchangeForSex: yesNo(random, 0.04),
    WorkplaceViolenceThreats: yesNo(random, 0.03),
    CounselingReceived: flag(random, 0.4),
    DestinationSafeClient: yesNo(random, 0.9),
    DestinationSafeWorker: flag(random, 0.9),
    PosAdultConnections: flag(random, 0.8),
    PosPeerConnections: flag(random, 0.7),
    PosCommunityConnections: flag(random, 0.6),
  };
}

const TO_HOME: Weighted<number> = [
  [410, 34],
  [435, 26],
  [422, 7],
  [423, 4],
  [421, 1],
  [312, 5],
  [313, 4],
  [101, 4],
  [116, 3],
  [24, 3],
  [206, 2],
  [17, 1],
  [8, 1],
  [9, 1],
  [30, 3],
  [99, 2],
];
const TO_ANYWHERE: Weighted<number> = [
  [116, 20],
  [101, 15],
  [302, 5],
  [410, 9],
  [435, 8],
  [422, 3],
  [423, 2],
  [312, 5],
  [313, 5],
  [329, 2],
  [314, 2],
  [206, 2],
  [207, 2],
  [204, 1],
  [205, 1],
  [24, 1],
  [17, 1],
  [8, 3],
  [9, 2],
  [30, 24],
  [99, 6],
];

function destinations(project: SampleProject): Weighted<number> {
  return [2, 3, 9, 10, 12, 13].includes(project.ProjectType) ? TO_HOME : TO_ANYWHERE;
}
