import { build } from './build-all.ts';
import { requireNode24 } from './local/node-version.ts';

requireNode24();
await build(process.argv[2] ?? 'example');
