import type { Role } from '../../shared/roles.ts';

export interface LocalPerson {
  readonly tid: string;
  readonly oid: string;
  readonly name: string;
  readonly role: Role;
}

export const LOCAL_TENANT = 'a5d3c0de-0000-4000-8000-000000000001';

/** Four made-up people who can sign in on one machine, one of each role. Plain data: the pane's sign-in reads it too. */
export const LOCAL_PEOPLE = {
  manager: { tid: LOCAL_TENANT, oid: 'a5d3c0de-0000-4000-8000-00000000000a', name: 'Mara Ellis', role: 'manager' },
  dqo: { tid: LOCAL_TENANT, oid: 'a5d3c0de-0000-4000-8000-00000000000b', name: 'Dev Okafor', role: 'dqo' },
  coordinator: {
    tid: LOCAL_TENANT,
    oid: 'a5d3c0de-0000-4000-8000-00000000000c',
    name: 'Cora Lindqvist',
    role: 'coordinator',
  },
  admin: { tid: LOCAL_TENANT, oid: 'a5d3c0de-0000-4000-8000-00000000000d', name: 'Ada Park', role: 'admin' },
} as const satisfies Record<Role, LocalPerson>;
