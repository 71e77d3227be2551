import { describe, expect, it } from 'vitest';
import {
  type ActiveMethod,
  aprMethod,
  isActive,
  isEntryIn,
  isExitIn,
  isOpenOn,
  type Verdict,
} from '../../../functions/hmis/active.ts';
import type { ActivityKind } from '../../../functions/hmis/records.ts';
import { activity, date, type EnrollmentFields, enrollment, project, range } from './enrollment.ts';

const MARCH = range('2022-03-01', '2022-03-31');
const PIT = range('2022-03-15', '2022-03-15');

function verdict(
  method: ActiveMethod,
  ProjectType: number | null,
  fields: EnrollmentFields,
  during = MARCH,
  moveIn: string | null = null,
): Verdict {
  return isActive(enrollment(fields), project({ ProjectType }), during, method, moveIn === null ? null : date(moveIn));
}

const short = (v: Verdict) => (v.active ? (v.literally ? 'active' : 'active, not literally') : v.reason);

describe('method 1, entry and exit dates', () => {
  it.each([
    ['entered on the day before the range ends', '2022-03-30', null, 'active'],
    ['entered on its last day', '2022-03-31', null, 'active'],
    ['entered on the day after', '2022-04-01', null, 'startsAfterRange'],
    ['exited on the day before the range', '2022-01-01', '2022-02-28', 'exitedBeforeRange'],
    ['exited on its first day', '2022-01-01', '2022-03-01', 'active'],
    ['exited on its second day', '2022-01-01', '2022-03-02', 'active'],
    ['came and went on one day of the range', '2022-03-10', '2022-03-10', 'active'],
    ['exited after the range', '2022-01-01', '2023-01-01', 'active'],
    ['never exited', '2019-01-01', null, 'active'],
  ])('one who %s', (_, EntryDate, ExitDate, expected) => {
    expect(short(verdict('entryExit', 0, { EntryDate, ExitDate }))).toBe(expected);
  });

  it.each([
    ['entered on the PIT date', '2022-03-15', null, 'active'],
    ['exited on the PIT date', '2022-01-01', '2022-03-15', 'active'],
    ['exited on the day before', '2022-01-01', '2022-03-14', 'exitedBeforeRange'],
  ])('on a single night counts one who %s: %s', (_, EntryDate, ExitDate, expected) => {
    expect(short(verdict('entryExit', 2, { EntryDate, ExitDate }, PIT))).toBe(expected);
  });
});

describe('method 2, date of service', () => {
  const stay = { EntryDate: '2022-01-01', ExitDate: null };

  it.each([
    ['the day before the range', '2022-02-28', 'noActivity'],
    ['its first day', '2022-03-01', 'active'],
    ['its last day', '2022-03-31', 'active'],
    ['the day after', '2022-04-01', 'noActivity'],
  ])('a client of a night-by-night shelter with a bed night on %s', (_, on, expected) => {
    expect(short(verdict('services', 1, { ...stay, Activities: [activity('bedNight', on)] }))).toBe(expected);
  });

  it.each(['service', 'contact', 'event', 'assessment'] satisfies ActivityKind[])(
    'a %s counts in street outreach and not in a night-by-night shelter',
    (kind) => {
      const fields = { ...stay, Activities: [activity(kind, '2022-03-10')] };
      expect(short(verdict('services', 4, fields))).toBe('active');
      expect(short(verdict('services', 1, fields))).toBe('noActivity');
    },
  );

  it.each([4, 6, 7, 11, 12, 14])('a bed night is no activity in a project of type %s', (type) => {
    const fields = { ...stay, Activities: [activity('bedNight', '2022-03-10')] };
    expect(short(verdict('services', type, fields))).toBe('noActivity');
  });

  it.each([0, 2, 3, 8, 9, 10, 13, null])('type %s goes by entry and exit, without any activity', (type) => {
    expect(short(verdict('services', type, stay))).toBe('active');
  });

  it.each([
    ['the day before the range', '2022-02-28', 'exitedBeforeRange'],
    ['its first day', '2022-03-01', 'active, not literally'],
    ['its last day', '2022-03-31', 'active, not literally'],
    ['the day after', '2022-04-01', 'noActivity'],
  ])('without any activity, one who exited on %s', (_, ExitDate, expected) => {
    expect(short(verdict('services', 1, { ...stay, ExitDate }))).toBe(expected);
  });

  it('an exit in the range with an activity before the range is active by either reading', () => {
    const fields = { ...stay, ExitDate: '2022-03-01', Activities: [activity('bedNight', '2022-02-28')] };
    expect(short(verdict('services', 1, fields))).toBe('active');
  });

  it('a bed night on the day of exit is none: an exit in the range rests on the exit alone', () => {
    const fields = { ...stay, ExitDate: '2022-03-10', Activities: [activity('bedNight', '2022-03-10')] };
    expect(short(verdict('services', 1, fields))).toBe('active, not literally');
  });

  it('another activity on the day of exit counts', () => {
    const fields = { ...stay, ExitDate: '2022-03-10', Activities: [activity('contact', '2022-03-10')] };
    expect(short(verdict('services', 4, fields))).toBe('active');
  });

  it.each([
    ['the day before entry', '2022-03-09', 'noActivity'],
    ['the day of entry', '2022-03-10', 'active'],
  ])('an activity on %s', (_, on, expected) => {
    const fields = { EntryDate: '2022-03-10', Activities: [activity('contact', on)] };
    expect(short(verdict('services', 4, fields))).toBe(expected);
  });

  it('starts from method 1: an exit in the range of one who enters after it counts for nothing', () => {
    const fields = { EntryDate: '2022-04-02', ExitDate: '2022-03-10' };
    expect(short(verdict('services', 1, fields))).toBe('startsAfterRange');
  });
});

describe('method 3, in residence', () => {
  it.each([0, 2, 8])('in type %s one who exits on the PIT date is gone, one who enters is there', (type) => {
    const on = (EntryDate: string, ExitDate: string | null) =>
      short(verdict('inResidence', type, { EntryDate, ExitDate }, PIT));
    expect(on('2022-01-01', '2022-03-14')).toBe('exitedBeforeRange');
    expect(on('2022-01-01', '2022-03-15')).toBe('exitedOnFirstDay');
    expect(on('2022-01-01', '2022-03-16')).toBe('active');
    expect(on('2022-03-15', null)).toBe('active');
    expect(on('2022-03-16', null)).toBe('startsAfterRange');
    expect(on('2022-03-15', '2022-03-15')).toBe('exitedOnFirstDay');
  });

  it.each([
    ['the night before', '2022-03-14', 'noBedNight'],
    ['the PIT night', '2022-03-15', 'active'],
    ['the night after', '2022-03-16', 'noBedNight'],
  ])('in a night-by-night shelter with a bed night on %s', (_, on, expected) => {
    const fields = { EntryDate: '2022-01-01', Activities: [activity('bedNight', on)] };
    expect(short(verdict('inResidence', 1, fields, PIT))).toBe(expected);
  });

  it('a bed night on the day of exit is none', () => {
    const fields = {
      EntryDate: '2022-01-01',
      ExitDate: '2022-03-20',
      Activities: [activity('bedNight', '2022-03-20')],
    };
    expect(short(verdict('inResidence', 1, fields))).toBe('noBedNight');
  });

  it.each([
    ['not moved in', null, null, 'notMovedIn'],
    ['moved in the day before', '2022-03-14', null, 'active'],
    ['moved in that day', '2022-03-15', null, 'active'],
    ['moved in the day after', '2022-03-16', null, 'notMovedIn'],
    ['moved in on the day of exit', '2022-03-20', '2022-03-20', 'notMovedIn'],
    ['moved in the day before exit', '2022-03-15', '2022-03-16', 'active'],
  ])('in permanent housing, %s', (_, moveIn, ExitDate, expected) => {
    for (const type of [3, 9, 10, 13]) {
      const fields = { EntryDate: '2022-01-01', ExitDate };
      expect(short(verdict('inResidence', type, fields, PIT, moveIn))).toBe(expected);
    }
  });

  it.each([4, 6, 7, 11, 12, 14, null])('nobody is in residence in a project of type %s', (type) => {
    const fields = { EntryDate: '2022-01-01', Activities: [activity('contact', '2022-03-15')] };
    expect(short(verdict('inResidence', type, fields, PIT, '2022-02-01'))).toBe('notResidential');
  });

  it('says of one who entered too late or left before that they were not there, in any type', () => {
    expect(short(verdict('inResidence', 4, { EntryDate: '2022-05-01' }, PIT))).toBe('startsAfterRange');
  });
});

describe("HUD's APR", () => {
  it.each([
    [0, 'entryExit'],
    [1, 'services'],
    [4, 'entryExit'],
    [13, 'entryExit'],
    [null, 'entryExit'],
  ])('selects type %s by %s', (ProjectType, expected) => {
    expect(aprMethod(project({ ProjectType }))).toBe(expected);
  });
});

describe('entries, exits and stays in a range', () => {
  it.each([
    ['2022-02-28', false],
    ['2022-03-01', true],
    ['2022-03-31', true],
    ['2022-04-01', false],
  ])('%s lies in March: %s', (on, expected) => {
    expect(isEntryIn(enrollment({ EntryDate: on }), MARCH)).toBe(expected);
    expect(isExitIn(enrollment({ EntryDate: '2022-01-01', ExitDate: on }), MARCH)).toBe(expected);
  });

  it('an open enrollment has no exit in any range', () => {
    expect(isExitIn(enrollment(), MARCH)).toBe(false);
  });

  it.each([
    ['entered the day before', '2022-03-14', null, true],
    ['entered that day', '2022-03-15', null, true],
    ['enters the day after', '2022-03-16', null, false],
    ['exits that day', '2022-01-01', '2022-03-15', false],
    ['exits the day after', '2022-01-01', '2022-03-16', true],
    ['exits long after the export ends', '2022-01-01', '2030-01-01', true],
  ])('one who %s is still enrolled on 2022-03-15: %s', (_, EntryDate, ExitDate, expected) => {
    expect(isOpenOn(enrollment({ EntryDate, ExitDate }), date('2022-03-15'))).toBe(expected);
  });
});
