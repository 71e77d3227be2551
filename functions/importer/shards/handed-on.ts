import { wrappedKeyOf } from '../../snapshot/data-keys.ts';
import { keyDoesNotOpen } from '../../snapshot/keys.ts';
import type { WrittenVersion } from '../../snapshot/version.ts';
import type { Importer } from '../importer.ts';
import type { ReadExport } from '../read-export.ts';
import type { ImportReport, ReportPart } from '../report.ts';
import type { ImportPlan } from './plan.ts';
import type { RowsOfGroups } from './rows-writer.ts';
import { readValue, SHARDS_KEY, type ShardFiles } from './sealed-lines.ts';

export type ShardPlan = Extract<ImportPlan, { by: 'shards' }>;

/** What the first step found, who is enrolled where included. */
export interface Begun extends Omit<ReadExport, 'openEnrollments'> {
  readonly plan: ShardPlan;
  readonly enrollments: number;
  /** Names of the objects with the index of enrollments. */
  readonly index: readonly string[];
  readonly rows: RowsOfGroups;
  readonly report: ReportPart;
}

/** What a reading shard found. */
export interface ShardRead {
  readonly exits: number;
  readonly rows: RowsOfGroups;
  readonly report: ReportPart;
}

/** A group's projects as they are stored, by their numbers. */
export type GroupStored = readonly (readonly [project: number, version: WrittenVersion])[];

/** The names of the objects that hold them. */
export const BEGUN = 'begun';
export const shardReadName = (shard: number): string => `read/${shard}`;
export const groupStoredName = (group: number): string => `stored/${group}`;

/** The files of an import's shards, under the key that its first step made. Throws HmisError where that is gone. */
export async function shardFilesOf({ writer, uploads }: Importer, importId: string): Promise<ShardFiles> {
  const { dynamo, keys, deployment } = writer;
  const wrapped = await wrappedKeyOf(dynamo, SHARDS_KEY);
  if (!wrapped) throw keyDoesNotOpen();
  return { uploads, importId, dataKey: await keys.decrypt(wrapped, { deployment, v: SHARDS_KEY }) };
}

/** The whole of what was read, as one function would have it. */
export async function allRead(files: ShardFiles): Promise<{ readonly begun: Begun; readonly shards: ShardRead[] }> {
  const begun = await readValue<Begun>(files, BEGUN);
  const shards: ShardRead[] = [];
  for (const { n } of begun.plan.reading) shards.push(await readValue<ShardRead>(files, shardReadName(n)));
  return { begun, shards };
}

export function mergedExport({ facts, catalog, enrollments }: Begun, shards: readonly ShardRead[]): ReadExport {
  return { facts, catalog, openEnrollments: enrollments - shards.reduce((sum, { exits }) => sum + exits, 0) };
}

/**
 * Adds up what all of them met. Throws HmisError `ImportRefused` where a file has more bad rows, in all its parts together,
 * than a list can be built on.
 */
export function mergeReports(report: ImportReport, begun: Begun, shards: readonly ShardRead[]): void {
  for (const part of [begun, ...shards]) report.add(part.report);
  for (const { parts } of begun.plan.reading) for (const { file } of parts) report.assertFewRefused(file);
}
