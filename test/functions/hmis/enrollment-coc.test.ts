import { describe, expect, it } from 'vitest';
import { enrollmentCoC } from '../../../functions/hmis/enrollment-coc.ts';

const coc = (EnrollmentCoC: string | null) => ({ EnrollmentCoC });

describe('the CoC of an enrollment', () => {
  it.each([
    ["the head's, where the member's is blank", null, coc('XX-500'), ['XX-500', 'XX-501'], 'XX-500'],
    ["the head's, where the member's differs", 'XX-501', coc('XX-500'), [], 'XX-500'],
    ["the member's own, where the head has none", 'XX-501', coc(null), ['XX-500'], 'XX-501'],
    ["the member's own, where there is no head", 'XX-501', null, ['XX-500'], 'XX-501'],
    ["the project's only one", null, coc(null), ['XX-500'], 'XX-500'],
    ["the project's only one, named twice", null, null, ['XX-500', 'XX-500'], 'XX-500'],
    ['none, where the project has two', null, coc(null), ['XX-500', 'XX-501'], null],
    ['none, where the project has none', null, null, [], null],
  ])('is %s', (_, own, head, CoCCodes, expected) => {
    expect(enrollmentCoC(coc(own), head, { CoCCodes })).toBe(expected);
  });
});
