import type { ImportStatus } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import { runImport } from './import.ts';
import { getImport } from './import-status.ts';
import type { Importer } from './importer.ts';
import { planImport } from './shards/plan.ts';
import { openUpload } from './uploads.ts';
import { openExportZip } from './zip.ts';

/** Has the steps of an import in shards done, whoever does them; answers how it went, where it has ended by then. */
export type InShards = (id: string) => Promise<ImportStatus | undefined>;

/**
 * Imports an uploaded export: itself up to the size that one function takes, else `inShards`. Answers how it went, undefined
 * where others are at it.
 */
export async function importUpload(
  importer: Importer,
  id: string,
  inShards: InShards,
): Promise<ImportStatus | undefined> {
  const { status } = await getImport(importer.writer.dynamo, id, importer.now().getTime());
  if (status.state !== 'waiting' && status.state !== 'failed') return status;
  return (await isForShards(importer, id)) ? inShards(id) : runImport(importer, id);
}

/** By the sizes that the zip's own list gives. One that does not open is for the import to refuse. */
async function isForShards({ uploads, planLimits }: Importer, id: string): Promise<boolean> {
  try {
    const { source, size } = await openUpload(uploads, id);
    const zip = await openExportZip(source, size);
    zip.close();
    const sizes = new Map([...zip.files].map(([file, csv]) => [file, csv.size]));
    return planImport(sizes, planLimits).by === 'shards';
  } catch (error) {
    if (error instanceof HmisError && error.status < 500) return false;
    throw error;
  }
}
