import { rm } from 'node:fs/promises';
import { BUNDLES, bundle, DIST } from './bundles.ts';
import { requireNode24 } from './local/node-version.ts';

requireNode24();
await rm(DIST, { recursive: true, force: true });
for (const each of BUNDLES) {
  const { bytes } = await bundle(each, DIST);
  const share = Math.round((bytes / each.limit) * 100);
  console.log(`${each.name.padEnd(10)}${Math.round(bytes / 1000)} kB, ${share} % of its limit`);
}
