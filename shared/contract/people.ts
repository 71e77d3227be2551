import * as z from 'zod/mini';
import { ROLES } from '../roles.ts';

/** People and their rights. */

export const profile = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  role: z.enum(ROLES),
  organizations: z.union([z.literal('all'), z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500))]),
  mayShowPii: z.boolean(),
  active: z.boolean(),
});
export type ProfileBody = z.infer<typeof profile>;

export const userList = z.object({ users: z.array(z.object({ tid: z.string(), oid: z.string(), ...profile.shape })) });
export type UserList = z.infer<typeof userList>;
