import type { CsvFile } from '../../../functions/importer/csv-files.ts';
import { currentLivingSituationRows, servicesRows } from './activity-rows.ts';
import { clientRow } from './client-row.ts';
import { assessmentQuestionsRows, assessmentResultsRows, assessmentRows, eventRows } from './coordinated-entry-rows.ts';
import { enrollmentRow, exitRow } from './enrollment-rows.ts';
import type { SampleEnrollment, SampleFamily } from './family.ts';
import { incomeBenefitsRows } from './income-benefits-rows.ts';
import type { Sample } from './options.ts';
import {
  affiliationRows,
  ceParticipationRows,
  exportRows,
  funderRows,
  hmisParticipationRows,
  inventoryRows,
  organizationRows,
  projectCoCRows,
  projectRows,
  userRows,
} from './project-rows.ts';
import type { Row } from './row.ts';
import type { Setting } from './setting.ts';
import { disabilitiesRows, employmentEducationRows, healthAndDvRows, youthEducationStatusRows } from './stage-rows.ts';

type FileRows = (sample: Sample, setting: Setting, families: Iterable<SampleFamily>) => Iterator<Row>;

/** Where each file's rows come from. */
export const ROWS: Readonly<Record<CsvFile, FileRows>> = {
  Export: exportRows,
  Organization: organizationRows,
  User: userRows,
  Project: projectRows,
  Funder: funderRows,
  ProjectCoC: projectCoCRows,
  HMISParticipation: hmisParticipationRows,
  Client: clientRows,
  Enrollment: perEnrollment((sample, enrollment) => [enrollmentRow(sample, enrollment)]),
  Exit: perEnrollment((sample, enrollment) =>
    enrollment.ExitDate ? [exitRow(sample, enrollment, enrollment.ExitDate)] : [],
  ),
  IncomeBenefits: perEnrollment(incomeBenefitsRows),
  HealthAndDV: perEnrollment(healthAndDvRows),
  Disabilities: perEnrollment(disabilitiesRows),
  Services: perEnrollment(servicesRows),
  CurrentLivingSituation: perEnrollment(currentLivingSituationRows),
  EmploymentEducation: perEnrollment(employmentEducationRows),
  YouthEducationStatus: perEnrollment(youthEducationStatusRows),
  Inventory: inventoryRows,
  CEParticipation: ceParticipationRows,
  Assessment: perEnrollment(assessmentRows),
  AssessmentQuestions: perEnrollment(assessmentQuestionsRows),
  AssessmentResults: perEnrollment(assessmentResultsRows),
  Event: perEnrollment(eventRows),
  Affiliation: affiliationRows,
};

function* clientRows(sample: Sample, _: Setting, families: Iterable<SampleFamily>): Generator<Row> {
  for (const { persons } of families) {
    for (const person of persons) yield clientRow(sample, person);
  }
}

function perEnrollment(rows: (sample: Sample, enrollment: SampleEnrollment) => Iterable<Row>): FileRows {
  return function* (sample, _, families) {
    for (const { enrollments } of families) {
      for (const enrollment of enrollments) yield* rows(sample, enrollment);
    }
  };
}
