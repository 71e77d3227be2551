import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readStage } from './aws/stage.ts';
import { BUNDLES, bundle, DIST } from './bundles.ts';
import { requireNode24 } from './local/node-version.ts';
import { pagesEnvironment } from './pages/environment.ts';
import { writePages } from './pages/pages.ts';

requireNode24();

/** The functions are the same for every deployment; the pages know where its people sign in. */
const stage = process.argv[2] ?? 'example';

await rm(DIST, { recursive: true, force: true });
for (const each of BUNDLES) {
  const { bytes } = await bundle(each, DIST);
  const share = Math.round((bytes / each.limit) * 100);
  console.log(`${each.name.padEnd(10)}${Math.round(bytes / 1000)} kB, ${share} % of its limit`);
}
await writePages(join(DIST, 'addin'), pagesEnvironment(readStage(stage)));
console.log(`addin     for the stage ${stage}`);
