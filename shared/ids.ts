import type { Brand } from './brand.ts';

/** Ids of HMIS CSV records: texts of 1 to 200 bytes, compared as they are, never trimmed or case-folded. */
export type PersonalId = Brand<string, 'PersonalID'>;
export type EnrollmentId = Brand<string, 'EnrollmentID'>;
export type HouseholdId = Brand<string, 'HouseholdID'>;
export type ProjectId = Brand<string, 'ProjectID'>;
export type OrganizationId = Brand<string, 'OrganizationID'>;
export type UserId = Brand<string, 'UserID'>;

/** A stored snapshot of one HMIS export, and one project's data as it stood in one or more snapshots. */
export type SnapshotId = Brand<string, 'SnapshotId'>;
export type VersionId = Brand<string, 'VersionId'>;

export const ID_BYTES = 200;

/** True for a text that can be a record's id: 1 to 200 bytes of UTF-8, no control characters. */
export function isId(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character would break keys and logs
  return text.length > 0 && fits(text) && !/[\u0000-\u001f\u007f]/.test(text);
}

/** A code unit takes at most three bytes: most ids need no count. */
function fits(text: string): boolean {
  return text.length * 3 <= ID_BYTES || new TextEncoder().encode(text).length <= ID_BYTES;
}

/** Brands an id that came out of a checked place (the store, the importer); throws RangeError on one that cannot be. */
export function asId<Id extends string>(text: string): Id {
  if (!isId(text)) throw new RangeError('An id must have 1 to 200 bytes and no control characters.');
  return text as Id;
}
