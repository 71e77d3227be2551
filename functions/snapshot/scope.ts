import type { ProjectId } from '../../shared/ids.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';

export interface ScopeFacts {
  /** The projects that may yield rows. */
  readonly projects: ReadonlySet<ProjectId>;
  /** Victim service providers' projects that were asked for and yield none: counted in the notes. */
  readonly withheld: ReadonlySet<ProjectId>;
  /** Whether names may be read and printed. */
  readonly pii: boolean;
  /** Whether barriers to housing may be printed: only for who may edit trackers. */
  readonly barriers: boolean;
  /** Why names are shown; undefined where they are hidden. */
  readonly reason: PiiReason | undefined;
  /** For the trail. */
  readonly who: { readonly tid: string; readonly oid: string; readonly name: string };
}

/** Private, and so lost in a copy: `{ ...scope, pii: true }` is no scope. */
declare class GrantedByAccess {
  private readonly granted: true;
}

/**
 * What one person may read in one call. Every reader of rows takes one. They are made by `functions/access/scope.ts`
 * alone: the check of the import directions lets no other file call `grantScope`.
 */
export type Scope = ScopeFacts & GrantedByAccess;

export function grantScope(facts: ScopeFacts): Scope {
  return Object.freeze(facts) as Scope;
}
