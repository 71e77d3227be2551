import { readFileSync } from 'node:fs';
import { renderManifest } from './render.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The manifest of one developer's machine, `manifest.xml` at the top. */
export function localManifest(): string {
  const { version } = JSON.parse(read('../../package.json')) as { version: string };
  return renderManifest(read('template.xml'), {
    origin: 'https://localhost:3000',
    id: '4f0d7234-64ba-4037-a49c-663801747c64',
    version: `${version}.0`,
    name: 'HMIS Sheets',
  });
}
