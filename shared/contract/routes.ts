import type { TokenScope } from '../roles.ts';

/**
 * Every route: where it is and which permission of the token it asks for, and which one `also`. `{id}` stands for one path
 * segment.
 */
export const ROUTES = {
  me: { method: 'GET', path: '/v1/me', scope: 'Reports.Read' },
  catalog: { method: 'GET', path: '/v1/catalog', scope: 'Reports.Read' },
  reports: { method: 'GET', path: '/v1/reports', scope: 'Reports.Read' },
  plan: { method: 'POST', path: '/v1/reports/{id}/plan', scope: 'Reports.Read' },
  page: { method: 'POST', path: '/v1/reports/{id}/pages/{n}', scope: 'Reports.Read' },
  piiPlan: { method: 'POST', path: '/v1/pii/reports/{id}/plan', scope: 'Reports.Read.Pii' },
  piiPage: { method: 'POST', path: '/v1/pii/reports/{id}/pages/{n}', scope: 'Reports.Read.Pii' },
  startImport: { method: 'POST', path: '/v1/imports', scope: 'Admin' },
  import: { method: 'GET', path: '/v1/imports/{id}', scope: 'Admin' },
  snapshots: { method: 'GET', path: '/v1/snapshots', scope: 'Admin' },
  rollback: { method: 'POST', path: '/v1/snapshots/{id}/current', scope: 'Admin' },
  users: { method: 'GET', path: '/v1/users', scope: 'Admin' },
  putUser: { method: 'PUT', path: '/v1/users/{tid}/{oid}', scope: 'Admin' },
  endUser: { method: 'DELETE', path: '/v1/users/{tid}/{oid}', scope: 'Admin' },
  audit: { method: 'POST', path: '/v1/audit', scope: 'Admin' },
  auditCheck: { method: 'POST', path: '/v1/audit/check', scope: 'Admin' },
  tracker: { method: 'GET', path: '/v1/housing/{id}', scope: 'Reports.Read' },
  saveTracker: { method: 'PUT', path: '/v1/housing/{id}', scope: 'Housing.Write' },
  saveTrackers: { method: 'POST', path: '/v1/housing', scope: 'Housing.Write' },
  takeTracker: { method: 'POST', path: '/v1/housing/{id}/take-over', scope: 'Housing.Write' },
  trackersAside: { method: 'GET', path: '/v1/housing-aside', scope: 'Reports.Read' },
  piiTracker: { method: 'POST', path: '/v1/pii/housing/{id}', scope: 'Reports.Read.Pii' },
  piiSaveTracker: { method: 'PUT', path: '/v1/pii/housing/{id}', scope: 'Housing.Write', also: 'Reports.Read.Pii' },
  piiSaveTrackers: { method: 'POST', path: '/v1/pii/housing', scope: 'Housing.Write', also: 'Reports.Read.Pii' },
  createFile: { method: 'POST', path: '/v1/files', scope: 'Files.Create', also: 'Reports.Read.Pii' },
  files: { method: 'GET', path: '/v1/files', scope: 'Files.Create' },
  file: { method: 'GET', path: '/v1/files/{id}', scope: 'Files.Create' },
  downloadFile: { method: 'POST', path: '/v1/files/{id}/download', scope: 'Files.Create' },
  piiFilePassword: { method: 'POST', path: '/v1/pii/files/{id}/password', scope: 'Files.Create' },
  schedules: { method: 'GET', path: '/v1/schedules', scope: 'Files.Create' },
  makeSchedule: { method: 'PUT', path: '/v1/schedules/{id}', scope: 'Files.Create' },
  changeSchedule: { method: 'POST', path: '/v1/schedules/{id}', scope: 'Files.Create' },
  endSchedule: { method: 'DELETE', path: '/v1/schedules/{id}', scope: 'Files.Create' },
  deleteFile: { method: 'DELETE', path: '/v1/files/{id}', scope: 'Files.Create' },
  settings: { method: 'GET', path: '/v1/saved', scope: 'Reports.Read' },
  setting: { method: 'GET', path: '/v1/saved/{id}', scope: 'Reports.Read' },
  putSetting: { method: 'PUT', path: '/v1/saved/{id}', scope: 'Reports.Read' },
  deleteSetting: { method: 'DELETE', path: '/v1/saved/{id}/versions/{n}', scope: 'Reports.Read' },
  sharedSetting: { method: 'GET', path: '/v1/organizations/{organization}/saved/{id}', scope: 'Reports.Read' },
  putSharedSetting: { method: 'PUT', path: '/v1/organizations/{organization}/saved/{id}', scope: 'Reports.Read' },
  deleteSharedSetting: {
    method: 'DELETE',
    path: '/v1/organizations/{organization}/saved/{id}/versions/{n}',
    scope: 'Reports.Read',
  },
  lastUsed: { method: 'GET', path: '/v1/last-used', scope: 'Reports.Read' },
  putLastUsed: { method: 'PUT', path: '/v1/last-used/{id}', scope: 'Reports.Read' },
} as const satisfies Record<string, Route>;

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly scope: TokenScope;
  readonly also?: TokenScope;
}

/** The permissions of the token that a route asks for. */
export function scopesOf(route: RouteName): readonly TokenScope[] {
  const { scope, also }: Route = ROUTES[route];
  return also === undefined ? [scope] : [scope, also];
}

export type RouteName = keyof typeof ROUTES;
