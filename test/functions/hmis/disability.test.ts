import { describe, expect, it } from 'vitest';
import { answerOf, disabilityRecordSaysYes, hasDisablingCondition } from '../../../functions/hmis/disability.ts';
import { enrollment } from './enrollment.ts';

describe('disabilityRecordSaysYes', () => {
  it.each([
    ['a developmental disability counts by its response alone', 6, 1, null, true],
    ['HIV/AIDS counts by its response alone', 8, 1, 0, true],
    ['a developmental disability answered no does not', 6, 0, 1, false],
    ['a developmental response of 2 is not a yes', 6, 2, 1, false],
    ['a physical disability that is indefinite and impairs counts', 5, 1, 1, true],
    ['a physical disability that does not impair does not', 5, 1, 0, false],
    ['a physical disability with nothing said on impairment does not', 5, 1, null, false],
    ['a physical disability with impairment not collected does not', 5, 1, 99, false],
    ['a chronic health condition that impairs counts', 7, 1, 1, true],
    ['a mental health disorder that impairs counts', 9, 1, 1, true],
    ['a mental health response of 2 is not a yes', 9, 2, 1, false],
    ['alcohol use that impairs counts', 10, 1, 1, true],
    ['drug use that impairs counts', 10, 2, 1, true],
    ['both alcohol and drug use that impair count', 10, 3, 1, true],
    ['drug use that does not impair does not', 10, 2, 0, false],
    ['substance use answered no does not', 10, 0, 1, false],
    ["a client who doesn't know does not", 5, 8, 1, false],
    ['an unknown type does not', 4, 1, 1, false],
    ['a record without a type does not', null, 1, 1, false],
  ])('%s', (_sentence, DisabilityType, DisabilityResponse, IndefiniteAndImpairs, expected) => {
    expect(disabilityRecordSaysYes({ DisabilityType, DisabilityResponse, IndefiniteAndImpairs })).toBe(expected);
  });
});

describe('hasDisablingCondition', () => {
  it.each([
    ['yes in the element itself', 1, false, 'yes'],
    ['no', 0, false, 'no'],
    ["doesn't know", 8, false, 'dontKnow'],
    ['prefers not to answer', 9, false, 'dontKnow'],
    ['not collected', 99, false, 'missing'],
    ['blank', null, false, 'missing'],
    ['a disability record outweighs a no', 0, true, 'yes'],
    ["a disability record outweighs doesn't know", 8, true, 'yes'],
    ['a disability record outweighs a blank', null, true, 'yes'],
  ])('%s', (_sentence, DisablingCondition, DisabilityAtStart, expected) => {
    expect(hasDisablingCondition(enrollment({ DisablingCondition, DisabilityAtStart }))).toBe(expected);
  });

  it('takes an unknown code for no answer', () => {
    expect(answerOf(5)).toBe('missing');
  });
});
