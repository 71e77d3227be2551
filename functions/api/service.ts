import type { OriginCheck } from '../access/origin.ts';
import type { Verifier } from '../access/verify.ts';
import type { FileStore } from '../files/file-store.ts';
import type { FileQueue } from '../files/queue.ts';
import type { Uploads } from '../importer/uploads.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import type { KeyService } from '../snapshot/keys.ts';

/** A line for the operator: an event and facts about it, ids and counts, never a client's data. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, facts: Readonly<Record<string, unknown>>) => void;

/**
 * What the API needs of its host. The same code runs in Lambda and on one machine: whoever starts it brings the parts.
 * Without a key service no name can be read: on AWS only the function of the `/v1/pii/` routes has one.
 */
export interface Service {
  readonly dynamo: Dynamo;
  readonly keys?: KeyService;
  /** Left out in the function of the `/v1/pii/` routes, which starts no import. */
  readonly uploads?: Uploads;
  /** Left out in the function of the `/v1/pii/` routes, which does not answer for files. */
  readonly files?: FileService;
  /** Opens the passwords of scheduled files, in the function of the `/v1/pii/` routes alone. */
  readonly passwordKeys?: KeyService;
  readonly verify: Verifier;
  /** Where a distribution stands in front: whether a call came through it. On one machine there is none. */
  readonly cameThrough?: OriginCheck;
  /** The name of this deployment, part of every key's encryption context. */
  readonly deployment: string;
  /** The CoC's time zone: it decides which day is today. */
  readonly timeZone: string;
  readonly reportIds: readonly string[];
  /** Enrollments a page looks at, at most. */
  readonly pageRows: number;
  /** Days a tracker is kept whose enrollment is gone; ASIDE_DAYS where left out. */
  readonly asideDays?: number;
  readonly log: Log;
  now(): Date;
}

/** Validation files: where they lie, the way to a worker, and what seals their passwords; on AWS it cannot open one. */
export interface FileService {
  readonly store: FileStore;
  readonly queue: FileQueue;
  readonly passwordKeys: KeyService;
}

/** So many rows of the widest report fit an answer of Lambda, gzip and base64 counted. */
export const PAGE_ROWS = 25_000;

/** Throws where a function that has no files is asked for one: its routes are others. */
export function filesOf({ files }: Service): FileService {
  if (!files) throw new Error('This function does not answer for files.');
  return files;
}
