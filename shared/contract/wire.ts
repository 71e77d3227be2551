import * as z from 'zod/mini';
import { type CalendarDate, isCalendarDate } from '../dates.ts';
import type { SnapshotId } from '../ids.ts';
import { isId } from '../ids.ts';

/** What the bodies of the API's calls are made of. Requests are strict: an unknown field is refused by name. */

export const date = z.pipe(
  z.string().check(z.refine(isCalendarDate)),
  z.transform((text) => text as CalendarDate),
);
export const count = z.int().check(z.minimum(0));
export const id = z
  .string({ error: 'must be an id of 1 to 200 bytes' })
  .check(z.refine(isId, { error: 'must be an id of 1 to 200 bytes' }));
/** Why names are shown. */
export const reason = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));
export const snapshotId = z.pipe(
  z.string().check(z.regex(/^\d{8}-[0-9a-f]{16}$/, { error: 'is no snapshot id' })),
  z.transform((text) => text as SnapshotId),
);

export const snapshotFacts = z.object({
  id: snapshotId,
  format: z.enum(['FY2024', 'FY2026']),
  exportId: z.string(),
  exportDate: date,
  exportStartDate: date,
  exportEndDate: date,
  software: z.string(),
  hashed: z.boolean(),
});
