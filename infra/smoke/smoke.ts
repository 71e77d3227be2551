import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../../addin/service/client.ts';
import { type RunResult, runReport } from '../../addin/service/run.ts';
import { HmisError } from '../../shared/errors.ts';
import { loadReport } from '../../shared/load-report.ts';
import { importFrom } from '../local/cli/import-command.ts';
import type { UploadSource } from '../local/cli/upload.ts';
import { SAMPLE_SOFTWARE } from '../local/sample/project-rows.ts';

/** How one report of the deployed service compares with the same run on this machine. */
export interface Compared {
  readonly report: string;
  readonly rows: number;
  /** What differs; empty where nothing does. */
  readonly differs: readonly string[];
}

export interface Smoke {
  readonly deployed: Client;
  readonly local: Client;
  readonly sample: UploadSource;
  readonly signal: AbortSignal;
}

/**
 * Imports a made-up export into both services and runs every report on both with the same parameters. Throws HmisError
 * `NotAllowed` where the person is no administrator of the whole CoC, and `ImportRefused` where the deployed service
 * holds data of a real HMIS, which the sample would replace.
 */
export async function* smoke({ deployed, local, sample, signal }: Smoke): AsyncGenerator<Compared> {
  const { role, organizations } = await deployed.me({ signal });
  if (role !== 'admin' || organizations !== 'all') {
    throw new HmisError('NotAllowed', 'The smoke test takes an administrator of the whole CoC.');
  }
  const { snapshots } = await deployed.snapshots({ signal });
  const other = snapshots.find(({ software }) => !software.startsWith(SAMPLE_SOFTWARE));
  if (other) {
    throw new HmisError(
      'ImportRefused',
      `The service holds an export of ${other.exportDate} that is none of this test’s. It is for a service with made-up data only.`,
    );
  }
  for (const client of [deployed, local]) await imported(client, sample, signal);
  const { reports } = await local.reports({ signal });
  for (const { id } of reports) {
    yield await comparedRun(id, deployed, local, signal);
  }
}

/** A refusal is a difference, too: the other reports are still looked at. */
async function comparedRun(id: string, deployed: Client, local: Client, signal: AbortSignal): Promise<Compared> {
  const report = await loadReport(id);
  try {
    const there = await runReport(deployed, { report, params: {}, signal });
    const here = await runReport(local, { report, params: there.params, signal });
    return { report: id, rows: there.rows.length, differs: differences(there, here) };
  } catch (error) {
    if (!(error instanceof HmisError)) throw error;
    return { report: id, rows: 0, differs: [error.message] };
  }
}

async function imported(client: Client, sample: UploadSource, signal: AbortSignal): Promise<void> {
  const { state, message } = await importFrom(client, sample, true, { show() {}, end() {} }, signal);
  if (state !== 'done') throw new HmisError('ImportRefused', message ?? 'The sample was not imported.');
}

/** The parts of an answer that differ: how many rows, the first row that does, columns, notes, summary. Pure. */
export function differences(there: RunResult, here: RunResult): string[] {
  const found: string[] = [];
  if (there.rows.length !== here.rows.length) found.push(`${there.rows.length} rows for ${here.rows.length}`);
  const row = there.rows.findIndex((cells, i) => !isDeepStrictEqual(cells, here.rows[i]));
  if (row !== -1) found.push(`row ${row + 1}`);
  for (const part of ['columns', 'summary'] as const) {
    if (!isDeepStrictEqual(there[part], here[part])) found.push(part);
  }
  if (!isDeepStrictEqual(notesOf(there), notesOf(here))) found.push('notes');
  return found;
}

/** Each service has a secret of its own in the ids of its snapshots, which notes name. */
function notesOf({ notes, snapshot }: RunResult): string[] {
  return notes.map((note) => note.replaceAll(snapshot.id, 'SNAPSHOT'));
}
