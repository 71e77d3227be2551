import * as z from 'zod/mini';
import { ERROR_STATUS, type ErrorCode, HmisError } from '../../shared/errors.ts';

const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().check(z.minLength(1)),
    field: z.optional(z.string()),
    requestId: z.optional(z.string()),
  }),
});

/** What a status says when a gateway, a proxy or a firewall answered in the service's place. */
const BY_STATUS: Readonly<Record<number, [ErrorCode, string]>> = {
  401: ['NotSignedIn', 'You are not signed in, or the sign-in has run out: sign in again.'],
  403: ['NotAllowed', 'The service did not let this call through. Ask your HMIS administrator.'],
  404: ['NotFound', 'The service knows no such address. Check the service’s URL.'],
  413: ['TooLarge', 'The call was too large for the service.'],
  429: ['TooManyRequests', 'Too many calls in a short time: try again in a minute.'],
  502: ['Busy', 'The service is busy at the moment: try again in a minute.'],
  503: ['Busy', 'The service is busy at the moment: try again in a minute.'],
  504: ['Busy', 'The service took too long to answer: try again, or ask for less at once.'],
};

/**
 * The HmisError for an answer that is not a success: the service's own code, sentence and field where its body has
 * them, else what the status means. A fault nobody foresaw carries the request's id, which support needs.
 */
export function refusalOf(status: number, body: unknown): HmisError {
  const parsed = z.safeParse(errorAnswer, body);
  if (parsed.success && isErrorCode(parsed.data.error.code)) {
    const { code, message, field, requestId } = parsed.data.error;
    const named = code === 'Internal' && requestId && !message.includes(requestId);
    return new HmisError(code, named ? `${message} (request ${requestId})` : message, field ? { field } : {});
  }
  const [code, message] = BY_STATUS[status] ?? ['Internal', `The service answered with a fault (status ${status}).`];
  return new HmisError(code, message);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code);
}

export function unreachable(): HmisError {
  return new HmisError('Busy', 'The service cannot be reached: check the network connection and try again.');
}

export function unreadable(): HmisError {
  return new HmisError(
    'Internal',
    'The service answered in a form this version does not understand: reload, or update to the service’s version.',
  );
}

const RETRIED: readonly ErrorCode[] = ['TooManyRequests', 'Busy', 'SnapshotIncomplete'];
const LONGEST_WAIT_S = 30;

/**
 * Milliseconds to wait before the next attempt; undefined where another would not help, or the service asks for more
 * patience than a person has. Retry-After (seconds, or an HTTP date) wins over the growing steps, whose jitter keeps
 * many panes from coming back at once.
 */
export function delayBefore(attempt: number, refusal: Error, retryAfter: string | null): number | undefined {
  if (!(refusal instanceof HmisError) || !RETRIED.includes(refusal.code)) return undefined;
  const asked = retryAfter === null ? undefined : secondsOf(retryAfter);
  if (asked === undefined) return 300 * 2 ** (attempt - 1) * (0.5 + Math.random());
  return asked > LONGEST_WAIT_S ? undefined : asked * 1000;
}

function secondsOf(retryAfter: string): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}
