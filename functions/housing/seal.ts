import type { ProjectId } from '../../shared/ids.ts';
import { BLANK_SEALED, SEALED_FIELDS, type SealedValues } from '../../shared/tracker.ts';
import { type DataKeys, dataKeyFor } from '../snapshot/data-keys.ts';
import { openBox, sealBox } from '../snapshot/sealed-box.ts';
import type { Sealed } from './tracker.ts';

/** Gives the data key of a project's trackers, each asked of the key service once. */
export type TrackerKeys = (projectId: ProjectId) => Promise<Uint8Array>;

export function trackerKeys(keys: DataKeys): TrackerKeys {
  const known = new Map<ProjectId, Promise<Uint8Array>>();
  return (projectId) => {
    const key = known.get(projectId) ?? dataKeyFor(keys, `TRACKERS#${projectId}`);
    known.set(projectId, key);
    return key;
  };
}

/** Seals values with AES-256-GCM, random IV in front; undefined where there is nothing to seal. */
export async function seal(
  keys: TrackerKeys,
  values: SealedValues,
  what: Omit<Sealed, 'data'>,
): Promise<Sealed | undefined> {
  if (SEALED_FIELDS.every((field) => values[field] === null)) return undefined;
  const text = JSON.stringify(SEALED_FIELDS.map((field) => values[field]));
  return { ...what, data: sealBox(await keys(what.projectId), Buffer.from(text), associatedData(what)) };
}

/** The other way; all blank where nothing is sealed. Throws on bytes that are damaged or of another tracker or version. */
export async function unseal(keys: TrackerKeys, sealed: Sealed | undefined): Promise<SealedValues> {
  if (!sealed) return BLANK_SEALED;
  const text = openBox(await keys(sealed.projectId), sealed.data, associatedData(sealed)).toString();
  const values = JSON.parse(text) as readonly (string | null)[];
  // One entry for each sealed field is what the type says; `fromEntries` forgets the names.
  return Object.fromEntries(SEALED_FIELDS.map((field, i) => [field, values[i] ?? null])) as unknown as SealedValues;
}

/** The id last, for it may hold any character. */
function associatedData({ enrollmentId, version }: Omit<Sealed, 'data'>): string {
  return `tracker|${version}|${enrollmentId}`;
}
