import {
  type ImportRequest,
  type ImportStarted,
  type ImportStatus,
  importStarted,
  importStatus,
  type SnapshotList,
  snapshotList,
} from '../../shared/contract/imports.ts';
import { type RightsAsked, type UserList, userList } from '../../shared/contract/people.ts';
import {
  type AuditAnswer,
  type AuditCheck,
  type AuditCheckRequest,
  type AuditRequest,
  auditAnswer,
  auditCheck,
} from '../../shared/contract/trail.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** An administrator's calls: imports, people and the trail. Every one throws as `call` says. */
export interface AdminClient {
  startImport(body: ImportRequest, options?: CallOptions): Promise<ImportStarted>;
  import(id: string, options?: CallOptions): Promise<ImportStatus>;
  snapshots(options?: CallOptions): Promise<SnapshotList>;
  rollback(id: string, options?: CallOptions): Promise<SnapshotList>;
  users(options?: CallOptions): Promise<UserList>;
  putUser(tid: string, oid: string, body: RightsAsked, options?: CallOptions): Promise<UserList>;
  endUser(tid: string, oid: string, options?: CallOptions): Promise<UserList>;
  audit(body: AuditRequest, options?: CallOptions): Promise<AuditAnswer>;
  checkAudit(body: AuditCheckRequest, options?: CallOptions): Promise<AuditCheck>;
}

export function createAdminClient(service: ServiceAddress): AdminClient {
  return {
    startImport: (body, options = {}) => call(service, { route: 'startImport', body, answer: importStarted }, options),
    import: (id, options = {}) => call(service, { route: 'import', path: { id }, answer: importStatus }, options),
    snapshots: (options = {}) => call(service, { route: 'snapshots', answer: snapshotList }, options),
    rollback: (id, options = {}) => call(service, { route: 'rollback', path: { id }, answer: snapshotList }, options),
    users: (options = {}) => call(service, { route: 'users', answer: userList }, options),
    putUser: (tid, oid, body, options = {}) =>
      call(service, { route: 'putUser', path: { tid, oid }, body, answer: userList }, options),
    endUser: (tid, oid, options = {}) =>
      call(service, { route: 'endUser', path: { tid, oid }, answer: userList }, options),
    audit: (body, options = {}) => call(service, { route: 'audit', body, answer: auditAnswer }, options),
    checkAudit: (body, options = {}) => call(service, { route: 'auditCheck', body, answer: auditCheck }, options),
  };
}
