import { writeFileSync } from 'node:fs';
import { requireNode24 } from '../local/node-version.ts';
import { localManifest } from './local.ts';

requireNode24();
writeFileSync(new URL('../../manifest.xml', import.meta.url), localManifest());
