import * as z from 'zod/mini';
import { LIST_LENGTH } from '../parameter.ts';
import { PERIODS } from '../relative-dates.ts';
import { count, id } from './wire.ts';

/** Saved settings: a report's parameters under a name, as they were asked for; and those each report was last run with. */

export const SETTING_NAME_LENGTH = 80;
/** Of the parameters as JSON: 1,000 projects with ids as long as any vendor's fit. */
export const SETTING_BYTES = 100_000;

const relativeDay = z.strictObject({ day: z.enum(['first', 'last']), of: z.enum(PERIODS) });

/** A parameter's value as it was asked for: a date may be one that moves on with the data. */
const savedValue = z.union(
  [
    z.string().check(z.maxLength(200)),
    z.number(),
    z.boolean(),
    z.array(id).check(z.maxLength(LIST_LENGTH)),
    relativeDay,
  ],
  { error: 'is no value that can be saved' },
);
export type SavedValue = z.infer<typeof savedValue>;

/** By parameter; one that is left out is the report's default on the day it is run. */
export const savedParams = z.record(z.string().check(z.maxLength(60)), savedValue);
export type SavedParams = Readonly<z.infer<typeof savedParams>>;

const NAME_RULE = `must be a text of 1 to ${SETTING_NAME_LENGTH} characters on one line`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character would break lists and logs
const ONE_LINE = /^[^\u0000-\u001f\u007f\u2028\u2029]+$/;
export const settingName = z
  .string({ error: NAME_RULE })
  .check(
    z.trim(),
    z.minLength(1, { error: NAME_RULE }),
    z.maxLength(SETTING_NAME_LENGTH, { error: NAME_RULE }),
    z.regex(ONE_LINE, { error: NAME_RULE }),
  );

/** Ids are made by whoever saves first, so that a call can be tried again. */
export const SETTING_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const facts = {
  id: z.string(),
  /** The organization it belongs to; null for the asker's own. */
  organization: z.nullable(z.string()),
  name: z.string(),
  report: z.string(),
  /** Counts the changes, from 1. */
  version: count,
  /** When it was last changed, ISO 8601 in UTC, and by whom. */
  at: z.string(),
  by: z.string(),
};

/** A saved setting with its parameters unresolved: see `paramsForDay`. It never holds a reason for names. */
export const savedSetting = z.object({ ...facts, params: savedParams });
export type SavedSetting = z.infer<typeof savedSetting>;

/** The asker's own and those of the organizations they see, by name. */
export const settingList = z.object({
  settings: z.array(z.object({ ...facts, /** Whether the asker may change it. */ mayChange: z.boolean() })),
});
export type SettingList = z.infer<typeof settingList>;
export type SettingFacts = SettingList['settings'][number];

/**
 * What of a setting can no longer be asked for: the report has no such parameter or no such value, or a list names things
 * that the asker cannot choose (any more): `some` of them, or `all`, which would leave the list empty and so ask for more.
 */
const gone = z.object({ parameter: z.string(), what: z.enum(['parameter', 'value', 'some', 'all']) });
export type Gone = z.infer<typeof gone>;

/** A setting as the asker can use it: what is gone is left out of its parameters. */
export const settingAnswer = z.object({ setting: savedSetting, mayChange: z.boolean(), gone: z.array(gone) });
export type SettingAnswer = z.infer<typeof settingAnswer>;

/** Saves a setting in place of `version`; 0 for a new one. Without `params` those it has stay: it is only renamed. */
export const putSettingRequest = z.strictObject({
  version: count,
  name: settingName,
  report: z.string().check(z.maxLength(100)),
  params: z.optional(savedParams),
});
export type PutSettingRequest = z.infer<typeof putSettingRequest>;

/** `stale`: somebody else was faster; nothing was stored. `current` is theirs, null where they deleted it. */
export const putSettingAnswer = z.discriminatedUnion('result', [
  z.object({ result: z.literal('saved'), setting: savedSetting }),
  z.object({ result: z.literal('stale'), current: z.nullable(savedSetting) }),
]);
export type PutSettingAnswer = z.infer<typeof putSettingAnswer>;

export const deleteSettingAnswer = z.discriminatedUnion('result', [
  z.object({ result: z.literal('deleted') }),
  z.object({ result: z.literal('stale'), current: savedSetting }),
]);
export type DeleteSettingAnswer = z.infer<typeof deleteSettingAnswer>;

/** What each report was last run with by the asker. Names are hidden in it, however they were asked for. */
export const lastUsedList = z.object({
  lastUsed: z.array(z.object({ report: z.string(), params: savedParams, gone: z.array(gone), at: z.string() })),
});
export type LastUsedList = z.infer<typeof lastUsedList>;

/** What is kept of a run that is only now made. */
export const putLastUsedAnswer = z.object({ at: z.string() });

export const putLastUsedRequest = z.strictObject({ params: savedParams });
export type PutLastUsedRequest = z.infer<typeof putLastUsedRequest>;
