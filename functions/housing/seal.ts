import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ProjectId } from '../../shared/ids.ts';
import { BLANK_SEALED, SEALED_FIELDS, type SealedValues } from '../../shared/tracker.ts';
import { type DataKeys, dataKeyFor } from '../snapshot/data-keys.ts';
import type { Sealed } from './tracker.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

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
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await keys(what.projectId), iv).setAAD(associatedData(what));
  const text = JSON.stringify(SEALED_FIELDS.map((field) => values[field]));
  return { ...what, data: Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]) };
}

/** The other way; all blank where nothing is sealed. Throws on bytes that are damaged or of another tracker or version. */
export async function unseal(keys: TrackerKeys, sealed: Sealed | undefined): Promise<SealedValues> {
  if (!sealed) return BLANK_SEALED;
  const data = Buffer.from(sealed.data);
  const decipher = createDecipheriv('aes-256-gcm', await keys(sealed.projectId), data.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(associatedData(sealed))
    .setAuthTag(data.subarray(-TAG_BYTES));
  const text = Buffer.concat([decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString();
  const values = JSON.parse(text) as readonly (string | null)[];
  // One entry for each sealed field is what the type says; `fromEntries` forgets the names.
  return Object.fromEntries(SEALED_FIELDS.map((field, i) => [field, values[i] ?? null])) as unknown as SealedValues;
}

/** The id last, for it may hold any character. */
function associatedData({ enrollmentId, version }: Omit<Sealed, 'data'>): Buffer {
  return Buffer.from(`tracker|${version}|${enrollmentId}`);
}
