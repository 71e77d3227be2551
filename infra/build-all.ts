import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readStage } from './aws/stage.ts';
import { BUNDLES, bundle, DIST } from './bundles.ts';
import { pagesEnvironment } from './pages/environment.ts';
import { writePages } from './pages/pages.ts';

/** Bundles every function, the same for every deployment, and the pages of a stage, which know where its people sign in. */
export async function build(stage: string): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
  for (const each of BUNDLES) {
    const { bytes } = await bundle(each, DIST);
    const share = Math.round((bytes / each.limit) * 100);
    console.log(`${each.name.padEnd(12)}${Math.round(bytes / 1000)} kB, ${share} % of its limit`);
  }
  await writePages(join(DIST, 'addin'), pagesEnvironment(readStage(stage)));
  console.log(`addin       for the stage ${stage}`);
}
