import { describe, expect, it } from 'vitest';
import {
  countsOnlyEngaged,
  isLodging,
  isPermanentHousing,
  isResidential,
  keepsMoveInDate,
  methodTwoActivity,
  usesBedNights,
} from '../../../functions/hmis/project-types.ts';
import { funder, project } from './enrollment.ts';

describe('project types', () => {
  it.each([
    // type, lodging, permanent housing, bed nights, activity of method 2
    [0, true, false, false, 'entryExit'],
    [1, true, false, true, 'bedNights'],
    [2, true, false, false, 'entryExit'],
    [3, false, true, false, 'entryExit'],
    [4, false, false, false, 'anyActivity'],
    [6, false, false, false, 'anyActivity'],
    [7, false, false, false, 'anyActivity'],
    [8, true, false, false, 'entryExit'],
    [9, false, true, false, 'entryExit'],
    [10, false, true, false, 'entryExit'],
    [11, false, false, false, 'anyActivity'],
    [12, false, false, false, 'anyActivity'],
    [13, false, true, false, 'entryExit'],
    [14, false, false, false, 'anyActivity'],
    [5, false, false, false, 'entryExit'],
    [null, false, false, false, 'entryExit'],
  ] as const)('type %s: lodging %s, permanent housing %s, bed nights %s, method 2 by %s', (type, ...expected) => {
    expect([isLodging(type), isPermanentHousing(type), usesBedNights(type), methodTwoActivity(type)]).toEqual(expected);
    expect(isResidential(type)).toBe(expected[0] || expected[1]);
  });
});

describe('Housing Move-In Date', () => {
  it.each([
    [3, null, true],
    [9, null, true],
    [10, null, true],
    [13, null, true],
    [7, 35, true],
    [7, null, false],
    [7, 45, false],
    [6, 45, true],
    [6, 35, false],
    [0, 35, false],
    [2, null, false],
    [null, null, false],
  ])('of a project of type %s with funder %s is kept: %s', (ProjectType, code, expected) => {
    expect(keepsMoveInDate(project({ ProjectType, Funders: code === null ? [] : [funder(code)] }))).toBe(expected);
  });

  it('is kept by a Pay for Success project whose grant has ended', () => {
    const ended = funder(35, { EndDate: '2010-12-31' });
    expect(keepsMoveInDate(project({ ProjectType: 7, Funders: [ended] }))).toBe(true);
  });
});

describe('the engagement rule of data quality', () => {
  it.each([
    [4, [], true],
    [6, [21], true],
    [6, [4], false],
    [2, [21], false],
  ])('asks for engagement in type %s with funders %s: %s', (ProjectType, codes, expected) => {
    expect(countsOnlyEngaged(project({ ProjectType, Funders: codes.map((code) => funder(code)) }))).toBe(expected);
  });
});
