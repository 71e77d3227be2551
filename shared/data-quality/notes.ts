import { during, unknownCodesNote } from '../note-parts.ts';
import { countsOf, type Tally } from '../tally.ts';
import type { QualityParams } from './parameters.ts';

/** How a run was checked: which stays, by which rules, what ties to HUD's tables and what is ours, what was left out. */
export function qualityNotes(params: QualityParams, tally: Tally): string[] {
  return [
    UNIVERSE[params.universe](params),
    "HUD's rules of the APR's Q6a to Q6f (FY 2026). An element of a stay has one class, the first that applies: don't know/prefers not, information missing, data issue. No row holds the wrong value itself.",
    "Elements that begin with Ours are no part of HUD's tables: members still open after the head left, and move-in dates before the start or after the exit (of heads; of everyone where there is no head). Of Q6e only what was entered before it happened is here; the rest is in Data Entry Timing.",
    'RecordDate is the project start, the exit, the annual assessment or its anniversary, the latest contact or bed night, or the day the head left; DaysOld counts from it to the end of the range.',
    "EnteredBy and the filter by user go by who entered or last edited the exit (what is mended there), the annual assessment, or else the project start, for the client profile too: the export's own user of a profile is not kept.",
    ...(params.universe === 'hud' ? [tie(params)] : unengaged(tally)),
    ...copiedExits(params, tally),
    ...leftOut(tally),
    ...unknownCodesNote(tally),
  ];
}

const UNIVERSE: Readonly<Record<QualityParams['universe'], (params: QualityParams) => string>> = {
  all: ({ from, to }) =>
    `All stays: every stay that was active on a day ${during(from, to)}, by entry and exit dates, or began on one with an exit before the start. Somebody with several stays has the flaws of each.`,
  hud: ({ from, to }) =>
    `HUD's stays (APR Q6): clients active ${during(from, to)}, in night-by-night shelters by bed nights; in street outreach, and services only with PATH money, those engaged by ${to}; then each client's latest stay over all projects of this run. Q6f goes by entry and exit dates in night-by-night shelters, too.`,
};

function tie({ cocs, users }: QualityParams): string {
  return cocs.length + users.length === 0
    ? "The summary's totals are those of the APR's Q6a to Q6f (of Q6e its first row) for the same projects and dates."
    : "The summary's totals are not those of the APR's Q6a to Q6f: that has no filter by user or CoC.";
}

function unengaged(tally: Tally): string[] {
  const rows = tally.unengaged ?? 0;
  if (rows === 0) return [];
  return [
    `${number(rows)} ${rows === 1 ? 'row is' : 'rows are'} of clients of street outreach, or of services only with PATH money, who were not engaged by the end of the range: HUD does not count those yet.`,
  ];
}

function copiedExits({ universe }: QualityParams, tally: Tally): string[] {
  const exits = tally.copiedExits ?? 0;
  if (exits === 0) return [];
  const which = exits === 1 ? '1 exit carries' : `${number(exits)} exits carry`;
  const what = `${which} a DateCreated before the exit that is the day on which the enrollment was entered. Many exports copy that day, and it says nothing of when the exit was entered:`;
  return [
    `${what} ${universe === 'all' ? 'such exits are not listed.' : 'HUD counts such exits in Q6e, so they are listed.'}`,
  ];
}

const STAYS: Readonly<Record<string, string>> = {
  cocs: 'by CoC',
  noBedNight: 'for want of a bed night in the range (from Q6a to Q6e)',
  notEngaged: 'as the client was not engaged by the end of the range',
  notLatest: "as not the client's latest",
};

function leftOut(tally: Tally): string[] {
  const stays = countsOf(tally, 'leftOut').filter(([why]) => why !== 'users');
  const users = tally['leftOut:users'] ?? 0;
  return [
    ...(stays.length > 0
      ? [`Stays left out: ${stays.map(([why, count]) => `${number(count)} ${STAYS[why] ?? why}`).join(', ')}.`]
      : []),
    ...(users > 0 ? [`Flaws left out by user: ${number(users)}.`] : []),
  ];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
