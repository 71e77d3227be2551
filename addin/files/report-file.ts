import * as z from 'zod/mini';
import { snapshotFacts } from '../../shared/contract/wire.ts';
import { HmisError } from '../../shared/errors.ts';
import type { RunResult } from '../../shared/run-result.ts';
import { openZip } from './open-zip.ts';

const cell = z.union([z.string(), z.number(), z.null()]);
const table = {
  columns: z.array(
    z.object({ key: z.string(), header: z.string(), type: z.enum(['text', 'number', 'date']), pii: z.boolean() }),
  ),
  rows: z.array(z.array(cell)),
};
const runFile = z.object({
  report: z.string(),
  params: z.record(z.string(), z.unknown()),
  snapshot: snapshotFacts,
  ...table,
  summary: z.optional(z.object(table)),
  notes: z.array(z.string()),
});

/**
 * The run in a file that a schedule made: the JSON beside its workbook, whose cells are the same. Throws HmisError
 * `BadRequest` where the zip does not open with this password, or holds no run.
 */
export async function readReportFile(zip: Blob, password: string): Promise<RunResult> {
  const opened = await openZip(zip, password);
  const [json] = opened.files.filter(({ name }) => name.endsWith('.json'));
  const read = json && runFile.safeParse(parsed(await opened.read(json.name)));
  if (!read?.success) throw new HmisError('BadRequest', 'This file holds no report. Ask for a new one.');
  const { summary, ...run } = read.data;
  // A plan is for the pages of a run, and this one has none left.
  return { ...run, ...(summary ? { summary } : {}), plan: '' };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
