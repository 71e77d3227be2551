import { randomUUID } from 'node:crypto';
import type { Spilled } from '../spilled.ts';
import { putLines, type ShardFiles } from './sealed-lines.ts';

/** Bytes of rows that are held before they are written out. */
const HELD_BYTES = 64_000_000;

/** Names of objects, by the group whose rows they hold. */
export type RowsOfGroups = readonly (readonly string[])[];

/** Rows on their way to the groups of their projects. */
export interface RowsWriter {
  /** Takes a row of the project of this number. */
  add(project: number, row: Spilled): void;
  /** Writes out what is held, where that is much; to be called every few megabytes. */
  drain(): Promise<void>;
  /** Writes out the rest, and names all objects that were written. */
  end(): Promise<RowsOfGroups>;
}

/**
 * A writer for one attempt of a shard: the names of its objects are its own, so that what an attempt that died left behind
 * is not taken for rows.
 */
export function rowsWriter(files: ShardFiles, groups: number, heldBytes: number = HELD_BYTES): RowsWriter {
  const attempt = randomUUID();
  const held = new Map<number, string[]>();
  const written: string[][] = Array.from({ length: groups }, () => []);
  let bytes = 0;
  let rounds = 0;

  const writeOut = async () => {
    for (const [group, lines] of held) {
      const name = `rows/${group}/${attempt}-${rounds}`;
      await putLines(files, name, lines);
      written[group]?.push(name);
    }
    rounds++;
    held.clear();
    bytes = 0;
  };

  return {
    add(project, row) {
      const line = JSON.stringify([project, row]);
      const group = project % groups;
      const lines = held.get(group);
      if (lines) lines.push(line);
      else held.set(group, [line]);
      bytes += line.length;
    },
    async drain() {
      if (bytes > heldBytes) await writeOut();
    },
    async end() {
      await writeOut();
      return written;
    },
  };
}

/** The other way: the project's number, and its row. */
export function rowOf(line: string): [project: number, row: Spilled] {
  return JSON.parse(line);
}
