import { createHash } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { type SampleSummary, writeSample } from '../../../infra/local/sample/sample.ts';

/** An export that is made once and kept, outside of the repository. */
export interface MadeUpExport {
  readonly clients: number;
  readonly seed: number;
  readonly zip: string;
  /** Its 24 files, unpacked. */
  readonly folder: string;
  readonly summary: SampleSummary;
}

const SAMPLE_CODE = fileURLToPath(new URL('../../../infra/local/sample/', import.meta.url));

/** Where exports are kept: what is there is never needed, only spared. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hmis-sheets-bench');

/** The export of so many clients and this seed; made where it is not kept, or where what makes it has changed. */
export async function madeUpExport(clients: number, seed: number): Promise<MadeUpExport> {
  const folder = join(CACHE, `${clients}-${seed}-${await hashOfFolder(SAMPLE_CODE)}`);
  const kept = await readFile(join(folder, 'summary.json'), 'utf8').catch(() => undefined);
  const paths = { clients, seed, zip: join(folder, 'export.zip'), folder: join(folder, 'csv') };
  if (kept !== undefined) return { ...paths, summary: JSON.parse(kept) as SampleSummary };

  const unfinished = `${folder}.${process.pid}`;
  await mkdir(join(unfinished, 'csv'), { recursive: true });
  try {
    const zip = join(unfinished, 'export.zip');
    const summary = await writeSample({ clients, seed, format: 'FY2026' }, createWriteStream(zip));
    await unpack(zip, join(unfinished, 'csv'));
    await writeFile(join(unfinished, 'summary.json'), JSON.stringify(summary));
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
    return { ...paths, summary };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function unpack(zip: string, folder: string): Promise<void> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(zip)), { useWebWorkers: false });
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) await entry.getData(Writable.toWeb(createWriteStream(join(folder, entry.filename))));
  }
  await reader.close();
}

async function hashOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}
