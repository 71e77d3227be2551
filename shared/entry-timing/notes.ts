import { during, unknownCodesNote } from '../note-parts.ts';
import { countsOf, type Tally } from '../tally.ts';
import { exitDatesByProject, recordCounts } from './counts.ts';
import { addExitDates, lacksExitDates, NO_EXIT_DATES, NOT_CARRIED } from './exit-dates.ts';
import type { TimingParams } from './parameters.ts';
import { type RecordType, timedTypes } from './record-types.ts';

/** How a run was counted: which records, from which day to which, what the figures mean, what was left out and why. */
export function timingNotes(params: TimingParams, tally: Tally): string[] {
  return [
    ...exitDatesLacking(params, tally),
    UNIVERSE[params.universe](params),
    ...timedTypes(params).map((type) => TIMED[type](params.from, params.to)),
    `Days are calendar days from the event to the day it was entered; the time of day does not count. Within the standard: 0 to ${params.standardDays}.`,
    'In the summary, mean, median and 90th percentile (nearest rank: so many days were enough for at least 90 % of the records) are of records with 0 days or more; % within standard is of all records with a DateCreated.',
    ...odd(tally),
    ...(params.universe === 'hud' ? hud(params, tally) : []),
    ...leftOut(tally),
    ...unknownCodesNote(tally),
    "EnteredBy and the filter by user go by each record's own UserID: HUD's field for who entered or last edited it.",
  ];
}

const UNIVERSE: Readonly<Record<TimingParams['universe'], (params: TimingParams) => string>> = {
  all: ({ from, to }) =>
    `All records dated ${during(from, to)}, of whatever stay, also where the date lies outside the stay.`,
  hud: ({ from, to }) =>
    `HUD's records (APR Q6e): clients active ${during(from, to)}, in night-by-night shelters by bed nights; in street outreach, and services only with PATH money, those engaged by ${to}; then each client's latest stay over all projects of this run. Exits are of leavers only.`,
};

const TIMED: Readonly<Record<RecordType, (from: string, to: string) => string>> = {
  starts: (from, to) => `Project starts: EntryDate ${during(from, to)}, timed to the enrollment's DateCreated.`,
  exits: (from, to) =>
    `Project exits: ExitDate ${during(from, to)}, timed to the exit's own DateCreated. A later exit does not count.`,
  annualAssessments: (from, to) =>
    `Annual assessments: income records of stage 5 with InformationDate ${during(from, to)}, timed to their DateCreated.`,
  currentLivingSituations: (from, to) =>
    `Current living situations: InformationDate ${during(from, to)}, timed to their DateCreated.`,
  bedNights: (from, to) => `Bed nights: DateProvided ${during(from, to)}, timed to their DateCreated.`,
};

/** Names of projects in one note; the others are counted, and have their remark in the summary. */
const NAMED_PROJECTS = 40;

function exitDatesLacking(params: TimingParams, tally: Tally): string[] {
  const exits = recordCounts(tally).filter(({ type }) => type === 'exits');
  if (params.type === 'starts' || exits.length === 0) return [];
  const byProject = exitDatesByProject(tally);
  const lacking = new Map(
    exits
      .filter(({ ProjectID }) => lacksExitDates(byProject.get(ProjectID) ?? NO_EXIT_DATES))
      .map(({ ProjectID, ProjectName }) => [ProjectID as string, ProjectName]),
  );
  const whole = [...byProject.values()].reduce(addExitDates, NO_EXIT_DATES);
  const wholeLacks = lacksExitDates(whole);
  if (lacking.size === 0 && !wholeLacks) return [];
  const parts = [...byProject].filter(([project]) => lacking.has(project)).map(([, dates]) => dates);
  const { dated, asEnrollment, beforeExit } = wholeLacks ? whole : parts.reduce(addExitDates, NO_EXIT_DATES);
  const names = [...lacking.values()].sort().slice(0, NAMED_PROJECTS);
  const more = lacking.size > names.length ? ` and ${lacking.size - names.length} more` : '';
  const which = lacking.size === 0 ? '' : ` Projects where it shows: ${names.join(', ')}${more}.`;
  return [
    `Warning: ${NOT_CARRIED} Of ${number(dated)} exits ${wholeLacks ? 'in all' : 'there'}, ${number(asEnrollment)} carry the day on which their enrollment was entered, and ${number(beforeExit)} a day before the exit. The values are shown all the same.${which}`,
  ];
}

function odd(tally: Tally): string[] {
  const early = tally.early ?? 0;
  const undated = tally.undated ?? 0;
  return [
    ...(early > 0
      ? [
          `${records(early)} ${were(early)} entered before the event (< 0 days): not within the standard, and no part of mean, median and percentile.`,
        ]
      : []),
    ...(undated > 0
      ? [`${records(undated)} ${undated === 1 ? 'has' : 'have'} no DateCreated: in no band, counted apart.`]
      : []),
  ];
}

function hud(params: TimingParams, tally: Tally): string[] {
  const engaged = tally.engagedOnLastDay ?? 0;
  const asQ6e = params.type === 'both' && params.recordTypes.length + params.users.length + params.cocs.length === 0;
  return [
    ...(engaged > 0
      ? [
          `${records(engaged)} ${engaged === 1 ? 'is' : 'are'} of clients engaged on ${params.to} itself: kept, as HUD answered to vendors; the glossary, which says “prior to”, taken literally would leave them out.`,
        ]
      : []),
    asQ6e
      ? "The totals are those of the APR's Q6e for the same projects and dates."
      : "The totals are not those of the APR's Q6e: that has starts and exits, no other records, and no filter by user or CoC.",
  ];
}

const REASONS: Readonly<Record<string, string>> = {
  fundingSources: 'by funding source',
  notActive: 'as of stays that were not active in the range',
  noBedNight: 'for want of a bed night in the range',
  notEngaged: 'as the client was not engaged by the end of the range',
  notLatest: "as not of the client's latest stay",
  cocs: 'by CoC',
  users: 'by user',
};

function leftOut(tally: Tally): string[] {
  const counts = countsOf(tally, 'leftOut');
  if (counts.length === 0) return [];
  return [`Records left out: ${counts.map(([why, count]) => `${number(count)} ${REASONS[why] ?? why}`).join(', ')}.`];
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${number(count)} records`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
