import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ENTRA_ID } from '../../functions/access/verify.ts';

const entraId = z.string().regex(ENTRA_ID, { error: 'must be an id as Entra shows it, in lower case' });

/** Under 90 days a breach is found later than its traces last; HUD's notice asks for logs that can be reviewed. */
const LOG_DAYS = [90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const megabytes = z.int().min(512).max(10_240);

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
  /** The address of the pages and of the service. Left out, the one that CloudFront gives. */
  domain: z.optional(
    z.strictObject({
      name: z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, {
        error: 'must be a name such as hmis.example.org, in lower case',
      }),
      /** For CloudFront a certificate lies in us-east-1, whatever the region of the deployment. */
      certificateArn: z.string().regex(/^arn:aws(-[a-z]+)*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/, {
        error: 'must be the ARN of a certificate of AWS Certificate Manager in us-east-1',
      }),
    }),
  ),
  /** A web ACL of AWS WAF, made for CloudFront. Left out, there is none. */
  webAclArn: z.optional(
    z.string().regex(/^arn:aws(-[a-z]+)*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[0-9a-f-]+$/, {
      error: 'must be the ARN of a web ACL for CloudFront, …:global/webacl/…',
    }),
  ),
  /** A bucket where a zip that is put there starts an import, without a person's token. */
  dropFolder: z.boolean().default(false),
  /** The add-in's id, made once for this deployment: by it Excel knows the add-in again. */
  addinId: z.uuid({ error: 'must be an id such as crypto.randomUUID() makes' }),
  alarms: z.strictObject({
    /** Who is told; AWS asks the address once whether it wants to be. */
    email: z.email({ error: 'must be an e-mail address' }),
    /** Past so many hours without a new export there is an alarm. CloudWatch looks back seven days at most. */
    newExportHours: z.int().min(2).max(168),
    /** US dollars a month of the whole account. */
    monthlyBudget: z.number().positive(),
  }),
  retention: z.strictObject({
    /** One of the terms that CloudWatch knows. */
    logDays: z.literal(LOG_DAYS, { error: `must be one of ${LOG_DAYS.join(', ')}` }),
    /** Until then nobody at all can change or delete a digest of the audit trail. */
    digestYears: z.int().min(1).max(25),
  }),
  /** A whole CPU comes at 1,769 MB. */
  memory: z.strictObject({ api: megabytes, importer: megabytes }),
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
