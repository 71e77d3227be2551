import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { checkedApp } from '../../../infra/aws/checked-app.ts';
import { edgeLogsStack } from '../../../infra/aws/edge-logs.ts';
import { hmisStack } from '../../../infra/aws/stack.ts';
import { readStage } from '../../../infra/aws/stage.ts';
import { BUNDLES } from '../../../infra/bundles.ts';

// Synthesizes the example stage into a folder, functions with one line of code each. A program of its own: inside vitest
// the CDK takes ten times as long to load. With `careless` the stack has a bucket that breaks the rules; with
// `plain` it has none of what a stage may leave out; else all of it.
const [folder = '', how] = process.argv.slice(2);
const dist = join(folder, 'dist');
for (const { name } of BUNDLES) {
  mkdirSync(join(dist, name), { recursive: true });
  writeFileSync(join(dist, name, 'index.mjs'), `export const handler = () => '${name}';`);
}
const app = checkedApp(join(folder, 'out'));
const { domain, webAclArn, ...plain } = readStage('example');
const stage = how === 'plain' ? plain : { ...plain, domain, webAclArn, dropFolder: true };
const stack = hmisStack(app, { stage, dist, reportIds: ['active-clients', 'exits'] });
edgeLogsStack(app, stage);
if (how === 'careless') new Bucket(stack, 'Bare');
app.synth();
