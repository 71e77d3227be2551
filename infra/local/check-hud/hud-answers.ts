import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { HudRow } from './difference.ts';

/** HUD's answers lie in a folder a project, named by its ProjectID, one file a question: `109/Q16_detail.csv`. */
export function projectsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'Q5a_detail.csv')))
    .map(({ name }) => name)
    .sort();
}

/** The rows of one of a project's files; undefined where HUD's program gave none. */
export async function hudRows(folder: string, project: string, file: string): Promise<HudRow[] | undefined> {
  const path = join(folder, project, `${file}.csv`);
  return existsSync(path) ? parse(await readFile(path), { columns: true, bom: true }) : undefined;
}
