import { randomUUID } from 'node:crypto';
import type { EnrollmentId } from '../../../shared/ids.ts';
import type { EnrollmentIndex } from '../people-records.ts';
import { putLines, readLines, type ShardFiles } from './sealed-lines.ts';

const LINES_AN_OBJECT = 200_000;

/** Hands an index on; answers the names of its objects. */
export async function putIndex(files: ShardFiles, { projectOf, deleted }: EnrollmentIndex): Promise<string[]> {
  const attempt = randomUUID();
  const names: string[] = [];
  let lines: string[] = [];
  const writeOut = async () => {
    const name = `index/${attempt}-${names.length}`;
    await putLines(files, name, lines);
    names.push(name);
    lines = [];
  };
  for (const entry of projectOf) {
    lines.push(JSON.stringify(entry));
    if (lines.length === LINES_AN_OBJECT) await writeOut();
  }
  for (const id of deleted) {
    lines.push(JSON.stringify([id]));
    if (lines.length === LINES_AN_OBJECT) await writeOut();
  }
  if (lines.length > 0) await writeOut();
  return names;
}

export async function readIndex(files: ShardFiles, names: readonly string[]): Promise<EnrollmentIndex> {
  const projectOf = new Map<EnrollmentId, number>();
  const deleted = new Set<string>();
  for (const name of names) {
    for (const line of await readLines(files, name)) {
      const [id, project] = JSON.parse(line) as [EnrollmentId, number?];
      if (project === undefined) deleted.add(id);
      else projectOf.set(id, project);
    }
  }
  return { projectOf, deleted };
}
