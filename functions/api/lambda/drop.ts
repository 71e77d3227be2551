import type { EventBridgeEvent } from 'aws-lambda';
import { takeDropped } from '../../importer/drop.ts';
import { dropFromEnvironment } from '../daily.ts';
import { powertoolsLog } from '../environment.ts';

const folder = dropFromEnvironment();
const log = powertoolsLog();

type Dropped = EventBridgeEvent<'Object Created', { object: { key: string; etag: string; size: number } }>;

/** A zip that is put into the drop folder starts its import. The file's name is in no log: who dropped it chose it. */
export async function handler({ detail: { object } }: Dropped): Promise<void> {
  const id = await takeDropped(folder, object);
  log('info', 'dropped', { id, size: object.size });
}
