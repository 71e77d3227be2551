import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import type { Stage } from './family.ts';
import type { OddDates } from './odd-dates.ts';
import type { Row } from './row.ts';

export interface OddMember {
  /** The person's number in the household; the member's own unless a person is there twice. */
  readonly person?: number;
  /** Years old at entry to the day, 40 unless said; a date of birth; or null: unknown. */
  readonly age?: number | CalendarDate | null;
  /** RelationshipToHoH; 1 unless said. */
  readonly rel?: number;
  readonly entry: CalendarDate;
  readonly exit?: CalendarDate;
  readonly moveIn?: CalendarDate;
  /** Beside stage 1 at entry and stage 3 at exit. */
  readonly stages?: readonly Stage[];
  readonly bedNights?: readonly CalendarDate[];
  readonly fields?: Row;
}

export interface OddHousehold {
  /** In every sample of every seed; its enrollments are `<HouseholdID>_1`, `_2`, in the members' order. */
  readonly HouseholdID: string;
  readonly shows: string;
  readonly ProjectID: 'odd_shelter' | 'odd_night_shelter' | 'odd_supportive' | 'odd_rehousing';
  readonly members: (on: OddDates) => readonly OddMember[];
}

const CHRONIC_BUT_FOR_DATES = {
  LivingSituation: 116,
  LengthOfStay: 5,
  LOSUnderThreshold: null,
  PreviousStreetESSH: null,
  TimesHomelessPastThreeYears: 1,
  MonthsHomelessPastThreeYears: 101,
  DisablingCondition: 1,
};

/**
 * Households on the edges of HUD's rules: for tests and guides to point at. They are the same whatever the seed, and move
 * with the export's end.
 */
export const ODD_HOUSEHOLDS: readonly OddHousehold[] = [
  {
    HouseholdID: 'odd_bed_night_on_exit_day',
    shows: 'A bed night on the exit day, the point-in-time night: it does not count, the client is not in residence.',
    ProjectID: 'odd_night_shelter',
    members: ({ pit }) => {
      const entry = addDays(pit, -2);
      return [{ entry, exit: pit, bedNights: [entry, addDays(pit, -1), pit] }];
    },
  },
  {
    HouseholdID: 'odd_no_bed_night_on_pit',
    shows: 'Enrolled over the point-in-time night without a bed night on it.',
    ProjectID: 'odd_night_shelter',
    members: ({ pit }) => [
      { entry: addDays(pit, -1), exit: addDays(pit, 2), bedNights: [addDays(pit, -1), addDays(pit, 1)] },
    ],
  },
  {
    HouseholdID: 'odd_exit_on_pit',
    shows: 'ExitDate on the point-in-time date: active by dates, not in residence.',
    ProjectID: 'odd_shelter',
    members: ({ pit }) => [{ entry: addDays(pit, -20), exit: pit }],
  },
  {
    HouseholdID: 'odd_entry_on_pit',
    shows: 'EntryDate on the point-in-time date: active and in residence.',
    ProjectID: 'odd_shelter',
    members: ({ pit }) => [{ entry: pit, exit: addDays(pit, 20) }],
  },
  {
    HouseholdID: 'odd_same_day_stay',
    shows: 'Entry and exit on one day, the point-in-time date: 0 days, never in residence.',
    ProjectID: 'odd_shelter',
    members: ({ pit }) => [{ entry: pit, exit: pit }],
  },
  {
    HouseholdID: 'odd_move_in_on_entry',
    shows: 'MoveInDate on the day of entry: valid.',
    ProjectID: 'odd_rehousing',
    members: ({ pit }) => [{ entry: pit, moveIn: pit }],
  },
  {
    HouseholdID: 'odd_move_in_on_exit',
    shows: 'MoveInDate on the day of exit: valid, yet never in residence.',
    ProjectID: 'odd_rehousing',
    members: ({ pit }) => [{ entry: addDays(pit, -30), exit: addDays(pit, 60), moveIn: addDays(pit, 60) }],
  },
  {
    HouseholdID: 'odd_move_in_after_export',
    shows: 'MoveInDate the day after the export ends: no date yet.',
    ProjectID: 'odd_rehousing',
    members: ({ end }) => [{ entry: addDays(end, -60), moveIn: addDays(end, 1) }],
  },
  {
    HouseholdID: 'odd_move_in_before_entry',
    shows: 'MoveInDate the day before the entry: not usable.',
    ProjectID: 'odd_rehousing',
    members: ({ end }) => [{ entry: addDays(end, -60), moveIn: addDays(end, -61) }],
  },
  {
    HouseholdID: 'odd_out_on_move_in_day',
    shows: 'A member who left on the day the head moved in takes that date; one who left the day before does not.',
    ProjectID: 'odd_supportive',
    members: ({ pit }) => [
      { entry: addDays(pit, -40), moveIn: addDays(pit, -10) },
      { entry: addDays(pit, -40), rel: 3, exit: addDays(pit, -10) },
      { entry: addDays(pit, -40), rel: 5, exit: addDays(pit, -11) },
    ],
  },
  {
    HouseholdID: 'odd_in_after_move_in',
    shows: 'A member who joined after the head moved in takes the own EntryDate as MoveInDate.',
    ProjectID: 'odd_supportive',
    members: ({ pit }) => [
      { entry: addDays(pit, -40), moveIn: addDays(pit, -10) },
      { entry: addDays(pit, 15), rel: 3 },
    ],
  },
  {
    HouseholdID: 'odd_in_on_anniversary',
    shows: 'One member entered on the anniversary: required; one the day after: not required.',
    ProjectID: 'odd_supportive',
    members: ({ start, anniversary }) => [
      { entry: start, moveIn: start, stages: [{ stage: 5, date: anniversary }] },
      { entry: anniversary, rel: 3 },
      { entry: addDays(anniversary, 1), rel: 5 },
    ],
  },
  annual('odd_annual_31_days_before', -31, 'the day before the window opens: outside it'),
  annual('odd_annual_30_days_before', -30, 'the first day of the window: done'),
  annual('odd_annual_30_days_after', 30, 'the last day of the window: done'),
  annual('odd_annual_31_days_after', 31, 'the day after the window closed: outside it'),
  {
    HouseholdID: 'odd_stage_2_in_window',
    shows: 'An update (stage 2) in the window is no annual assessment.',
    ProjectID: 'odd_supportive',
    members: ({ start, anniversary }) => [{ entry: start, moveIn: start, stages: [{ stage: 2, date: anniversary }] }],
  },
  {
    HouseholdID: 'odd_annual_without_income',
    shows: 'Stage 5 in Disabilities and EmploymentEducation, none in IncomeBenefits: incomplete, not done.',
    ProjectID: 'odd_supportive',
    members: ({ start, anniversary }) => [
      { entry: start, moveIn: start, stages: [{ stage: 5, date: anniversary, withoutIncome: true }] },
    ],
  },
  {
    HouseholdID: 'odd_annual_on_export_end',
    shows: 'An annual assessment on the last day of the export, its window still open.',
    ProjectID: 'odd_supportive',
    members: ({ end }) => [{ entry: addYears(addDays(end, -10), -1), moveIn: end, stages: [{ stage: 5, date: end }] }],
  },
  {
    HouseholdID: 'odd_annual_after_export_end',
    shows: 'An annual assessment dated the day after the export ends, its window still open: it does not exist yet.',
    ProjectID: 'odd_supportive',
    members: ({ end }) => [
      { entry: addYears(addDays(end, -10), -1), moveIn: end, stages: [{ stage: 5, date: addDays(end, 1) }] },
    ],
  },
  {
    HouseholdID: 'odd_start_29_february',
    shows: 'A start on 29 February: its anniversary falls on 28 February in other years.',
    ProjectID: 'odd_supportive',
    members: ({ leapDay }) => [
      { entry: leapDay, moveIn: leapDay, stages: [{ stage: 5, date: addDays(addYears(leapDay, 1), -30) }] },
    ],
  },
  {
    HouseholdID: 'odd_365_days_not_a_year',
    shows: '365 days with both ends counted, and no anniversary yet: in Q5a row 17, no annual assessment required.',
    ProjectID: 'odd_supportive',
    members: ({ end }) => [{ entry: addDays(addYears(end, -1), 1), moveIn: end }],
  },
  {
    HouseholdID: 'odd_street_365_days_leap_year',
    shows:
      'DateToStreetESSH 365 days before entry across a 29 February, less than a calendar year: chronically homeless.',
    ProjectID: 'odd_shelter',
    members: ({ leapDay }) => [streetFor(365, addDays(leapDay, 100))],
  },
  {
    HouseholdID: 'odd_street_364_days',
    shows: 'DateToStreetESSH 364 days before entry: not chronically homeless.',
    ProjectID: 'odd_shelter',
    members: ({ leapDay }) => [streetFor(364, addDays(leapDay, 100))],
  },
  {
    HouseholdID: 'odd_head_enrolled_twice',
    shows: 'The head has two enrollments in one household: one head, two rows.',
    ProjectID: 'odd_supportive',
    members: ({ start }) => [
      { person: 1, entry: start, exit: addDays(start, 100), moveIn: start },
      { person: 1, entry: addDays(start, 130), moveIn: addDays(start, 130) },
      { entry: start, rel: 3 },
    ],
  },
  {
    HouseholdID: 'odd_two_heads_in_turn',
    shows: 'The head left and another member became head: the start stays, two heads are an issue of every member.',
    ProjectID: 'odd_supportive',
    members: ({ start }) => [
      { entry: start, exit: addDays(start, 200), moveIn: addDays(start, 20) },
      { entry: addDays(start, 50) },
      { age: 9, entry: start, rel: 2 },
    ],
  },
  {
    HouseholdID: 'odd_two_heads_at_once',
    shows: 'Two heads at the same time.',
    ProjectID: 'odd_rehousing',
    members: ({ pit }) => [
      { entry: pit, moveIn: addDays(pit, 5) },
      { entry: pit, moveIn: addDays(pit, 3) },
    ],
  },
  {
    HouseholdID: 'odd_no_head',
    shows: 'Nobody is head: members keep their own MoveInDate, and no head is an issue of each.',
    ProjectID: 'odd_rehousing',
    members: ({ pit }) => [
      { entry: pit, rel: 3, moveIn: addDays(pit, 5) },
      { age: 7, entry: pit, rel: 2 },
      { entry: pit, rel: 99 },
    ],
  },
  {
    HouseholdID: 'odd_last_adult_left',
    shows: 'The only adult left, the children are still enrolled: only children from then on.',
    ProjectID: 'odd_supportive',
    members: ({ start }) => [
      { age: 35, entry: start, exit: addDays(start, 300), moveIn: start },
      { age: 12, entry: start, rel: 2 },
      { age: 8, entry: start, rel: 2 },
    ],
  },
  {
    HouseholdID: 'odd_only_unknown_ages',
    shows: 'Nobody has a date of birth: household type unknown.',
    ProjectID: 'odd_shelter',
    members: ({ end }) => [
      { age: null, entry: addDays(end, -50) },
      { age: null, entry: addDays(end, -50), rel: 3 },
    ],
  },
  {
    HouseholdID: 'odd_17_at_entry',
    shows: '17 at entry, 18 the day after the point-in-time date: a child or an adult by the report’s start.',
    ProjectID: 'odd_rehousing',
    members: ({ pit }) => [{ age: addYears(addDays(pit, 1), -18), entry: addDays(pit, -90) }],
  },
  {
    HouseholdID: 'odd_exit_after_export_end',
    shows: 'ExitDate after the export ends: still enrolled on its last day.',
    ProjectID: 'odd_rehousing',
    members: ({ end }) => [{ entry: addDays(end, -60), exit: addDays(end, 5), moveIn: addDays(end, -30) }],
  },
  {
    HouseholdID: 'odd_born_on_entry',
    shows: 'A child born on the day of entry is 0 years old.',
    ProjectID: 'odd_shelter',
    members: ({ end }) => [
      { age: 24, entry: addDays(end, -40) },
      { age: 0, entry: addDays(end, -40), rel: 2 },
    ],
  },
  {
    HouseholdID: 'odd_head_born_on_entry',
    shows: 'A head whose DOB is the EntryDate: a data issue.',
    ProjectID: 'odd_shelter',
    members: ({ end }) => [{ age: 0, entry: addDays(end, -40) }],
  },
  {
    HouseholdID: 'odd_born_after_entry',
    shows: 'A member born after the household’s stay began, entered on the day of birth.',
    ProjectID: 'odd_supportive',
    members: ({ start }) => [
      { age: 30, entry: start, moveIn: start },
      { age: 0, entry: addDays(start, 120), rel: 2 },
    ],
  },
];

function annual(HouseholdID: string, days: number, says: string): OddHousehold {
  return {
    HouseholdID,
    shows: `An annual assessment ${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} the anniversary, ${says}.`,
    ProjectID: 'odd_supportive',
    members: ({ start, anniversary }) => [
      { entry: start, moveIn: start, stages: [{ stage: 5, date: addDays(anniversary, days) }] },
    ],
  };
}

function streetFor(days: number, entry: CalendarDate): OddMember {
  return { entry, fields: { ...CHRONIC_BUT_FOR_DATES, DateToStreetESSH: addDays(entry, -days) } };
}
