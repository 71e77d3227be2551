import { mkdirSync, writeFileSync } from 'node:fs';
import { requireNode24 } from '../local/node-version.ts';
import { reportPages } from './pages.ts';

requireNode24();
const folder = new URL('../../docs/reports/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of await reportPages()) writeFileSync(new URL(name, folder), text);
