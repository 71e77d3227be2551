import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBox, sealBox } from '../snapshot/sealed-box.ts';

/** Bytes of rows held in memory before they are written out. */
export const SPILL_BYTES = 128_000_000;

/**
 * Rows on their way from the files, which are in any order, to the projects they belong to. Held in memory while they
 * fit, else appended to a file a project, sealed under a key that never leaves this process's memory.
 */
export interface Spill {
  /** Adds a row to a project's; `project` is its number, `row` any JSON. */
  add(project: number, row: unknown): void;
  /** All rows of a project, in the order they were added. */
  read(project: number): unknown[];
  /** Deletes the files; call it whatever happened. */
  close(): void;
}

/** A block says how long it is. */
const LENGTH_BYTES = 4;

/** Opens a spill in a folder of its own, which is emptied first: nothing of a killed import stays. */
export function openSpill(folder: string, memoryBytes: number = SPILL_BYTES): Spill {
  rmSync(folder, { recursive: true, force: true });
  const key = randomBytes(32);
  const held = new Map<number, string[]>();
  let bytes = 0;
  const fileOf = (project: number) => join(folder, `${project}.spill`);

  const writeOut = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [project, rows] of held) appendFileSync(fileOf(project), seal(rows.join('\n'), key), { mode: 0o600 });
    held.clear();
    bytes = 0;
  };

  return {
    add(project, row) {
      const text = JSON.stringify(row);
      const rows = held.get(project);
      if (rows) rows.push(text);
      else held.set(project, [text]);
      bytes += text.length;
      if (bytes > memoryBytes) writeOut();
    },
    read(project) {
      const written = existsSync(fileOf(project)) ? [...unseal(readFileSync(fileOf(project)), key)] : [];
      const texts = [...written.flatMap((block) => block.split('\n')), ...(held.get(project) ?? [])];
      return texts.map((text): unknown => JSON.parse(text));
    },
    close() {
      held.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function seal(text: string, key: Uint8Array): Buffer {
  const box = sealBox(key, Buffer.from(text));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(box.length);
  return Buffer.concat([length, box]);
}

function* unseal(blocks: Buffer, key: Uint8Array): Generator<string> {
  for (let at = 0; at < blocks.length; ) {
    const begins = at + LENGTH_BYTES;
    const ends = begins + blocks.readUInt32BE(at);
    yield openBox(key, blocks.subarray(begins, ends)).toString();
    at = ends;
  }
}
