import { readdirSync } from 'node:fs';

const REPORTS = new URL('../shared/reports/', import.meta.url);

/**
 * The ids of all reports in this tree, sorted: the file names in `shared/reports/`. A bundle has no folder to look into,
 * so whoever starts the service reads them here and hands them on.
 */
export function reportIds(): string[] {
  return readdirSync(REPORTS)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}
