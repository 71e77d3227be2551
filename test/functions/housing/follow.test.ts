import { describe, expect, it } from 'vitest';
import { type FollowOptions, followStep, type OwnersNow } from '../../../functions/housing/follow.ts';
import type { Tracker } from '../../../functions/housing/tracker.ts';
import { asId, type EnrollmentId } from '../../../shared/ids.ts';
import { BLANK_OPEN } from '../../../shared/tracker.ts';
import { stayOf } from './edits.ts';

const NOW = new Date('2026-06-30T12:00:00Z');
const { entryDate, exitDate, ...OWNER } = stayOf('E1');

function tracker(fields: Partial<Tracker> = {}): Tracker {
  const by = { tid: 't', oid: 'o', name: 'n' };
  const state = { id: 'i', version: 1, at: '2026-01-01T00:00:00Z', by, open: BLANK_OPEN, hasPropertyName: false };
  return { ...OWNER, state, ...fields };
}

const daysAgo = (days: number, ms = 0) => new Date(NOW.getTime() - days * 86_400_000 - ms).toISOString();
const HERE: OwnersNow = {
  owners: new Map([[OWNER.enrollmentId, OWNER]]),
  persons: new Set([OWNER.personalId]),
  tracked: new Set([OWNER.enrollmentId]),
};
const STAY_GONE: OwnersNow = { ...HERE, owners: new Map() };
const PERSON_GONE: OwnersNow = { ...STAY_GONE, persons: new Set() };
const MOVED: OwnersNow = {
  ...HERE,
  owners: new Map([[OWNER.enrollmentId, { ...OWNER, projectId: asId<typeof OWNER.projectId>('PR2') }]]),
};
const TAKER = asId<EnrollmentId>('E9');

describe('what becomes of a tracker', () => {
  const IMPORT: FollowOptions = { now: NOW, asideDays: 90, mayDelete: true };
  const ROLLBACK: FollowOptions = { ...IMPORT, mayDelete: false };

  it.each<[string, Tracker, OwnersNow, FollowOptions, string | undefined]>([
    ['in line', tracker(), HERE, IMPORT, undefined],
    ['its enrollment in another project', tracker(), MOVED, IMPORT, 'move'],
    ['its enrollment gone, the person there', tracker(), STAY_GONE, IMPORT, 'setAside'],
    ['the person gone', tracker(), PERSON_GONE, IMPORT, 'delete'],
    ['the person gone after a rollback', tracker(), PERSON_GONE, ROLLBACK, 'setAside'],
    ['aside for 89 days and more', tracker({ asideSince: daysAgo(89, 86_399_999) }), STAY_GONE, IMPORT, undefined],
    ['aside for 90 days', tracker({ asideSince: daysAgo(90) }), STAY_GONE, IMPORT, 'delete'],
    ['aside for 90 days, after a rollback', tracker({ asideSince: daysAgo(90) }), STAY_GONE, ROLLBACK, undefined],
    ['aside, and the person gone', tracker({ asideSince: daysAgo(1) }), PERSON_GONE, IMPORT, 'delete'],
    ['aside, and the enrollment back', tracker({ asideSince: daysAgo(1) }), HERE, IMPORT, 'return'],
    ['aside, and the enrollment back after a rollback', tracker({ asideSince: daysAgo(91) }), HERE, ROLLBACK, 'return'],
    [
      'aside for long, and the history of another',
      tracker({ asideSince: daysAgo(400), takenBy: TAKER }),
      { ...STAY_GONE, tracked: new Set([OWNER.enrollmentId, TAKER]) },
      IMPORT,
      undefined,
    ],
    [
      'aside for long, and what took it over gone',
      tracker({ asideSince: daysAgo(400), takenBy: TAKER }),
      STAY_GONE,
      IMPORT,
      'delete',
    ],
  ])('%s', (_, given, now, options, step) => {
    expect(followStep(given, now, options)?.step).toBe(step);
  });
});
