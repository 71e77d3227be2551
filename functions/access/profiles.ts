import { isDeepStrictEqual } from 'node:util';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { HmisError } from '../../shared/errors.ts';
import { isId, type OrganizationId } from '../../shared/ids.ts';
import { badRequest } from '../../shared/parameter.ts';
import { ROLES } from '../../shared/roles.ts';
import { type Dynamo, isConditionFailed, queryAll, stillAt } from '../snapshot/dynamo.ts';
import type { Json } from './canonical-json.ts';
import { ENTRA_ID, type Principal } from './verify.ts';

/** Who a person is in Entra. */
export type Person = Pick<Principal, 'tid' | 'oid'>;

const entraId = z.string().regex(ENTRA_ID, { error: 'must be an id as Entra shows it, in lower case' });
const organizationId = z
  .string()
  .refine(isId, { error: 'must be an id of 1 to 200 bytes' })
  .transform((text) => text as OrganizationId);

const rights = z.strictObject({
  tid: entraId,
  oid: entraId,
  name: z.string().trim().min(1).max(200),
  role: z.enum(ROLES),
  organizations: z.union([
    z.literal('all'),
    z
      .array(organizationId)
      .max(500)
      .transform((ids): readonly OrganizationId[] => [...new Set(ids)].sort()),
  ]),
  mayShowPii: z.boolean(),
  active: z.boolean(),
});

const coordinatorRule = z.superRefine<Omit<Profile, 'version'>>(({ role, organizations, mayShowPii }, context) => {
  if (role !== 'coordinator') return;
  if (organizations !== 'all') {
    context.addIssue({ code: 'custom', path: ['organizations'], message: 'must be "all" for a coordinator' });
  }
  if (mayShowPii)
    context.addIssue({ code: 'custom', path: ['mayShowPii'], message: 'must be false for a coordinator' });
});

const askedProfile = rights.check(coordinatorRule);
const storedProfile = rights.extend({ version: z.int().min(1) }).check(coordinatorRule);

/**
 * A person's rights in this deployment, as an admin gave them. `organizations` is what they see rows of: 'all' for the
 * whole CoC but victim service providers, which must be named one by one. `version` counts the changes.
 */
export interface Profile extends Person {
  readonly name: string;
  readonly role: (typeof ROLES)[number];
  readonly organizations: 'all' | readonly OrganizationId[];
  readonly mayShowPii: boolean;
  readonly active: boolean;
  readonly version: number;
}

/** A profile as it stands now, ended or not; undefined where there never was one. */
export async function getProfile({ doc, table }: Dynamo, { tid, oid }: Person): Promise<Profile | undefined> {
  const key = { pk: `USER#${tid}#${oid}`, sk: 'PROFILE' };
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { pk, sk, ...stored } = Item;
  const parsed = storedProfile.safeParse(stored);
  if (!parsed.success) throw new HmisError('Internal', 'A stored profile cannot be read. Tell the administrator.');
  return parsed.data;
}

/** The rights of the person who calls, read anew each time. Throws HmisError `NotAllowed` where there are none. */
export async function requireProfile(dynamo: Dynamo, principal: Principal): Promise<Profile> {
  const profile = await getProfile(dynamo, principal);
  if (profile?.active) return profile;
  throw new HmisError(
    'NotAllowed',
    'You have no rights in this HMIS yet. Ask your HMIS administrator to give you some.',
  );
}

/** Throws HmisError `NotAllowed` unless the profile is an administrator's. */
export function requireAdmin(profile: Profile): void {
  if (profile.role === 'admin') return;
  throw new HmisError('NotAllowed', 'Only an HMIS administrator can do this.');
}

/** Whether a person edits housing trackers of the projects they see, and so sees barriers: everyone but a coordinator. */
export function mayEditTrackers({ active, role }: Pick<Profile, 'active' | 'role'>): boolean {
  return active && role !== 'coordinator';
}

/** Checks what an admin sent: throws HmisError `BadRequest` with the field named. */
export function parseProfile(sent: unknown): Omit<Profile, 'version'> {
  const parsed = askedProfile.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw badRequest(parsed.error.issues);
}

/**
 * Stores rights in place of those that were looked at (`before`, undefined for a person new here), effective at the
 * person's next call. Throws HmisError `Busy` where another admin was faster: nothing is changed then. The caller writes
 * the trail first, with `rightsChange`.
 */
export async function putProfile(dynamo: Dynamo, sent: unknown, before: Profile | undefined): Promise<Profile> {
  const profile = { ...parseProfile(sent), version: (before?.version ?? 0) + 1 };
  const { doc, table } = dynamo;
  const person = `${profile.tid}#${profile.oid}`;
  // The listing goes first: an interrupted call leaves a listed person without a profile, whom the list skips.
  await doc.send(new PutCommand({ TableName: table, Item: { pk: 'USERS', sk: person } }));
  try {
    const Item = { pk: `USER#${person}`, sk: 'PROFILE', ...profile };
    await doc.send(new PutCommand({ TableName: table, Item, ...stillAt(before?.version ?? 0) }));
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    // The client tries again where an answer was lost, and then runs into its own write.
    if (isSameProfile(await getProfile(dynamo, profile), profile)) return profile;
    throw changedMeanwhile();
  }
  return profile;
}

export function isSameProfile(stored: Profile | undefined, profile: Profile): boolean {
  return isDeepStrictEqual(stored, profile);
}

export function changedMeanwhile(): HmisError {
  return new HmisError('Busy', "This person's rights have been changed by someone else. Look again, then decide.");
}

/** The same person with all rights taken away. The profile stays, inactive, so that the trail's ids keep a name. */
export function withoutRights({ version, ...rights }: Profile): Omit<Profile, 'version'> {
  return { ...rights, active: false };
}

/**
 * Everyone who has or had rights, by name. The list is kept under a key of its own (`USERS`), for a Scan would read the
 * whole table and an index would lag behind a change of rights.
 */
export async function listProfiles(dynamo: Dynamo): Promise<Profile[]> {
  const people: Person[] = [];
  const listing = queryAll(dynamo, {
    KeyConditionExpression: 'pk = :users',
    ExpressionAttributeValues: { ':users': 'USERS' },
    ConsistentRead: true,
  });
  for await (const { sk } of listing) {
    const [tid = '', oid = ''] = String(sk).split('#');
    people.push({ tid, oid });
  }
  const profiles: Profile[] = [];
  for (let from = 0; from < people.length; from += READ_AT_ONCE) {
    const read = await Promise.all(people.slice(from, from + READ_AT_ONCE).map((person) => getProfile(dynamo, person)));
    profiles.push(...read.filter((profile) => profile !== undefined));
  }
  return profiles.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const READ_AT_ONCE = 25;

const FIELDS = ['name', 'role', 'organizations', 'mayShowPii', 'active'] as const;

/** What a change of rights changes, by field, for the trail. */
export function rightsChange(
  before: Profile | undefined,
  after: Omit<Profile, 'version'>,
): Record<string, { before: Json; after: Json }> {
  return Object.fromEntries(
    FIELDS.map((field) => [field, { before: before?.[field] ?? null, after: after[field] }] as const).filter(
      ([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after),
    ),
  );
}
