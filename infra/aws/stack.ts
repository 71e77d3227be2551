import { type App, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { filesQueue, workQueue } from './files-queue.ts';
import { serviceFunctions } from './functions.ts';
import { httpApi } from './http-api.ts';
import { importTrigger } from './import-trigger.ts';
import type { Stage } from './stage.ts';
import { storage } from './storage.ts';

export interface HmisStackProps {
  readonly stage: Stage;
  /** The folder with one bundle a function, `<name>/index.mjs`. */
  readonly dist: string;
  readonly reportIds: readonly string[];
}

/** All of one deployment: what keeps the data, what runs, and what may call it. */
export function hmisStack(app: App, { stage, dist, reportIds }: HmisStackProps): Stack {
  const { deployment, account, region } = stage;
  const stack = new Stack(app, `HmisSheets-${deployment}`, {
    description: `HMIS Sheets, deployment ${deployment}`,
    env: { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) },
    terminationProtection: true,
  });
  Tags.of(stack).add('application', 'hmis-sheets');
  Tags.of(stack).add('deployment', deployment);

  const stored = storage(stack, stage);
  const queue = filesQueue(stack);
  const functions = serviceFunctions(stack, { stage, dist, reportIds, stored, queue });
  workQueue(queue, functions.files);
  const api = httpApi(stack, functions);
  importTrigger(stack, stored.uploads, functions.importer);

  new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint, description: 'For the pane and the command line' });
  return stack;
}
