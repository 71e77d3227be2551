import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ENTRA_ID } from '../../functions/access/verify.ts';

const entraId = z.string().regex(ENTRA_ID, { error: 'must be an id as Entra shows it, in lower case' });

/** One deployment on AWS: one HMIS in one time zone, whose people sign in from these Entra tenants. */
const stage = z.strictObject({
  /** Part of every name and of the names' encryption context: changing it later makes stored names unreadable. */
  deployment: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, {
    error: 'must be 2 to 31 lower-case letters, digits and hyphens, a letter first',
  }),
  /** It decides which day is today. */
  timeZone: z.string().refine(isTimeZone, { error: 'must be a time zone such as America/Chicago' }),
  tenants: z.array(entraId).min(1),
  /** The API's application id. */
  audience: entraId,
  /** Application ids of the clients that may call. */
  clientIds: z.array(entraId).min(1),
  /** Days a housing tracker is kept whose enrollment is gone from the HMIS; 90 where left out. */
  trackersAsideDays: z.optional(z.int().min(1).max(3_650)),
  /** Days that a finished validation file is kept. */
  filesLastDays: z.int().min(1).max(365).default(7),
  /** Left out, whatever the deployer's credentials are for. */
  account: z.optional(z.string().regex(/^\d{12}$/, { error: 'must be an account id of 12 digits' })),
  region: z.optional(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'must be a region such as us-east-2' })),
});

export type Stage = z.infer<typeof stage>;

/** Checks a stage's settings; throws an Error that names each field that is wrong. */
export function parseStage(settings: unknown): Stage {
  const parsed = stage.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new Error(`The stage's settings are not right.\n${z.prettifyError(parsed.error)}`);
}

/** The stage `infra/aws/stages/<name>.json`; throws an Error where there is none or it is not right. */
export function readStage(name: string): Stage {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error('A stage is named by lower-case letters, digits and hyphens.');
  return parseStage(JSON.parse(readFileSync(new URL(`stages/${name}.json`, import.meta.url), 'utf8')));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
