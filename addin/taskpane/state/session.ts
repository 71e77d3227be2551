import type { Catalog, Me, ReportList } from '../../../shared/contract/runs.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { RunClient } from '../../service/run-client.ts';
import { isUnreachable, type Trouble, troubleOf } from './trouble.ts';

/** What the service says of who is signed in and what there is to choose from. */
export interface Facts {
  readonly me: Me;
  readonly catalog: Catalog;
  readonly reports: ReportList['reports'];
}

/** Why a person who was signed in no longer is. */
export type SignedOutWhy = 'ranOut' | 'idle' | 'signedOut';

export type Session =
  /** Asking for a sign-in without a word, or for the facts. */
  | { readonly phase: 'loading' }
  | { readonly phase: 'signedOut'; readonly why: SignedOutWhy }
  | { readonly phase: 'ready'; readonly facts: Facts }
  | { readonly phase: 'noData'; readonly me: Me }
  | { readonly phase: 'noRights' }
  | { readonly phase: 'failed'; readonly trouble: Trouble; readonly unreachable: boolean };

/** Asks who is signed in and what there is, all at once; every refusal is a phase. */
export async function loadSession(client: RunClient): Promise<Session> {
  const [me, catalog, reports] = await Promise.allSettled([client.me(), client.catalog(), client.reports()]);
  if (me.status === 'rejected') return sessionAfter(me.reason);
  if (catalog.status === 'rejected') {
    return hasCode(catalog.reason, 'NoSnapshot') ? { phase: 'noData', me: me.value } : sessionAfter(catalog.reason);
  }
  if (reports.status === 'rejected') return sessionAfter(reports.reason);
  return { phase: 'ready', facts: { me: me.value, catalog: catalog.value, reports: reports.value.reports } };
}

function sessionAfter(error: unknown): Session {
  if (hasCode(error, 'NotSignedIn')) return { phase: 'signedOut', why: 'ranOut' };
  if (hasCode(error, 'NotAllowed')) return { phase: 'noRights' };
  return { phase: 'failed', trouble: troubleOf(error), unreachable: isUnreachable(error) };
}

function hasCode(error: unknown, code: HmisError['code']): boolean {
  return error instanceof HmisError && error.code === code;
}

/** True for one and the same person: only then do an earlier sign-in's choices come back. */
export function samePerson(a: Me | undefined, b: Me): boolean {
  return a !== undefined && a.tid === b.tid && a.oid === b.oid;
}
