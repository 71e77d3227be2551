import { type Signal, signal } from '@preact/signals';
import type { Me } from '../../../../shared/contract/runs.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import type { Course, Trouble } from '../trouble.ts';
import { createPeople, type People } from './people.ts';
import { createTrail, type Trail } from './trail.ts';
import { zonedTime } from './zoned-time.ts';

export type AdminTab = 'people' | 'trail';

/** All the administrators' part knows and can do. */
export interface Admin {
  readonly tab: Signal<AdminTab>;
  readonly people: People;
  readonly trail: Trail;
}

export interface AdminParts {
  readonly client: AdminClient;
  readonly me: Me;
  /** Does what the pane does about a refusal; what is left is shown where it happened. */
  readonly follow: (course: Course) => Trouble | undefined;
  /** Reads the admin's own rights anew. */
  readonly ownRightsChanged: () => void;
}

export function createAdmin({ client, me, follow, ownRightsChanged }: AdminParts): Admin {
  return {
    tab: signal<AdminTab>('people'),
    people: createPeople({ client, me, follow, ownRightsChanged }),
    trail: createTrail({ client, time: zonedTime(), now: () => new Date(), follow }),
  };
}
