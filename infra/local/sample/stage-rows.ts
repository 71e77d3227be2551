import { answered, flag, yesNo } from './answers.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment, Stage } from './family.ts';
import { isAdult, isHead } from './family.ts';
import { enrollmentMetadata } from './metadata.ts';
import type { Sample } from './options.ts';
import type { Random } from './random.ts';
import { chance, int, pick, randomOf } from './random.ts';
import type { Row } from './row.ts';

/** The stages at which the project asks; coordinated entry and day shelters ask nothing of this. */
export function answerStages(enrollment: SampleEnrollment): readonly (Stage & { readonly number: number })[] {
  if (enrollment.project.ProjectType === 11 || enrollment.project.ProjectType === 14) return [];
  return enrollment.stages.map((stage, i) => ({ ...stage, number: i + 1 }));
}

/** What every stage's record begins and ends with. */
function stageRow(
  sample: Sample,
  random: Random,
  enrollment: SampleEnrollment,
  { stage, date }: Stage,
  answers: Row,
): Row {
  return {
    EnrollmentID: enrollment.EnrollmentID,
    PersonalID: enrollment.person.PersonalID,
    InformationDate: date,
    ...answers,
    DataCollectionStage: stage,
    ...enrollmentMetadata(sample, random, enrollment, date),
  };
}

/** By the specification there is no stage 5 here. */
export function* healthAndDvRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  if (!isAdult(enrollment) && !isHead(enrollment)) return;
  const random = randomOf(`${enrollment.key}/HealthAndDV`);
  const { survivor, female } = enrollment.person;
  for (const stage of answerStages(enrollment)) {
    if (stage.stage === 5) continue;
    const DomesticViolenceSurvivor = survivor ? 1 : yesNo(random, female ? 0.3 : 0.08);
    const yes = DomesticViolenceSurvivor === 1;
    const asksHealth = enrollment.project.serves === 'youth' || enrollment.project.funders.includes(33);
    yield stageRow(sample, random, enrollment, stage, {
      HealthAndDVID: `${enrollment.EnrollmentID}_${stage.number}`,
      DomesticViolenceSurvivor,
      WhenOccurred: yes ? answered(random, () => pick(random, [1, 2, 3, 4])) : null,
      CurrentlyFleeing: yes ? yesNo(random, survivor ? 0.8 : 0.3) : null,
      ...(asksHealth ? { GeneralHealthStatus: answered(random, () => int(random, 1, 5)) } : {}),
      ...(asksHealth && female ? pregnancy(random, stage) : {}),
    });
  }
}

function pregnancy(random: Random, { date }: Stage): Row {
  const PregnancyStatus = flag(random, 0.06);
  return { PregnancyStatus, DueDate: PregnancyStatus ? addDays(date, int(random, 10, 250)) : null };
}

/** DisabilityType, the letter of its DisabilitiesID, and how often it is the one. */
const DISABILITIES = [
  [5, 'P', 0.2],
  [6, 'D', 0.08],
  [7, 'C', 0.25],
  [8, 'H', 0.02],
  [9, 'M', 0.45],
  [10, 'S', 0.25],
] as const;

/** All six types at start, at some annual assessments too; one alone at an update, none at exit. SSVF does not ask. */
export function* disabilitiesRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  if (enrollment.project.funders.includes(33)) return;
  const random = randomOf(`${enrollment.key}/Disabilities`);
  // Few systems insist on these six of a child.
  if (!isAdult(enrollment) && !isHead(enrollment) && chance(random, 0.5)) return;
  // Someone with a disabling condition has at least the one that is drawn here.
  const main = pick(random, DISABILITIES)[0];
  for (const stage of answerStages(enrollment)) {
    if (stage.stage === 3) continue;
    if (stage.stage === 5 && !stage.withoutIncome && chance(random, 0.7)) continue;
    const types = stage.stage === 2 ? [pick(random, DISABILITIES)] : DISABILITIES;
    for (const [DisabilityType, letter, probability] of types) {
      const DisabilityResponse = disability(random, enrollment, DisabilityType, main, probability);
      const yes = DisabilityResponse >= 1 && DisabilityResponse <= 3;
      const asksCounts = DisabilityType === 8 && yes && enrollment.project.funders.includes(18);
      yield stageRow(sample, random, enrollment, stage, {
        DisabilitiesID: `${enrollment.EnrollmentID}_${stage.number}_${letter}`,
        DisabilityType,
        DisabilityResponse,
        IndefiniteAndImpairs:
          !yes || DisabilityType === 6 || DisabilityType === 8
            ? null
            : DisabilityType === main && enrollment.DisablingCondition === 1
              ? 1
              : 0,
        ...(asksCounts ? { TCellCountAvailable: 1, TCellCount: int(random, 200, 1200), TCellSource: 1 } : {}),
      });
    }
  }
}

function disability(
  random: Random,
  { DisablingCondition }: SampleEnrollment,
  type: number,
  main: number,
  probability: number,
): number {
  const response = type === 10 ? pick(random, [1, 2, 3]) : 1;
  if (DisablingCondition === 1) return type === main || chance(random, probability) ? response : 0;
  // "No" and "yes" to a condition that does not impair go together; types 6 and 8 always count as disabling.
  if (DisablingCondition === 0) return type !== 6 && type !== 8 && chance(random, probability / 8) ? response : 0;
  return DisablingCondition;
}

/** Adults and heads of the projects that train and place people, and of those for youth. */
export function* employmentEducationRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const { project } = enrollment;
  const asks = ['youth', 'minors', 'veterans'].includes(project.serves) || [2, 3, 10, 13].includes(project.ProjectType);
  if (!asks || (!isAdult(enrollment) && !isHead(enrollment))) return;
  const random = randomOf(`${enrollment.key}/EmploymentEducation`);
  for (const stage of answerStages(enrollment)) {
    const Employed = yesNo(random, 0.35);
    yield stageRow(sample, random, enrollment, stage, {
      EmploymentEducationID: `${enrollment.EnrollmentID}_${stage.number}`,
      LastGradeCompleted: answered(random, () => pick(random, [1, 2, 3, 4, 5, 6, 7])),
      SchoolStatus: project.serves === 'youth' ? answered(random, () => int(random, 1, 7)) : null,
      Employed,
      EmploymentType: Employed === 1 ? int(random, 1, 3) : null,
      NotEmployedReason: Employed === 0 ? int(random, 1, 3) : null,
    });
  }
}

/** Start and exit of youth and of the children in families. */
export function* youthEducationStatusRows(sample: Sample, enrollment: SampleEnrollment): Generator<Row> {
  const { project } = enrollment;
  const youth = project.serves === 'youth' || project.serves === 'minors';
  if (!youth && (isAdult(enrollment) || ![2, 13].includes(project.ProjectType))) return;
  const random = randomOf(`${enrollment.key}/YouthEducationStatus`);
  for (const stage of answerStages(enrollment)) {
    if (stage.stage !== 1 && stage.stage !== 3) continue;
    const CurrentSchoolAttend = answered(random, () => int(random, 0, 2));
    yield stageRow(sample, random, enrollment, stage, {
      YouthEducationStatusID: `${enrollment.EnrollmentID}_${stage.number}`,
      CurrentSchoolAttend,
      MostRecentEdStatus: CurrentSchoolAttend === 0 ? answered(random, () => int(random, 0, 5)) : null,
      CurrentEdStatus: CurrentSchoolAttend === 1 || CurrentSchoolAttend === 2 ? int(random, 0, 4) : null,
    });
  }
}
