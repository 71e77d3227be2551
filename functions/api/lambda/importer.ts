import type { EventBridgeEvent } from 'aws-lambda';
import { runImport } from '../../importer/import.ts';
import { importIdOf } from '../../importer/uploads.ts';
import { importerFromEnvironment, powertoolsLog } from '../environment.ts';

const importer = await importerFromEnvironment();
const log = powertoolsLog();

/** An upload starts its import; any other object is none of ours. How it went is in the import's status. */
export async function handler(event: EventBridgeEvent<'Object Created', { object: { key: string } }>): Promise<void> {
  const id = importIdOf(event.detail.object.key);
  if (id === undefined) return;
  const { state, unchanged, refused, stored } = await runImport(importer, id);
  log('info', 'import', { id, state, unchanged, refusedRows: refused.total, ...stored });
}
