import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { askOf } from '../../files/queue.ts';
import { sweepFiles } from '../../files/sweep-files.ts';
import { runFileJob } from '../../files/worker.ts';
import { fileWorkerFromEnvironment, powertoolsLog } from '../environment.ts';

const log = powertoolsLog();
const worker = fileWorkerFromEnvironment(log);

/**
 * Makes the files that the queue asks for. A job that is not at its end stays in the queue, which brings it again, and
 * after several times to the queue of the dead, for someone to look at.
 */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    const ask = askOf(body);
    if (!ask) continue;
    const worked = await runFileJob(worker, ask);
    log('info', 'file', { id: ask.id, worked });
    if (worked !== 'ended') batchItemFailures.push({ itemIdentifier: messageId });
  }
  await sweepFiles(worker);
  return { batchItemFailures };
}
