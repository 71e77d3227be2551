import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { InShards } from '../import-upload.ts';

/** The steps as Step Functions has them done. It does so once for an import, however often it is told of the upload. */
export function shardsByStepFunctions(client: SFNClient, stateMachineArn: string): InShards {
  return async (id) => {
    const command = new StartExecutionCommand({ stateMachineArn, name: id, input: JSON.stringify({ id }) });
    await client.send(command).catch((error: unknown) => {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    });
    return undefined;
  };
}
