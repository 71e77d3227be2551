import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../addin/service/client.ts';
import { type RunResult, runReport } from '../addin/service/run.ts';
import type { Log, Service } from '../functions/api/service.ts';
import type { ValidationRules } from '../functions/files/validation-zip.ts';
import type { Dynamo } from '../functions/snapshot/dynamo.ts';
import { localTokens } from '../infra/local/cli/connect.ts';
import { LOCAL_PEOPLE } from '../infra/local/people.ts';
import { type LocalService, startLocalService } from '../infra/local/service.ts';
import type { ImportStatus } from '../shared/contract/imports.ts';
import type { ProfileBody } from '../shared/contract/people.ts';
import { loadReport } from '../shared/load-report.ts';
import type { Role } from '../shared/roles.ts';

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** A call as it goes over the wire. `body` is sent as JSON, or as it is where it is a text. */
export interface WireCall {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** undefined where the body is no JSON. */
  readonly json: unknown;
}

/** The whole service over real HTTP on a folder of its own. */
export interface TestService {
  readonly url: string;
  readonly secret: string;
  readonly dataDir: string;
  /** The tables behind it. */
  readonly dynamo: Dynamo;
  /** What it has logged so far. */
  readonly log: readonly LogLine[];
  /** The typed client of one of the four people. */
  as(role: Role): Client;
  token(role: Role): Promise<string>;
  ask(token: string | undefined, call: WireCall): Promise<WireAnswer>;
  /** A whole run of a report: rows in order, notes. */
  run(role: Role, params: Readonly<Record<string, unknown>>, reason?: string, report?: string): Promise<RunResult>;
  import(zip: Buffer, options?: { acceptSmaller?: boolean }): Promise<ImportStatus>;
  /** Changes one of the four people's rights, as an admin would. */
  giveRights(role: Role, change: Partial<ProfileBody>): Promise<void>;
  /** Moves the service's clock; tokens and signatures go by the real one. */
  setClock(at: Date): void;
  /** The same data under a service with other parts. */
  restart(change: Partial<Pick<Service, 'pageRows' | 'reportIds'>>): Promise<void>;
  /** Finds the schedules that are due by the service's clock. */
  runDue(): Promise<number>;
  /** Settles when every import and every file has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startService(
  options: {
    readonly zip?: Buffer;
    readonly pageRows?: number;
    readonly now?: Date;
    readonly rules?: Partial<ValidationRules>;
  } = {},
): Promise<TestService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hmis-service-'));
  const lines: LogLine[] = [];
  const log: Log = (level, event, facts) => lines.push({ level, event, ...facts });
  let clock = options.now;
  const now = () => clock ?? new Date();
  const parts = options.pageRows === undefined ? {} : { pageRows: options.pageRows };
  const rules = options.rules ? { rules: options.rules } : {};
  let local: LocalService = await startLocalService({ dataDir, change: { log, now, ...parts }, ...rules });

  const as = (role: Role): Client => createClient({ url: local.url, tokens: localTokens(local, role) });
  const service: TestService = {
    get url() {
      return local.url;
    },
    get secret() {
      return local.secret;
    },
    get dynamo() {
      return local.dynamo;
    },
    dataDir,
    log: lines,
    as,
    token: (role) => localTokens(local, role).token(['Reports.Read']),
    ask: (token, call) => ask(local.url, token, call),
    run: async (role, params, reason, report = 'active-clients') =>
      runReport(as(role), { report: await loadReport(report), params, reason }),
    async import(zip, { acceptSmaller } = {}) {
      const status = await importZip(as('admin'), zip, acceptSmaller);
      // The people's rights are given when an import is done.
      await local.idle();
      return status;
    },
    async giveRights(role, change) {
      const { tid, oid } = LOCAL_PEOPLE[role];
      const { users } = await as('admin').users();
      const known = users.find((user) => user.oid === oid);
      if (!known) throw new Error(`There is no ${role}.`);
      const { tid: _, oid: __, ...rights } = known;
      await as('admin').putUser(tid, oid, { ...rights, ...change });
    },
    setClock(at) {
      clock = at;
    },
    async restart(change) {
      await local.close();
      local = await startLocalService({ dataDir, change: { log, now, ...change }, ...rules });
    },
    runDue: () => local.runDue(),
    idle: () => local.idle(),
    async close() {
      await local.close();
      await rm(dataDir, { recursive: true });
    },
  };
  if (options.zip) {
    const { state, message } = await service.import(options.zip);
    if (state !== 'done') throw new Error(`The import was ${state}: ${message}`);
  }
  return service;
}

async function ask(url: string, token: string | undefined, call: WireCall): Promise<WireAnswer> {
  const { path, body, headers = {}, method = body === undefined ? 'GET' : 'POST' } = call;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function importZip(admin: Client, zip: Buffer, acceptSmaller = false): Promise<ImportStatus> {
  const { id, upload } = await admin.startImport({ size: zip.length, acceptSmaller });
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(zip) });
  if (put.status !== 200) throw new Error(`The upload was refused (${put.status}).`);
  for (;;) {
    const status = await admin.import(id);
    if (status.state !== 'waiting' && status.state !== 'running') return status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
