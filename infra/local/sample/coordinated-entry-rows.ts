import type { CalendarDate } from '../../../shared/dates.ts';
import { datesWithin } from './activity-rows.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment } from './family.ts';
import { isHead } from './family.ts';
import { enrollmentMetadata, parentMetadata } from './metadata.ts';
import type { Sample } from './options.ts';
import { chance, int, pick, randomOf } from './random.ts';
import type { Row } from './row.ts';

/** Assessments, their questions and results, and events: of heads in coordinated entry projects alone. */
interface Assessed {
  readonly AssessmentID: string;
  readonly date: CalendarDate;
}

function* assessed(sample: Sample, enrollment: SampleEnrollment): Generator<Assessed> {
  if (enrollment.project.ProjectType !== 14 || !isHead(enrollment)) return;
  const random = randomOf(`${enrollment.key}/assessed`);
  let number = 0;
  for (const date of datesWithin(sample, random, enrollment, 150, 2))
    yield { AssessmentID: `${enrollment.EnrollmentID}_a${++number}`, date };
}

export function* assessmentRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const random = randomOf(`${enrollment.key}/Assessment`);
  for (const { AssessmentID, date } of assessed(sample, enrollment)) {
    yield {
      AssessmentID,
      ...ids(enrollment),
      AssessmentDate: date,
      AssessmentLocation: enrollment.project.name,
      AssessmentType: int(random, 1, 3),
      AssessmentLevel: int(random, 1, 2),
      PrioritizationStatus: chance(random, 0.8) ? 1 : 2,
      ...parentMetadata(sample, random, enrollment, date),
    };
  }
}

const QUESTIONS = ['nights_without_shelter', 'wants_housing'];

export function* assessmentQuestionsRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const random = randomOf(`${enrollment.key}/AssessmentQuestions`);
  for (const { AssessmentID, date } of assessed(sample, enrollment)) {
    for (const [i, AssessmentQuestion] of QUESTIONS.entries()) {
      yield {
        AssessmentQuestionID: `${AssessmentID}_q${i + 1}`,
        AssessmentID,
        ...ids(enrollment),
        AssessmentQuestionGroup: 'Sample triage',
        AssessmentQuestionOrder: i + 1,
        AssessmentQuestion,
        AssessmentAnswer: i === 0 ? String(int(random, 0, 30)) : pick(random, ['Yes', 'No']),
        ...enrollmentMetadata(sample, random, enrollment, date),
      };
    }
  }
}

export function* assessmentResultsRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const random = randomOf(`${enrollment.key}/AssessmentResults`);
  for (const { AssessmentID, date } of assessed(sample, enrollment)) {
    yield {
      AssessmentResultID: `${AssessmentID}_r1`,
      AssessmentID,
      ...ids(enrollment),
      AssessmentResultType: 'score',
      AssessmentResult: String(int(random, 0, 17)),
      ...enrollmentMetadata(sample, random, enrollment, date),
    };
  }
}

/** CE events of HUD's list: 1 to 9 are access and referrals to services, 10 to 18 referrals to beds and housing. */
export function* eventRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  if (enrollment.project.ProjectType !== 14 || !isHead(enrollment)) return;
  const random = randomOf(`${enrollment.key}/Event`);
  let number = 0;
  for (const date of datesWithin(sample, random, enrollment, 60, 3)) {
    const Event = int(random, 1, 18);
    const answeredReferral = Event >= 10 && chance(random, 0.7);
    const result = addDays(date, int(random, 0, 30));
    yield {
      EventID: `${enrollment.EnrollmentID}_e${++number}`,
      ...ids(enrollment),
      EventDate: date,
      Event,
      ProbSolDivRRResult: Event === 2 ? int(random, 0, 1) : null,
      ReferralCaseManageAfter: Event === 5 ? int(random, 0, 1) : null,
      LocationCrisisOrPHHousing: Event >= 10 ? enrollment.project.name : null,
      ReferralResult: answeredReferral && result <= sample.asOf ? pick(random, [1, 1, 2, 3]) : null,
      ResultDate: answeredReferral && result <= sample.asOf ? result : null,
      ...enrollmentMetadata(sample, random, enrollment, date),
    };
  }
}

function ids({ EnrollmentID, person }: SampleEnrollment): Row {
  return { EnrollmentID, PersonalID: person.PersonalID };
}
