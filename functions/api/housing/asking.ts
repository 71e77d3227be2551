import { createHash } from 'node:crypto';
import { today } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { type EnrollmentId, isId } from '../../../shared/ids.ts';
import { mayEditTrackers, type Profile } from '../../access/profiles.ts';
import { scopeFor } from '../../access/scope.ts';
import { appendTrail, type TrailFacts } from '../../access/trail.ts';
import type { Editor } from '../../housing/edit.ts';
import { trackerKeys } from '../../housing/seal.ts';
import { findStays, type Wanted } from '../../housing/stays.ts';
import type { TrackedStay, Tracker } from '../../housing/tracker.ts';
import type { Scope } from '../../snapshot/scope.ts';
import type { Snapshot } from '../../snapshot/stored.ts';
import type { Asker } from '../reports.ts';
import type { Service } from '../service.ts';
import type { SnapshotSource } from '../snapshots.ts';

/** One call about trackers: who asks by which door, what they may see, and of which data. */
export interface Asking {
  readonly service: Service;
  readonly profile: Profile;
  readonly scope: Scope;
  readonly snapshot: Snapshot;
  readonly editor: Editor;
}

/** Throws as `scopeFor` does: names need the right, the permission and a reason. */
export async function asking(
  service: Service,
  snapshots: SnapshotSource,
  { principal, profile, withNames }: Asker,
  reason: string | undefined,
): Promise<Asking> {
  const snapshot = await snapshots.current();
  const scope = scopeFor({
    principal,
    profile,
    projects: snapshot.catalog.projects,
    asked: { projects: [], organizations: [] },
    hidePii: !withNames,
    reason,
  });
  const { dynamo, keys, deployment } = service;
  if (withNames && !keys) throw new HmisError('NotAllowed', 'Names cannot be read here.');
  const now = service.now();
  const editor: Editor = {
    dynamo,
    keys: withNames && keys ? trackerKeys({ dynamo, keys, deployment }) : undefined,
    by: scope.who,
    now,
    today: today(now, service.timeZone),
  };
  return { service, profile, scope, snapshot, editor };
}

/** A victim service provider's stay with its own people, an administrator or not. */
export function maySeeAside({ role, organizations }: Profile, tracker: Tracker): boolean {
  if (organizations !== 'all' && organizations.includes(tracker.organizationId)) return true;
  return !tracker.victimServiceProvider && (organizations === 'all' || role === 'admin');
}

/** The stays that this person may see, by the scope of the call. */
export function staysOf(
  { service, scope, snapshot }: Asking,
  wanted: readonly Wanted[],
): Promise<Map<EnrollmentId, TrackedStay>> {
  return findStays(service, scope, snapshot, wanted);
}

/** Where to look first. */
export function hintsOf(tracker: Tracker | undefined): string[] {
  return tracker ? [tracker.projectId] : [];
}

/** Throws HmisError `NotAllowed` for who may not edit trackers. */
export function requireEditor(profile: Profile): void {
  if (mayEditTrackers(profile)) return;
  throw new HmisError('NotAllowed', 'You may not edit housing trackers. Ask your HMIS administrator.');
}

export const NOT_FOUND = 'There is no such enrollment among those you can see.';

/** One answer for what is not there and what is another's. */
export function notFound(): HmisError {
  return new HmisError('NotFound', NOT_FOUND, { field: 'enrollmentId' });
}

export function idOf(text: string): EnrollmentId {
  if (!isId(text)) throw notFound();
  return text as EnrollmentId;
}

/**
 * How the trail names a tracker: it is kept longer than people's data, and so has no client's id. Who has the id finds its
 * entries: the first 16 hexadecimal digits of its SHA-256.
 */
export function toldId(enrollmentId: string): string {
  return createHash('sha256').update(enrollmentId).digest('hex').slice(0, 16);
}

/** Written before anything is answered or stored. */
export async function trail(
  { service, scope, snapshot }: Asking,
  what: 'trackerRead' | 'trackerEdit' | 'trackerTaken',
  details: TrailFacts['details'],
  rows: number,
  result: TrailFacts['result'],
): Promise<void> {
  const { who, pii, reason } = scope;
  const told = { ...details, snapshot: snapshot.head.facts.id };
  await appendTrail(service.dynamo, { ...who, what, details: told, rows, pii, reason, result }, service.now());
}
