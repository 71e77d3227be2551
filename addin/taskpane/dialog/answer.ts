import '../no-eval.ts';
import * as z from 'zod/mini';
import type { AcquiredToken } from '../entra/client.ts';

const code = z.string().check(z.maxLength(60));

const answer = z.union([
  z.strictObject({
    token: z.string().check(z.minLength(1), z.maxLength(16_384)),
    expiresAt: z.number(),
    scopes: z.array(z.string()),
  }),
  z.strictObject({ code, aadsts: code, asks: z.boolean() }),
]);

/** What the dialog tells the pane, once: a token, or why there is none, in codes only. */
export type DialogAnswer = z.infer<typeof answer>;

/** undefined for a message that is none of the dialog's. */
export function readDialogAnswer(message: string): DialogAnswer | undefined {
  try {
    const parsed = z.safeParse(answer, JSON.parse(message));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function isToken(given: DialogAnswer): given is AcquiredToken & { scopes: string[] } {
  return 'token' in given;
}
