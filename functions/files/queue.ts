import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { HmisError } from '../../shared/errors.ts';
import type { FileAsk } from './job-store.ts';

/**
 * Brings a job to a worker, at least once: a worker that meets a job a second time leaves it alone. It carries ids and
 * nothing else.
 */
export interface FileQueue {
  /** Throws HmisError `Busy` where the job could not be put in. */
  send(ask: FileAsk): Promise<void>;
}

/** The queue on AWS, which brings a message again where its worker has not ended in time. */
export function sqsQueue(client: SQSClient, url: string): FileQueue {
  return {
    async send({ tid, oid, id }) {
      const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ tid, oid, id }) });
      await client.send(command).catch((error: unknown) => {
        throw new HmisError('Busy', 'The queue of files does not answer just now. Try again in a minute.', {
          cause: error,
        });
      });
    },
  };
}

const message = z.strictObject({ tid: z.string(), oid: z.string(), id: z.uuid() });

/** What a message of the queue asks for; undefined for one that is none of ours. */
export function askOf(body: string): FileAsk | undefined {
  try {
    return message.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
