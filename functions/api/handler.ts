import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { fileRequest } from '../../shared/contract/files.ts';
import { importRequest } from '../../shared/contract/imports.ts';
import { rightsAsked } from '../../shared/contract/people.ts';
import { ROUTES, type RouteName, scopesOf } from '../../shared/contract/routes.ts';
import { type Me, pageRequest, planRequest } from '../../shared/contract/runs.ts';
import { putLastUsedRequest, putSettingRequest } from '../../shared/contract/saved.ts';
import { scheduleAct, scheduleRequest } from '../../shared/contract/schedules.ts';
import {
  readTrackerRequest,
  saveTrackerRequest,
  saveTrackersRequest,
  takeTrackerRequest,
} from '../../shared/contract/trackers.ts';
import { auditCheckRequest, auditRequest } from '../../shared/contract/trail.ts';
import { today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { TrailEvent } from '../../shared/trail-events.ts';
import { ORIGIN_HEADER } from '../access/origin.ts';
import { mayEditTrackers, type Profile, requireAdmin, requireProfile } from '../access/profiles.ts';
import { callRates, type RateKind } from '../access/rates.ts';
import { appendTrail } from '../access/trail.ts';
import { type Principal, requireScope } from '../access/verify.ts';
import { catalogFor } from '../runs/catalog.ts';
import { answer, answerError, httpsOnly } from './answer.ts';
import { auditEntries, checkAudit } from './audit.ts';
import { type Call, checkBody, matchCall } from './call.ts';
import { filePassword } from './file-password.ts';
import { askForFile, downloadFile, fileList, fileStatus, removeFile } from './files.ts';
import { asideAnswer, trackerAnswer } from './housing/read.ts';
import { saveTracker, saveTrackers } from './housing/save.ts';
import { takeTracker } from './housing/take-over.ts';
import { importStatus, rollback, snapshotList, startImport } from './imports.ts';
import { listReports, pageOfReport, planReport } from './reports.ts';
import {
  keepLastUsed,
  lastUsedList,
  ownerOf,
  removeSetting,
  saveSetting,
  settingAnswer,
  settingList,
  viewOf,
} from './saved.ts';
import { changeSchedule, endSchedule, makeSchedule, scheduleList } from './schedules.ts';
import type { Service } from './service.ts';
import { type SnapshotSource, snapshotSource } from './snapshots.ts';
import { endUser, putUser, userList } from './users.ts';

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The routes that show names, served by a function of their own: only its role can open them. */
export const PII_ROUTES: readonly RouteName[] = [
  'piiPlan',
  'piiPage',
  'piiTracker',
  'piiSaveTracker',
  'piiSaveTrackers',
  'piiFilePassword',
];
export const OTHER_ROUTES = (Object.keys(ROUTES) as RouteName[]).filter((route) => !PII_ROUTES.includes(route));

/**
 * The HTTP entry: see that the call came by our distribution, match, check the token, look up the rights of now, count the call, call, answer. Every refusal and
 * every fault ends in one answer, and in one line of the log without a client's data. Only the calls of people who have
 * rights here are counted: nobody else can cause a write.
 */
export function createHandler(service: Service, routes: readonly RouteName[]): Handler {
  const answerCall = callAnswerer(service, routes);
  return async (event) => httpsOnly(event, await answerCall(event));
}

function callAnswerer(service: Service, routes: readonly RouteName[]): Handler {
  const snapshots = snapshotSource(service.dynamo);
  const countCall = callRates(service.dynamo);
  return async (event) => {
    const requestId = event.requestContext.requestId;
    const started = Date.now();
    let route: RouteName | undefined;
    try {
      await requireOrigin(service, event);
      const call = matchCall(event, routes);
      route = call.route;
      const principal = await service.verify(bearerToken(event));
      for (const scope of scopesOf(call.route)) requireScope(principal, scope);
      const profile = await requireProfile(service.dynamo, principal);
      await countCall(profile, rateOf(call.route), service.now().getTime());
      const value = await refusalsKept(service, profile, call, async () => {
        if (ROUTES[call.route].scope === 'Admin') requireAdmin(profile);
        return respond(service, snapshots, principal, profile, call);
      });
      service.log('info', 'call', { requestId, route, ms: Date.now() - started });
      return answer(event, 200, value);
    } catch (error) {
      const code = error instanceof HmisError ? error.code : 'Internal';
      const level = code === 'Internal' ? 'error' : 'warn';
      service.log(level, 'refused', {
        requestId,
        route,
        code,
        ms: Date.now() - started,
        ...(level === 'error' ? faultOf(error) : {}),
      });
      return answerError(error, requestId);
    }
  };
}

/** Nobody goes around the distribution, and with it around its firewall. */
async function requireOrigin({ cameThrough }: Service, { headers }: APIGatewayProxyEventV2): Promise<void> {
  if (cameThrough && !(await cameThrough(headers[ORIGIN_HEADER]))) {
    throw new HmisError('NotAllowed', 'Call the service at the address of its pages.');
  }
}

function bearerToken(event: APIGatewayProxyEventV2): string {
  const [, token] = /^Bearer ([^\s]+)$/i.exec(event.headers.authorization ?? '') ?? [];
  if (!token) throw new HmisError('NotSignedIn', 'Sign in first.');
  return token;
}

async function respond(
  service: Service,
  snapshots: SnapshotSource,
  principal: Principal,
  profile: Profile,
  { route, path, body }: Call,
): Promise<unknown> {
  const { id = '', n = '', tid = '', oid = '', organization } = path;
  const asker = { principal, profile, withNames: PII_ROUTES.includes(route) };
  switch (route) {
    case 'me':
      return meOf(profile);
    case 'catalog':
      return catalogFor(await snapshots.current(), profile, today(service.now(), service.timeZone));
    case 'reports':
      return listReports(service);
    case 'plan':
    case 'piiPlan':
      return planReport(service, snapshots, asker, id, checkBody(planRequest, body));
    case 'page':
    case 'piiPage':
      return pageOfReport(service, snapshots, asker, id, n, checkBody(pageRequest, body));
    case 'startImport':
      return startImport(service, profile, checkBody(importRequest, body));
    case 'import':
      return importStatus(service, id);
    case 'snapshots':
      return snapshotList(service);
    case 'rollback':
      return rollback(service, profile, id);
    case 'users':
      return userList(service);
    case 'putUser':
      return putUser(service, profile, tid, oid, checkBody(rightsAsked, body));
    case 'endUser':
      return endUser(service, profile, tid, oid);
    case 'audit':
      return auditEntries(service, profile, checkBody(auditRequest, body));
    case 'auditCheck':
      return checkAudit(service, profile, checkBody(auditCheckRequest, body));
    case 'tracker':
      return trackerAnswer(service, snapshots, asker, id, {});
    case 'piiTracker':
      return trackerAnswer(service, snapshots, asker, id, checkBody(readTrackerRequest, body));
    case 'saveTracker':
    case 'piiSaveTracker':
      return saveTracker(service, snapshots, asker, id, checkBody(saveTrackerRequest, body));
    case 'saveTrackers':
    case 'piiSaveTrackers':
      return saveTrackers(service, snapshots, asker, checkBody(saveTrackersRequest, body));
    case 'takeTracker':
      return takeTracker(service, snapshots, asker, id, checkBody(takeTrackerRequest, body));
    case 'trackersAside':
      return asideAnswer(service, snapshots, asker);
    case 'createFile':
      return askForFile(service, snapshots, asker, checkBody(fileRequest, body));
    case 'files':
      return fileList(service, profile);
    case 'file':
      return fileStatus(service, profile, id);
    case 'downloadFile':
      return downloadFile(service, profile, id);
    case 'deleteFile':
      return removeFile(service, profile, id);
    case 'settings':
      return settingList(await viewOf(service, snapshots, profile));
    case 'setting':
    case 'sharedSetting':
      return settingAnswer(await viewOf(service, snapshots, profile), ownerOf(profile, organization), id);
    case 'putSetting':
    case 'putSharedSetting': {
      const request = checkBody(putSettingRequest, body);
      return saveSetting(await viewOf(service, snapshots, profile), ownerOf(profile, organization), id, request);
    }
    case 'deleteSetting':
    case 'deleteSharedSetting':
      return removeSetting(await viewOf(service, snapshots, profile), ownerOf(profile, organization), id, n);
    case 'lastUsed':
      return lastUsedList(await viewOf(service, snapshots, profile));
    case 'putLastUsed':
      return keepLastUsed(await viewOf(service, snapshots, profile), id, checkBody(putLastUsedRequest, body));
    case 'piiFilePassword':
      return filePassword(service, profile, id);
    case 'schedules':
      return scheduleList(service, profile);
    case 'makeSchedule':
      return makeSchedule(service, snapshots, asker, id, checkBody(scheduleRequest, body));
    case 'changeSchedule':
      return changeSchedule(service, snapshots, asker, id, checkBody(scheduleAct, body).act);
    case 'endSchedule':
      return endSchedule(service, profile, id);
  }
}

function rateOf(route: RouteName): RateKind {
  switch (route) {
    case 'plan':
    case 'piiPlan':
    case 'createFile':
    case 'downloadFile':
    case 'piiFilePassword':
    case 'makeSchedule':
    case 'changeSchedule':
      return 'plan';
    case 'page':
    case 'piiPage':
      return 'page';
    case 'saveTracker':
    case 'saveTrackers':
    case 'takeTracker':
    case 'piiSaveTracker':
    case 'piiSaveTrackers':
    case 'putSetting':
    case 'deleteSetting':
    case 'putSharedSetting':
    case 'deleteSharedSetting':
      return 'edit';
    default:
      return ROUTES[route].scope === 'Admin' ? 'admin' : 'other';
  }
}

/** What the trail calls an attempt by a route; attempts by the others give nothing away and are not kept. */
const ATTEMPTS: Partial<Record<RouteName, TrailEvent>> = {
  plan: 'plan',
  piiPlan: 'plan',
  page: 'page',
  piiPage: 'page',
  startImport: 'importStart',
  rollback: 'rollback',
  putUser: 'rightsChange',
  endUser: 'rightsChange',
  audit: 'trailRead',
  auditCheck: 'trailRead',
  tracker: 'trackerRead',
  piiTracker: 'trackerRead',
  trackersAside: 'trackerRead',
  saveTracker: 'trackerEdit',
  saveTrackers: 'trackerEdit',
  piiSaveTracker: 'trackerEdit',
  piiSaveTrackers: 'trackerEdit',
  takeTracker: 'trackerTaken',
  createFile: 'fileAsked',
  file: 'fileDownload',
  downloadFile: 'fileDownload',
  deleteFile: 'fileDeleted',
  setting: 'setting',
  putSetting: 'setting',
  deleteSetting: 'setting',
  sharedSetting: 'setting',
  putSharedSetting: 'setting',
  deleteSharedSetting: 'setting',
  putLastUsed: 'setting',
  piiFilePassword: 'filePassword',
  makeSchedule: 'schedule',
  changeSchedule: 'schedule',
  endSchedule: 'schedule',
};

/** Someone who asks for what is not theirs learns nothing; the trail keeps that they asked. */
async function refusalsKept<T>(
  service: Service,
  { tid, oid, name }: Profile,
  call: Call,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const what = ATTEMPTS[call.route];
    if (what && error instanceof HmisError && isOutOfReach(error)) {
      const details = { route: call.route, field: error.field ?? null };
      await appendTrail(
        service.dynamo,
        { tid, oid, name, what, details, rows: 0, pii: false, result: error.code },
        service.now(),
      );
    }
    throw error;
  }
}

/** A mistyped report, snapshot or person (`id`, `oid`) is a mistake; a project or page that is not there may be another's. */
function isOutOfReach({ code, field }: HmisError): boolean {
  return code === 'NotAllowed' || (code === 'NotFound' && field !== 'id' && field !== 'oid');
}

function meOf(profile: Profile): Me {
  const { tid, oid, name, role, organizations, mayShowPii } = profile;
  return {
    tid,
    oid,
    name,
    role,
    organizations: organizations === 'all' ? 'all' : [...organizations],
    mayShowPii,
    mayEditTrackers: mayEditTrackers(profile),
  };
}

/** What the operator needs of a fault: its class and where, never its message, which could quote data. */
function faultOf(error: unknown): Record<string, unknown> {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return { fault: typeof cause };
  const where = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim());
  return { fault: cause.name, where };
}
