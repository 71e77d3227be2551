import { readStage } from '../aws/stage.ts';
import { requireNode24 } from '../local/node-version.ts';
import { actDestroy, stackResources } from './act-destroy.ts';
import { destroyOptions } from './options.ts';
import { planDestroy } from './plan-destroy.ts';

requireNode24();

try {
  await destroy();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function destroy(): Promise<void> {
  const { stage: name, confirm, withData } = destroyOptions(process.argv.slice(2));
  const stage = readStage(name);
  const { steps, left } = planDestroy(await stackResources(stage), withData);
  console.log(steps.map((step) => `${step.do}${'id' in step ? ` ${step.id}` : ''}`).join('\n'));
  console.log(left.length === 0 ? 'Nothing is left.' : `Stays:\n${left.map((line) => `  ${line}`).join('\n')}`);
  if (confirm !== stage.deployment) {
    throw new Error(`Nothing was done. If all of it is right, say so: --confirm ${stage.deployment}`);
  }
  for (const step of steps) await actDestroy(step, name, stage);
}
