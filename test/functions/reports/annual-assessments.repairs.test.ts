import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { annualIncome } from '../hmis/enrollment.ts';
import { annualsOf, child, head, partner, shortly } from './annual-list.ts';

/**
 * Eight places where a widely used HMIS warehouse had to mend its annual assessments, one after the other. In each the
 * household started on 2021-06-01: anniversary 2022-06-01, window 2022-05-02 to 2022-07-01.
 */
const YEAR = { mode: 'apr', from: '2021-10-01', to: '2022-09-30' };
const DUE = { dueDate: '2022-09-01' };

const both = (people: readonly Enrollment[], params: object = {}) => ({
  worklist: shortly(annualsOf(people, { ...DUE, ...params })),
  apr: shortly(annualsOf(people, { ...YEAR, ...params })),
});

describe('mended elsewhere, right here', () => {
  it('window end: the 30th day after the anniversary still counts, and in the APR the range’s end cuts it', () => {
    const last = head('E1', { AnnualIncomes: [annualIncome('2022-07-01')] });
    expect(both([last])).toEqual({ worklist: ['E1 2022-06-01 Completed'], apr: ['E1 2022-06-01 Completed'] });
    expect(both([last], { to: '2022-06-30' }).apr).toEqual(['E1 2022-06-01 Missing']);
  });

  it('first head: of several it is the first, not the last, whose start counts', () => {
    const people = [
      head('E1', { ExitDate: '2021-08-01' }),
      head('E2', { EntryDate: '2021-08-01', ExitDate: '2021-12-01' }),
      head('E3', { EntryDate: '2021-12-01' }),
    ];
    expect(both(people)).toEqual({ worklist: ['E3 2022-06-01 Overdue'], apr: ['E3 2022-06-01 Missing'] });
  });

  it('head changed: the partner who becomes head keeps the household’s anniversary', () => {
    const people = [head('E1', { ExitDate: '2022-03-01' }), head('E2', { EntryDate: '2021-09-01' })];
    expect(both(people)).toEqual({ worklist: ['E2 2022-06-01 Overdue'], apr: ['E2 2022-06-01 Missing'] });
  });

  it('filter: one that leaves the head out does not move the member’s anniversary', () => {
    const people = [head('E1'), partner('E2', { EntryDate: '2021-09-01' })];
    expect(both(people, { personalId: 'P-E2' })).toEqual({
      worklist: ['E2 2022-06-01 Overdue'],
      apr: ['E2 2022-06-01 Missing'],
    });
  });

  it('late member: who joined after the anniversary is not required, the next time is', () => {
    const people = [
      head('E1', { AnnualIncomes: [annualIncome('2022-06-01')] }),
      partner('E2', { EntryDate: '2022-06-15' }),
    ];
    expect(both(people)).toEqual({
      worklist: ['E1 2022-06-01 Completed', 'E2 2023-06-01 NotDue', 'E2 2022-06-01 NotRequired'],
      apr: ['E1 2022-06-01 Completed', 'E2 2022-06-01 NotRequired'],
    });
    expect(shortly(annualsOf(people, { ...YEAR, to: '2023-06-01' }))).toContain('E2 2023-06-01 Missing');
  });

  it('member when the head exited: who stays is still asked, from the head’s start', () => {
    const people = [head('E1', { ExitDate: '2022-02-01' }), partner('E2', { EntryDate: '2021-10-15' }), child('E3')];
    expect(both(people)).toEqual({
      worklist: ['E2 2022-06-01 Overdue', 'E3 2022-06-01 Overdue'],
      apr: ['E2 2022-06-01 Missing', 'E3 2022-06-01 Missing'],
    });
  });

  it('anchored to the earliest start: of anyone in the household, also of a member who came before the head', () => {
    const people = [partner('E1', { ExitDate: '2021-12-01' }), head('E2', { EntryDate: '2021-07-01' })];
    expect(both(people)).toEqual({ worklist: ['E2 2022-06-01 Overdue'], apr: ['E2 2022-06-01 Missing'] });
  });

  it('joiner on the day: who enters on the anniversary itself is required', () => {
    const people = [head('E1'), partner('E2', { EntryDate: '2022-06-01' })];
    expect(both(people)).toEqual({
      worklist: ['E1 2022-06-01 Overdue', 'E2 2022-06-01 Overdue'],
      apr: ['E1 2022-06-01 Missing', 'E2 2022-06-01 Missing'],
    });
  });
});
