import * as z from 'zod/mini';
import { LOCAL_TENANT } from '../../infra/local/people.ts';
import { fileRequest } from '../../shared/contract/files.ts';
import { importRequest } from '../../shared/contract/imports.ts';
import { profile } from '../../shared/contract/people.ts';
import type { RouteName } from '../../shared/contract/routes.ts';
import { pageRequest, planRequest } from '../../shared/contract/runs.ts';
import { putLastUsedRequest, putSettingRequest } from '../../shared/contract/saved.ts';
import { scheduleAct, scheduleRequest } from '../../shared/contract/schedules.ts';
import { saveTrackerRequest, saveTrackersRequest, takeTrackerRequest } from '../../shared/contract/trackers.ts';
import { auditCheckRequest, auditRequest } from '../../shared/contract/trail.ts';

/** Every route that takes a body: its schema, a body that is right but for what the test changes, and an address. */
export interface BodyRoute {
  readonly route: RouteName;
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  readonly schema: z.ZodMiniType;
  readonly body: Json;
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Of a setting and a schedule that are not there. */
const UUID = 'aaaaaaaa-2222-4333-8444-000000000042';
/** A person who is nobody: what is given to them by mistake harms none. */
const NOBODY = 'cccccccc-2222-4333-8444-000000000099';
const PARAMS = { from: '2026-01-01', to: '2026-01-28' } satisfies Json;
/** Stands for that of the service under attack. */
export const NO_SNAPSHOT = '20260131-0123456789abcdef';
const PAGE: Json = { params: PARAMS, snapshot: NO_SNAPSHOT, plan: 'f'.repeat(64) };
const NAMES: Json = { params: { ...PARAMS, hidePii: false }, reason: 'services' };

const SEALED: Json = { PropertyName: 'x', RegisteredSexOffender: 'No', BarrierNotes: 'x', Notes: 'x' };
/** Of an enrollment that is not there: what is taken by mistake harms none. */
const EDIT = {
  version: 0,
  changes: { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'Yes' },
  projectId: 'A2',
} satisfies Json;
/** Made from a version that is not there: what is taken by mistake is not stored. */
const SETTING = {
  version: 7,
  name: 'Weekly',
  report: 'active-clients',
  params: { ...PARAMS, to: { day: 'last', of: 'asOf' } },
} satisfies Json;
const SHEET = { rows: [{ enrollmentId: 'NONE', ...EDIT }], dryRun: true } satisfies Json;

export const BODY_ROUTES: readonly BodyRoute[] = [
  {
    route: 'plan',
    path: '/v1/reports/active-clients/plan',
    method: 'POST',
    schema: planRequest,
    body: { params: PARAMS },
  },
  { route: 'page', path: '/v1/reports/active-clients/pages/0', method: 'POST', schema: pageRequest, body: PAGE },
  { route: 'piiPlan', path: '/v1/pii/reports/active-clients/plan', method: 'POST', schema: planRequest, body: NAMES },
  {
    route: 'piiPage',
    path: '/v1/pii/reports/active-clients/pages/0',
    method: 'POST',
    schema: pageRequest,
    body: { ...PAGE, ...NAMES },
  },
  {
    route: 'makeSchedule',
    path: `/v1/schedules/${UUID}`,
    method: 'PUT',
    schema: scheduleRequest,
    body: {
      setting: { id: UUID, organization: null },
      rhythm: { every: 'week', on: 1, at: '07:00' },
      reason: 'services',
    },
  },
  {
    route: 'changeSchedule',
    path: `/v1/schedules/${UUID}`,
    method: 'POST',
    schema: scheduleAct,
    body: { act: 'pause' },
  },
  {
    route: 'startImport',
    path: '/v1/imports',
    method: 'POST',
    schema: importRequest,
    body: { size: 1_000, acceptSmaller: false },
  },
  {
    route: 'putUser',
    path: `/v1/users/${LOCAL_TENANT}/${NOBODY}`,
    method: 'PUT',
    schema: profile,
    body: { name: 'No Body', role: 'manager', organizations: ['OA'], mayShowPii: false, active: false },
  },
  {
    route: 'audit',
    path: '/v1/audit',
    method: 'POST',
    schema: auditRequest,
    body: {
      from: '2026-02-08',
      to: '2026-02-08',
      who: { tid: 't', oid: 'o' },
      what: 'plan',
      after: '2026-02-08T00:00:00.000Z#1#1',
    },
  },
  {
    route: 'auditCheck',
    path: '/v1/audit/check',
    method: 'POST',
    schema: auditCheckRequest,
    body: { day: '2026-02-08', heads: [{ shard: 0, seq: 1, hash: 'f'.repeat(64) }] },
  },
  { route: 'saveTracker', path: '/v1/housing/NONE', method: 'PUT', schema: saveTrackerRequest, body: EDIT },
  {
    route: 'piiSaveTracker',
    path: '/v1/pii/housing/NONE',
    method: 'PUT',
    schema: saveTrackerRequest,
    body: { ...EDIT, changes: SEALED, reason: 'services' },
  },
  { route: 'saveTrackers', path: '/v1/housing', method: 'POST', schema: saveTrackersRequest, body: SHEET },
  {
    route: 'piiSaveTrackers',
    path: '/v1/pii/housing',
    method: 'POST',
    schema: saveTrackersRequest,
    body: { ...SHEET, reason: 'services' },
  },
  {
    route: 'takeTracker',
    path: '/v1/housing/NONE/take-over',
    method: 'POST',
    schema: takeTrackerRequest,
    body: { from: 'NEITHER', projectId: 'A2' },
  },
  {
    route: 'createFile',
    path: '/v1/files',
    method: 'POST',
    schema: fileRequest,
    body: {
      kind: 'apr-validation',
      from: '2026-01-01',
      to: '2026-01-28',
      projects: ['A1'],
      reason: 'services',
      password: 'Lantern-River-42',
    },
  },
  {
    route: 'putSetting',
    path: '/v1/saved/cccccccc-2222-4333-8444-000000000099',
    method: 'PUT',
    schema: putSettingRequest,
    body: SETTING,
  },
  {
    route: 'putSharedSetting',
    path: '/v1/organizations/OA/saved/cccccccc-2222-4333-8444-000000000099',
    method: 'PUT',
    schema: putSettingRequest,
    body: SETTING,
  },
  {
    route: 'putLastUsed',
    path: '/v1/last-used/active-clients',
    method: 'PUT',
    schema: putLastUsedRequest,
    body: { params: SETTING.params },
  },
];

/** Where a value stands in a body. */
export type Place = readonly (string | number)[];

/** Every place of a schema that a body of ours fills: fields of objects, and the first item of lists. */
export function placesOf(schema: z.ZodMiniType, body: Json): Place[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const walk = (shape: Shape, value: Json | undefined, at: Place): Place[] => {
    const fields = Object.entries(shape.properties ?? {}).flatMap(([name, field]) =>
      walk(field, (value as Record<string, Json> | undefined)?.[name], [...at, name]),
    );
    const lists = [shape, ...(shape.anyOf ?? [])].flatMap(({ items }) =>
      items && Array.isArray(value) ? walk(items, value[0], [...at, 0]) : [],
    );
    return [...(at.length > 0 ? [at] : []), ...fields, ...lists];
  };
  return walk(root, body, []);
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** Every object of a body, by its place. */
export function objectsIn(body: Json, at: Place = []): Place[] {
  if (typeof body !== 'object' || body === null) return [];
  const inside = Object.entries(body).flatMap(([name, value]) =>
    objectsIn(value, [...at, Array.isArray(body) ? Number(name) : name]),
  );
  return Array.isArray(body) ? inside : [at, ...inside];
}

/** The body as text with other text at a place: for what no value can be (`1e999`, a key twice). */
export function bodyText(body: Json, at: Place, text: string): string {
  const [name, ...rest] = at;
  if (name === undefined) return text;
  if (Array.isArray(body))
    return `[${body.map((item, i) => (i === name ? bodyText(item, rest, text) : JSON.stringify(item))).join(',')}]`;
  const fields = { ...(body as Record<string, Json>), [name]: (body as Record<string, Json>)[name] ?? null };
  return `{${Object.entries(fields)
    .map(
      ([key, value]) => `${JSON.stringify(key)}:${key === name ? bodyText(value, rest, text) : JSON.stringify(value)}`,
    )
    .join(',')}}`;
}

/** The body as text with one more field in the object at a place, written as it is. */
export function withField(body: Json, at: Place, field: string): string {
  const object = at.reduce<Json>((value, name) => (value as Record<string | number, Json>)[name] ?? {}, body);
  const text = JSON.stringify(object);
  return bodyText(body, at, text === '{}' ? `{${field}}` : `{${text.slice(1, -1)},${field}}`);
}
