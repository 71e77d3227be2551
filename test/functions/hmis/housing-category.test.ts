import { describe, expect, it } from 'vitest';
import { housingCategory } from '../../../functions/hmis/housing-category.ts';
import { BLANK_OPEN } from '../../../shared/tracker.ts';
import { date, enrollment } from './enrollment.ts';

const AS_OF = date('2026-03-10');
const VERIFIED = { EligibilityVerifiedDate: date('2026-01-05') };
const APPLIED = { ...VERIFIED, DateAppliedForUnit: date('2026-01-15') };
const APPROVED = { ...APPLIED, DateApprovedForUnit: date('2026-02-05') };
const scheduled = (day: string) => ({ ...APPROVED, ScheduledMoveInDate: date(day) });

describe('the category is the last one reached', () => {
  it.each([
    ['without a tracker', undefined, null, null, 'notStarted', '2026-01-02'],
    ['with a blank tracker', BLANK_OPEN, null, null, 'notStarted', '2026-01-02'],
    ['eligibility verified', VERIFIED, null, null, 'eligibilityVerified', '2026-01-05'],
    ['applied', APPLIED, null, null, 'applied', '2026-01-15'],
    ['approved', APPROVED, null, null, 'approved', '2026-02-05'],
    ['scheduled for tomorrow', scheduled('2026-03-11'), null, null, 'moveInScheduled', '2026-02-05'],
    ['scheduled for today', scheduled('2026-03-10'), null, null, 'moveInScheduled', '2026-02-05'],
    ['scheduled for yesterday', scheduled('2026-03-09'), null, null, 'moveInOverdue', '2026-03-10'],
    ['scheduled for long ago', scheduled('2026-02-20'), null, null, 'moveInOverdue', '2026-02-21'],
    ['moved in, and overdue before', scheduled('2026-02-20'), '2026-03-01', null, 'housed', '2026-03-01'],
    ['moved in without a tracker', undefined, '2026-03-01', null, 'housed', '2026-03-01'],
    ['exited tomorrow', APPLIED, null, '2026-03-11', 'applied', '2026-01-15'],
    ['exited today', APPLIED, null, '2026-03-10', 'exited', '2026-03-10'],
    ['exited and housed', APPLIED, '2026-02-01', '2026-03-09', 'exited', '2026-03-09'],
  ])('%s', (_, tracker, moveIn, exit, category, since) => {
    const e = enrollment({ EntryDate: '2026-01-02', ExitDate: exit });
    expect(housingCategory(e, tracker, moveIn === null ? null : date(moveIn), AS_OF)).toEqual({ category, since });
  });
});
