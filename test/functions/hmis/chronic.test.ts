import { describe, expect, it } from 'vitest';
import { chronicAtStart, chronicForHousehold } from '../../../functions/hmis/chronic.ts';
import type { Answer } from '../../../functions/hmis/disability.ts';
import { households } from '../../../functions/hmis/household.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { type EnrollmentFields, enrollment, project, range } from './enrollment.ts';

const SHELTER = 0;
const PSH = 3;

/** Disabled, on the street for less than a year, and nothing else answered. */
const open: EnrollmentFields = {
  EntryDate: '2022-01-10',
  DisablingCondition: 1,
  LivingSituation: null,
  LOSUnderThreshold: null,
  PreviousStreetESSH: null,
  DateToStreetESSH: null,
  TimesHomelessPastThreeYears: null,
  MonthsHomelessPastThreeYears: null,
};
const homeless = { LivingSituation: 116 };
const institution = { LivingSituation: 206, LOSUnderThreshold: 1, PreviousStreetESSH: 1 };
const housing = { LivingSituation: 410, LOSUnderThreshold: 1, PreviousStreetESSH: 1 };
const aYear = { DateToStreetESSH: '2021-01-10' };
const four = { TimesHomelessPastThreeYears: 4 };

type Row = [row: string, ProjectType: number, fields: EnrollmentFields, expected: Answer];

/** The three questions that close every path: rows 4 to 6, 10 to 12, 17 to 19 and 24 to 26. */
function timeRows(first: number, ProjectType: number, path: EnrollmentFields): Row[] {
  const [date, times, months] = [`row ${first}`, `row ${first + 1}`, `row ${first + 2}`];
  return [
    [`${date}: homeless since 365 days before start`, ProjectType, { ...path, DateToStreetESSH: '2021-01-10' }, 'yes'],
    [`${date}: since 366 days before start`, ProjectType, { ...path, DateToStreetESSH: '2021-01-09' }, 'yes'],
    [`${date}: since 364 days, goes on`, ProjectType, { ...path, DateToStreetESSH: '2021-01-11' }, 'missing'],
    [`${date}: a year outweighs one time`, ProjectType, { ...path, ...aYear, TimesHomelessPastThreeYears: 1 }, 'yes'],
    [`${times}: once`, ProjectType, { ...path, TimesHomelessPastThreeYears: 1 }, 'no'],
    [`${times}: three times`, ProjectType, { ...path, TimesHomelessPastThreeYears: 3 }, 'no'],
    [`${times}: doesn't know`, ProjectType, { ...path, TimesHomelessPastThreeYears: 8 }, 'dontKnow'],
    [`${times}: prefers not to answer`, ProjectType, { ...path, TimesHomelessPastThreeYears: 9 }, 'dontKnow'],
    [`${times}: not collected`, ProjectType, { ...path, TimesHomelessPastThreeYears: 99 }, 'missing'],
    [`${times}: blank`, ProjectType, path, 'missing'],
    [`${months}: 11 months`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 111 }, 'no'],
    [`${months}: 12 months`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 112 }, 'yes'],
    [`${months}: more than 12 months`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 113 }, 'yes'],
    [`${months}: doesn't know`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 8 }, 'dontKnow'],
    [`${months}: prefers not`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 9 }, 'dontKnow'],
    [`${months}: not collected`, ProjectType, { ...path, ...four, MonthsHomelessPastThreeYears: 99 }, 'missing'],
    [`${months}: blank`, ProjectType, { ...path, ...four }, 'missing'],
  ];
}

describe('chronicAtStart, by the rows of the flow chart', () => {
  it.each<Row>([
    ['row 1: no disabling condition', SHELTER, { ...aYear, DisablingCondition: 0 }, 'no'],
    ["row 1: doesn't know", SHELTER, { ...aYear, DisablingCondition: 8 }, 'dontKnow'],
    ['row 1: prefers not to answer', SHELTER, { ...aYear, DisablingCondition: 9 }, 'dontKnow'],
    ['row 1: not collected', SHELTER, { ...aYear, DisablingCondition: 99 }, 'missing'],
    ['row 1: blank', SHELTER, { ...aYear, DisablingCondition: null }, 'missing'],
    [
      'row 1: a no that a disability record denies',
      SHELTER,
      { ...aYear, DisablingCondition: 0, DisabilityAtStart: true },
      'yes',
    ],
    ['row 3: an entry/exit shelter', 0, aYear, 'yes'],
    ['row 3: a night-by-night shelter', 1, aYear, 'yes'],
    ['row 3: street outreach', 4, aYear, 'yes'],
    ['row 3: a safe haven', 8, aYear, 'yes'],
    ['row 3: transitional housing asks on with row 9', 2, aYear, 'missing'],
    ['row 3: coordinated entry asks on with row 9', 14, aYear, 'missing'],
    ...timeRows(4, SHELTER, {}),
    ['row 9: no prior living situation', PSH, aYear, 'missing'],
    ['row 9: the lowest homeless situation', PSH, { ...aYear, LivingSituation: 100 }, 'yes'],
    ['row 9: the highest homeless situation', PSH, { ...aYear, LivingSituation: 199 }, 'yes'],
    ...timeRows(10, PSH, homeless),
    ['row 14: the lowest institution asks on with row 15', PSH, { ...aYear, LivingSituation: 200 }, 'missing'],
    ['row 14: the highest institution', PSH, { ...aYear, ...institution, LivingSituation: 299 }, 'yes'],
    ['row 15: 90 days or more', PSH, { ...aYear, ...institution, LOSUnderThreshold: 0 }, 'no'],
    ['row 15: blank', PSH, { ...aYear, ...institution, LOSUnderThreshold: null }, 'missing'],
    ['row 15: not collected', PSH, { ...aYear, ...institution, LOSUnderThreshold: 99 }, 'missing'],
    ['row 16: not on the street the night before', PSH, { ...aYear, ...institution, PreviousStreetESSH: 0 }, 'no'],
    ['row 16: blank', PSH, { ...aYear, ...institution, PreviousStreetESSH: null }, 'missing'],
    ...timeRows(17, PSH, institution),
    ['row 21: temporary housing', PSH, { ...aYear, ...housing, LivingSituation: 300 }, 'yes'],
    ['row 21: permanent housing', PSH, { ...aYear, ...housing, LivingSituation: 499 }, 'yes'],
    ["row 21: a client who doesn't know where", PSH, { ...aYear, ...housing, LivingSituation: 8 }, 'yes'],
    ['row 21: not collected is one of 0 to 99', PSH, { ...aYear, ...housing, LivingSituation: 99 }, 'yes'],
    ['row 21: beyond the list', PSH, { ...aYear, ...housing, LivingSituation: 500 }, 'missing'],
    ['row 22: seven nights or more', PSH, { ...aYear, ...housing, LOSUnderThreshold: 0 }, 'no'],
    ['row 22: blank', PSH, { ...aYear, ...housing, LOSUnderThreshold: null }, 'missing'],
    ['row 23: not on the street the night before', PSH, { ...aYear, ...housing, PreviousStreetESSH: 0 }, 'no'],
    ['row 23: blank', PSH, { ...aYear, ...housing, PreviousStreetESSH: null }, 'missing'],
    ...timeRows(24, PSH, housing),
  ])('%s', (_row, ProjectType, fields, expected) => {
    expect(chronicAtStart(enrollment({ ...open, ...fields }), project({ ProjectType }))).toBe(expected);
  });

  it.each([
    ['365 days across a leap day are one day short of the same date', '2020-07-02', '2019-07-03', 'yes'],
    ['364 days across a leap day are not enough', '2020-07-02', '2019-07-04', 'missing'],
    ['the same date a year ago across a leap day is 366 days', '2020-07-02', '2019-07-02', 'yes'],
    ['the same date a year ago is 365 days in other years', '2022-07-02', '2021-07-02', 'yes'],
    ['the day after it is not', '2022-07-02', '2021-07-03', 'missing'],
  ])('row 4: %s', (_sentence, EntryDate, DateToStreetESSH, expected) => {
    expect(chronicAtStart(enrollment({ ...open, EntryDate, DateToStreetESSH }), project())).toBe(expected);
  });
});

describe('chronicForHousehold', () => {
  const year = range('2022-10-01', '2023-09-30');
  const own: Record<Answer, EnrollmentFields> = {
    yes: { ...open, ...homeless, ...aYear },
    no: { ...open, DisablingCondition: 0 },
    dontKnow: { ...open, DisablingCondition: 8 },
    missing: { ...open, DisablingCondition: 99 },
  };
  function member(EnrollmentID: string, age: number | null, RelationshipToHoH: number, fields: EnrollmentFields) {
    const DOB = age === null ? null : `${2022 - age}-01-01`;
    return enrollment({ EnrollmentID, HouseholdID: 'H', RelationshipToHoH, DOB, ...fields });
  }
  function statuses(members: Enrollment[]): Record<string, Answer> {
    const pairs = households(members).flatMap((h) => [...chronicForHousehold(h, project({ ProjectType: PSH }), year)]);
    return Object.fromEntries(pairs);
  }

  it.each<[string, Enrollment[], Record<string, Answer>]>([
    [
      'a chronically homeless head makes all who were present at start so',
      [member('head', 40, 1, own.yes), member('partner', 38, 3, own.no), member('child', 4, 2, own.no)],
      { head: 'yes', partner: 'yes', child: 'yes' },
    ],
    [
      'so does another adult',
      [member('head', 40, 1, own.no), member('partner', 38, 3, own.yes), member('child', 4, 2, own.no)],
      { head: 'yes', partner: 'yes', child: 'yes' },
    ],
    [
      'so does a head under 18',
      [member('head', 17, 1, own.yes), member('child', 1, 2, own.missing)],
      { head: 'yes', child: 'yes' },
    ],
    [
      "a child's own data make nobody chronically homeless",
      [member('head', 40, 1, own.no), member('child', 17, 2, own.yes)],
      { head: 'no', child: 'no' },
    ],
    [
      'nor do those of a member of unknown age',
      [member('head', 40, 1, own.no), member('cousin', null, 4, own.yes)],
      { head: 'no', cousin: 'no' },
    ],
    [
      'an adult who joined the day after start keeps their own status',
      [member('head', 40, 1, own.yes), member('partner', 38, 3, { ...own.no, EntryDate: '2022-01-11' })],
      { head: 'yes', partner: 'no' },
    ],
    [
      'an adult who joined the day after start passes nothing on',
      [
        member('head', 40, 1, own.no),
        member('partner', 38, 3, { ...own.yes, EntryDate: '2022-01-11', DateToStreetESSH: '2020-01-01' }),
      ],
      { head: 'no', partner: 'yes' },
    ],
    [
      'a child who joined the day after start is not made chronically homeless',
      [member('head', 40, 1, own.yes), member('child', 4, 2, { ...own.missing, EntryDate: '2022-01-11' })],
      { head: 'yes', child: 'no' },
    ],
    [
      'who qualified and exited the day before the range passes nothing on',
      [
        member('head', 40, 1, { ...own.yes, ExitDate: '2022-09-30' }),
        member('partner', 38, 3, own.no),
        member('child', 4, 2, own.missing),
      ],
      { head: 'yes', partner: 'no', child: 'no' },
    ],
    [
      'who qualified and exited on the first day of the range does',
      [
        member('head', 40, 1, { ...own.yes, ExitDate: '2022-10-01' }),
        member('partner', 38, 3, own.no),
        member('child', 4, 2, own.missing),
      ],
      { head: 'yes', partner: 'yes', child: 'yes' },
    ],
    [
      'present at start is measured from the first of all, also one who left before the range',
      [
        member('gone', 60, 5, { ...own.no, EntryDate: '2021-12-01', ExitDate: '2022-02-01' }),
        member('head', 40, 1, own.yes),
        member('child', 4, 2, own.no),
      ],
      { gone: 'no', head: 'yes', child: 'no' },
    ],
    [
      'a child is No where the head and all adults are',
      [member('head', 40, 1, own.no), member('partner', 38, 3, own.no), member('child', 4, 2, own.missing)],
      { head: 'no', partner: 'no', child: 'no' },
    ],
    [
      "a child carries the head's status where nobody's is known",
      [member('head', 40, 1, own.dontKnow), member('partner', 38, 3, own.missing), member('child', 4, 2, own.no)],
      { head: 'dontKnow', partner: 'missing', child: 'dontKnow' },
    ],
    [
      "a child carries the head's status where the adults differ",
      [member('head', 40, 1, own.missing), member('partner', 38, 3, own.no), member('child', 4, 2, own.no)],
      { head: 'missing', partner: 'no', child: 'missing' },
    ],
    [
      'without a head the adult who entered first is followed',
      [
        member('late', 50, 5, { ...own.no, EntryDate: '2022-03-01' }),
        member('aunt', 38, 4, own.dontKnow),
        member('child', 4, 2, own.no),
      ],
      { late: 'no', aunt: 'dontKnow', child: 'dontKnow' },
    ],
    [
      'a head who enters after the range is not followed',
      [
        member('late', 50, 1, { ...own.dontKnow, EntryDate: '2023-10-01' }),
        member('aunt', 38, 4, own.no),
        member('child', 4, 2, own.missing),
      ],
      { late: 'dontKnow', aunt: 'no', child: 'no' },
    ],
    [
      'a member who turns 18 by the first day of the range has a status of their own',
      [member('head', 40, 1, own.no), member('son', 17, 2, { ...own.yes, DOB: '2004-10-01' })],
      { head: 'yes', son: 'yes' },
    ],
    [
      'one who turns 18 the day after has none',
      [member('head', 40, 1, own.no), member('son', 17, 2, { ...own.yes, DOB: '2004-10-02' })],
      { head: 'no', son: 'no' },
    ],
    [
      'children alone without a head are Missing',
      [member('one', 10, 2, own.no), member('two', 12, 2, own.no)],
      { one: 'missing', two: 'missing' },
    ],
    [
      'of two heads the one who entered first is followed',
      [
        member('second', 38, 1, { ...own.no, EntryDate: '2022-02-01' }),
        member('first', 40, 1, own.dontKnow),
        member('child', 4, 2, own.no),
      ],
      { second: 'no', first: 'dontKnow', child: 'dontKnow' },
    ],
    [
      'a head who left before the range is not followed where another is there',
      [
        member('first', 40, 1, { ...own.dontKnow, ExitDate: '2022-06-01' }),
        member('second', 38, 1, own.no),
        member('child', 4, 2, own.missing),
      ],
      { first: 'dontKnow', second: 'no', child: 'no' },
    ],
    [
      'where the only head left before the range, that head is followed: No',
      [member('head', 40, 1, { ...own.no, ExitDate: '2022-06-01' }), member('child', 4, 2, own.missing)],
      { head: 'no', child: 'no' },
    ],
    [
      "and Don't know, whatever an adult who stayed is",
      [
        member('head', 40, 1, { ...own.dontKnow, ExitDate: '2022-06-01' }),
        member('partner', 38, 3, own.no),
        member('child', 4, 2, own.missing),
      ],
      { head: 'dontKnow', partner: 'no', child: 'dontKnow' },
    ],
    [
      'but the Yes of a head who left is not passed on',
      [member('head', 40, 1, { ...own.yes, ExitDate: '2022-06-01' }), member('child', 4, 2, own.missing)],
      { head: 'yes', child: 'no' },
    ],
  ])('%s', (_sentence, members, expected) => {
    expect(statuses(members)).toEqual(expected);
  });
});
