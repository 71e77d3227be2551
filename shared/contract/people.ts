import * as z from 'zod/mini';
import { ROLES } from '../roles.ts';
import { count } from './wire.ts';

/** People and their rights. */

export const profile = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  role: z.enum(ROLES),
  organizations: z.union([z.literal('all'), z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500))]),
  mayShowPii: z.boolean(),
  active: z.boolean(),
});
export type ProfileBody = z.infer<typeof profile>;

/** Rights to give. With the `version` that was looked at, 0 for nobody's, they are taken only where it still stands. */
export const rightsAsked = z.strictObject({ ...profile.shape, version: z.optional(count) });
export type RightsAsked = z.infer<typeof rightsAsked>;

export const userList = z.object({
  users: z.array(
    // `version` counts the changes.
    z.object({ tid: z.string(), oid: z.string(), ...profile.shape, version: count }),
  ),
});
export type UserList = z.infer<typeof userList>;
