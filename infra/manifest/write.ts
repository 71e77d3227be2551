import { writeFileSync } from 'node:fs';
import { requireNode24 } from '../local/node-version.ts';
import { localManifest, manifestOfThisVersion } from './local.ts';

requireNode24();

const [origin, id, ...more] = process.argv.slice(2);
try {
  if (origin === undefined) writeFileSync(new URL('../../manifest.xml', import.meta.url), localManifest());
  else if (id !== undefined && more.length === 0) process.stdout.write(manifestOfThisVersion({ origin, id }));
  else throw new Error('npm run -s manifest -- ORIGIN ID prints the manifest of the pane at ORIGIN, https://…');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
