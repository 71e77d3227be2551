import {
  type AuditAnswer,
  type AuditCheck,
  type AuditCheckRequest,
  type AuditRequest,
  auditAnswer,
  auditCheck,
  type Catalog,
  catalog,
  type FileDownload,
  type FileList,
  type FileRequest,
  type FileStatus,
  fileDownload,
  fileList,
  fileStatus,
  type ImportRequest,
  type ImportStarted,
  type ImportStatus,
  importStarted,
  importStatus,
  type Me,
  me,
  type PageAnswer,
  type PageRequest,
  type PlanAnswer,
  type PlanRequest,
  type ProfileBody,
  pageAnswer,
  planAnswer,
  type ReportList,
  reportList,
  type SnapshotList,
  snapshotList,
  type UserList,
  userList,
} from '../../shared/contract.ts';
import {
  type AsideList,
  asideList,
  type ReadTrackerRequest,
  type SaveResult,
  type SaveTrackerRequest,
  type SaveTrackersAnswer,
  type SaveTrackersRequest,
  saveResult,
  saveTrackersAnswer,
  type TakeTrackerRequest,
  type TrackerAnswer,
  trackerAnswer,
} from '../../shared/housing-contract.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

export type { CallOptions, ServiceAddress } from './call.ts';

/** The API's calls. Every one throws as `call` says. `pii` picks the routes that answer names and ask for a reason. */
export interface Client {
  me(options?: CallOptions): Promise<Me>;
  catalog(options?: CallOptions): Promise<Catalog>;
  reports(options?: CallOptions): Promise<ReportList>;
  plan(report: string, body: PlanRequest, pii: boolean, options?: CallOptions): Promise<PlanAnswer>;
  page(report: string, n: number, body: PageRequest, pii: boolean, options?: CallOptions): Promise<PageAnswer>;
  /** A tracker with its history. With a reason: by the door with names. */
  tracker(enrollmentId: string, body: ReadTrackerRequest, options?: CallOptions): Promise<TrackerAnswer>;
  saveTracker(enrollmentId: string, body: SaveTrackerRequest, pii: boolean, options?: CallOptions): Promise<SaveResult>;
  saveTrackers(body: SaveTrackersRequest, pii: boolean, options?: CallOptions): Promise<SaveTrackersAnswer>;
  takeTracker(enrollmentId: string, body: TakeTrackerRequest, options?: CallOptions): Promise<SaveResult>;
  trackersAside(options?: CallOptions): Promise<AsideList>;
  startImport(body: ImportRequest, options?: CallOptions): Promise<ImportStarted>;
  import(id: string, options?: CallOptions): Promise<ImportStatus>;
  snapshots(options?: CallOptions): Promise<SnapshotList>;
  rollback(id: string, options?: CallOptions): Promise<SnapshotList>;
  users(options?: CallOptions): Promise<UserList>;
  putUser(tid: string, oid: string, body: ProfileBody, options?: CallOptions): Promise<UserList>;
  endUser(tid: string, oid: string, options?: CallOptions): Promise<UserList>;
  audit(body: AuditRequest, options?: CallOptions): Promise<AuditAnswer>;
  checkAudit(body: AuditCheckRequest, options?: CallOptions): Promise<AuditCheck>;
  createFile(body: FileRequest, options?: CallOptions): Promise<FileStatus>;
  files(options?: CallOptions): Promise<FileList>;
  file(id: string, options?: CallOptions): Promise<FileStatus>;
  downloadFile(id: string, options?: CallOptions): Promise<FileDownload>;
  deleteFile(id: string, options?: CallOptions): Promise<FileList>;
}

/** A typed client of the API over web-standard fetch: the same in Excel's browser and in Node. */
export function createClient(service: ServiceAddress): Client {
  return {
    me: (options = {}) => call(service, { route: 'me', answer: me }, options),
    catalog: (options = {}) => call(service, { route: 'catalog', answer: catalog }, options),
    reports: (options = {}) => call(service, { route: 'reports', answer: reportList }, options),
    plan: (id, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiPlan' : 'plan', path: { id }, body, answer: planAnswer }, options),
    page: (id, n, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiPage' : 'page', path: { id, n }, body, answer: pageAnswer }, options),
    tracker: (id, body, options = {}) =>
      body.reason === undefined
        ? call(service, { route: 'tracker', path: { id }, answer: trackerAnswer }, options)
        : call(service, { route: 'piiTracker', path: { id }, body, answer: trackerAnswer }, options),
    saveTracker: (id, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiSaveTracker' : 'saveTracker', path: { id }, body, answer: saveResult }, options),
    saveTrackers: (body, pii, options = {}) =>
      call(service, { route: pii ? 'piiSaveTrackers' : 'saveTrackers', body, answer: saveTrackersAnswer }, options),
    takeTracker: (id, body, options = {}) =>
      call(service, { route: 'takeTracker', path: { id }, body, answer: saveResult }, options),
    trackersAside: (options = {}) => call(service, { route: 'trackersAside', answer: asideList }, options),
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
    createFile: (body, options = {}) => call(service, { route: 'createFile', body, answer: fileStatus }, options),
    files: (options = {}) => call(service, { route: 'files', answer: fileList }, options),
    file: (id, options = {}) => call(service, { route: 'file', path: { id }, answer: fileStatus }, options),
    downloadFile: (id, options = {}) =>
      call(service, { route: 'downloadFile', path: { id }, answer: fileDownload }, options),
    deleteFile: (id, options = {}) => call(service, { route: 'deleteFile', path: { id }, answer: fileList }, options),
  };
}
