import type { Catalog, Me } from '../../../shared/contract/runs.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { SNAPSHOT } from '../service/scripted-service.ts';

const project = (id: string, name: string, organizationId: string, enrollments: number | null = 10) => ({
  id,
  name,
  organizationId,
  projectType: 13,
  projectTypeName: 'PH - Rapid Re-Housing',
  cocs: ['TX-600'],
  fundingSources: [],
  enrollments,
});

/** Two organizations with two projects each, and one of a victim service provider. */
export const CATALOG: Catalog = {
  snapshot: SNAPSHOT,
  asOf: calendarDate('2025-09-30'),
  organizations: [
    { id: 'o1', name: 'Harbor', victimServiceProvider: false },
    { id: 'o2', name: 'Bridge', victimServiceProvider: false },
    { id: 'o3', name: 'Shield', victimServiceProvider: true },
  ],
  projects: [
    project('109', 'Harbor House', 'o1'),
    project('110', 'Harbor Nights 10', 'o1'),
    project('111', 'Harbor Nights 9', 'o1'),
    project('209', 'Café Hogar', 'o2'),
    project('301', 'Shield Home', 'o3', null),
  ],
  cocs: ['TX-600', 'TX-601'],
  fundingSources: [{ id: '2', name: 'HUD: CoC' }],
  users: [{ id: 'u1', name: 'Pat' }],
};

export const ME: Me = {
  tid: 't',
  oid: 'o',
  name: 'Mara Ellis',
  role: 'manager',
  organizations: ['o1'],
  mayShowPii: true,
  mayEditTrackers: true,
};
