import type { EventBridgeEvent } from 'aws-lambda';
import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { importUpload } from '../../importer/import-upload.ts';
import { type ImportStep, runStep, type StepAnswer } from '../../importer/shards/steps.ts';
import { importIdOf } from '../../importer/uploads.ts';
import { importerFromEnvironment, powertoolsLog } from '../environment.ts';
import { asNamedError } from '../step-error.ts';

const { importer, startShards } = await importerFromEnvironment();
const log = powertoolsLog();

type Uploaded = EventBridgeEvent<'Object Created', { object: { key: string } }>;

/**
 * An upload starts its import; any other object is none of ours. One that is too large for this function is done in steps,
 * for which Step Functions calls it again. How it went is in the import's status.
 */
export async function handler(event: Uploaded | ImportStep): Promise<StepAnswer | undefined> {
  if ('step' in event) return doStep(event);
  const id = importIdOf(event.detail.object.key);
  if (id !== undefined) logEnd(await importUpload(importer, id, startShards));
  return undefined;
}

async function doStep(step: ImportStep): Promise<StepAnswer> {
  const answer = await runStep(importer, step).catch(asNamedError);
  log('info', 'step', { id: step.id, step: step.step });
  logEnd(answer.ended);
  return answer;
}

/** The alarms count these lines. */
function logEnd(status: ImportStatus | undefined): void {
  if (!status) return;
  const { id, state, unchanged, refused, stored } = status;
  log('info', 'import', { id, state, unchanged, refusedRows: refused.total, ...stored });
}
