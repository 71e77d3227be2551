import * as z from 'zod/mini';
import { TIME_OF_DAY, WEEKDAYS } from '../rhythm.ts';
import { SETTING_ID } from './saved.ts';
import { id, reason } from './wire.ts';

/** Schedules: a saved setting that the service runs by a rhythm, for its owner, into a file. */

const at = z.string().check(z.regex(TIME_OF_DAY, { error: 'must be a time of day, HH:MM' }));

export const rhythm = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({ every: z.literal('week'), on: z.literal(WEEKDAYS), at }),
  z.strictObject({ every: z.literal('month'), on: z.int().check(z.minimum(1), z.maximum(31)), at }),
]);

/** Ids are made by whoever asks, so that a call can be tried again: uuids of version 4. */
export const SCHEDULE_ID = SETTING_ID;

/** A setting by its id and whose it is: an organization's, or null for the asker's own. */
const settingRef = z.strictObject({ id: z.string().check(z.regex(SETTING_ID)), organization: z.nullable(id) });

/** Makes a schedule. A setting that shows names needs a reason, which is kept with it and in the trail of each run. */
export const scheduleRequest = z.strictObject({ setting: settingRef, rhythm, reason });
export type ScheduleRequest = z.infer<typeof scheduleRequest>;

export const SCHEDULE_ACTS = ['pause', 'resume', 'run'] as const;
export type ScheduleAct = (typeof SCHEDULE_ACTS)[number];
export const scheduleAct = z.strictObject({ act: z.enum(SCHEDULE_ACTS) });

/** `stopped`: its owner's rights or its setting no longer cover it; resumed when that is mended. */
export const SCHEDULE_STATES = ['active', 'paused', 'stopped'] as const;

const lastRun = z.object({
  /** The file that it makes or made, among *Files on server* until that leaves the list. */
  file: z.string(),
  state: z.enum(['running', 'made', 'failed']),
  at: z.string(),
  /** Why it failed. */
  message: z.optional(z.string()),
});

export const scheduleStatus = z.object({
  id: z.string(),
  owner: z.string(),
  own: z.boolean(),
  setting: z.object({ id: z.string(), organization: z.nullable(z.string()) }),
  /** The setting's name, and its report's id, as they were at the last run. */
  name: z.string(),
  report: z.string(),
  rhythm,
  /** Why names are in its files; absent where they are hidden. */
  reason: z.optional(z.string()),
  state: z.enum(SCHEDULE_STATES),
  /** Why it is stopped, or paused by itself. */
  message: z.optional(z.string()),
  /** ISO 8601, UTC; while it is active. */
  nextRun: z.optional(z.string()),
  lastRun: z.optional(lastRun),
});
export type ScheduleStatus = z.infer<typeof scheduleStatus>;

/** By name: a person's own; an administrator's list has everybody's. */
export const scheduleList = z.object({ timeZone: z.string(), schedules: z.array(scheduleStatus) });
export type ScheduleList = z.infer<typeof scheduleList>;

/** The password of a file that a schedule made, for its owner. */
export const filePassword = z.object({ password: z.string() });
export type FilePassword = z.infer<typeof filePassword>;
