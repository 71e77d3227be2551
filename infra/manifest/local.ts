import { readFileSync } from 'node:fs';
import { type ManifestValues, renderManifest } from './render.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Where a developer's pane is served. Excel goes by the manifest, so no other port will do. */
export const LOCAL_ORIGIN = 'https://localhost:3000';

/** The id of a developer's add-in, by which Excel knows it again. */
export const LOCAL_ADDIN_ID = '4f0d7234-64ba-4037-a49c-663801747c64';

/** The manifest of one developer's machine, `manifest.xml` at the top. */
export function localManifest(): string {
  return manifestOfThisVersion({ origin: LOCAL_ORIGIN, id: LOCAL_ADDIN_ID });
}

/** The manifest of this version, where the pane is served at `origin`. Throws as `renderManifest` does. */
export function manifestOfThisVersion(values: Pick<ManifestValues, 'origin' | 'id'>): string {
  const { version } = JSON.parse(read('../../package.json')) as { version: string };
  return renderManifest(read('template.xml'), { ...values, version: `${version}.0`, name: 'HMIS Sheets' });
}
