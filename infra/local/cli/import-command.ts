import { stat } from 'node:fs/promises';
import { sleep } from '../../../addin/service/call.ts';
import type { Client } from '../../../addin/service/client.ts';
import { allRefusedRows } from '../../../addin/service/refused-rows.ts';
import type { ImportStatus, RefusedRow } from '../../../shared/contract/imports.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { importLines } from './import-lines.ts';
import { type OptionKind, readOptions } from './options.ts';
import { type Progress, print, progressBar, type Terminal, UsageError } from './terminal.ts';
import { folderAsZip, type UploadSource, upload, zipFile } from './upload.ts';

const OWN: Readonly<Record<string, OptionKind>> = { json: 'switch', 'accept-smaller': 'switch' };

export const importCommand: Command = {
  does: 'takes in an HMIS CSV export: a zip, or the folder of its CSV files',
  usage: [
    'Usage: hmis import FILE.zip|FOLDER [--json] [--accept-smaller]',
    '',
    '  --json            the whole result as JSON, with every refused row',
    '  --accept-smaller  take an export with over 20 % fewer projects or open enrollments than the current one',
  ],
  async run(args, terminal) {
    const options = readOptions(args, OWN, 1);
    const [path] = options.words;
    if (path === undefined) throw new UsageError('Which file or folder?');
    const source = (await stat(path)).isDirectory() ? await folderAsZip(path) : await zipFile(path);
    return await withClient(options, terminal, async (client) => {
      const bar = progressBar(terminal);
      try {
        const status = await importFrom(client, source, options.on('accept-smaller'), bar, terminal.signal);
        bar.end();
        return await answer(status, options.on('json'), terminal);
      } finally {
        bar.end();
      }
    });
  },
};

/** Sends an export and waits until its import has ended; answers how. Throws what the service or the upload said. */
export async function importFrom(
  client: Client,
  source: UploadSource,
  acceptSmaller: boolean,
  bar: Progress,
  signal: AbortSignal,
): Promise<ImportStatus> {
  const started = await client.startImport({ size: source.size, ...(acceptSmaller && { acceptSmaller }) }, { signal });
  await upload(source, started.upload, { signal, onProgress: (sent) => bar.show('Sending', sent, source.size) });
  return await finished(client, started.id, bar, signal);
}

const ASK_MS = [100, 250, 500, 1_000, 2_000];
const STUCK_MS = 15 * 60_000;

/** Asks how the import goes until it has ended; throws `Busy` where nothing has moved for a quarter of an hour. */
async function finished(client: Client, id: string, bar: Progress, signal: AbortSignal): Promise<ImportStatus> {
  let seen = '';
  let movedAt = Date.now();
  for (let asked = 0; ; asked++) {
    const status = await client.import(id, { signal });
    if (status.state !== 'waiting' && status.state !== 'running') return status;
    bar.show(status.step, status.done, status.total);
    const now = `${status.state} ${status.step} ${status.done}`;
    if (now !== seen) movedAt = Date.now();
    if (Date.now() - movedAt > STUCK_MS) {
      throw new HmisError(
        'Busy',
        `The import ${id} has not moved for 15 minutes: see later which snapshot is current.`,
      );
    }
    seen = now;
    await sleep(ASK_MS[Math.min(asked, ASK_MS.length - 1)] ?? 2_000, signal);
  }
}

async function answer(status: ImportStatus, json: boolean, terminal: Terminal): Promise<number> {
  const done = status.state === 'done';
  if (json) {
    const rows: readonly RefusedRow[] = await allRefusedRows(status.refused, terminal.signal);
    print(terminal, [JSON.stringify({ ...status, refused: { total: status.refused.total, rows } }, null, 2)]);
  } else {
    print(terminal, importLines(status));
  }
  if (done) return 0;
  const why = status.message ?? 'The import was refused; the data is as it was.';
  throw new HmisError(
    'ImportRefused',
    status.smaller ? `${why} If that is right, import it with --accept-smaller.` : why,
  );
}
