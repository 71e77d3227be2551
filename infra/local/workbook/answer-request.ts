import { answerBatch, type Batch } from './batch.ts';
import type { Host } from './object-type.ts';
import { statusOf } from './refusal.ts';

/** Excel on the web takes no request, and gives no answer, of more bytes than these [resource limits of Office add-ins]. */
export const PAYLOAD_LIMIT = 5_242_880;

/** An answer as the client library takes it from whatever carries its requests. */
export interface LibraryResponse {
  readonly HttpStatusCode: number;
  readonly ErrorCode: string | null;
  readonly ErrorMessage: string | null;
  readonly Headers: Readonly<Record<string, string>>;
  readonly Body: unknown;
}

/**
 * Answers one request of the client library, JSON to JSON. A request that is too large, or that comes while someone types
 * in a cell, is refused as a whole and nothing of it is done. An answer that would be too large is refused too, but what
 * the request changed stays changed.
 */
export function answerRequest(host: Host, request: string): string {
  if (!isCleanup(request)) {
    if (byteLength(request) > PAYLOAD_LIMIT)
      return refusal('RequestPayloadSizeLimitExceeded', 'The request payload size has exceeded the limit.');
    if (host.book.editing)
      return refusal('InvalidOperationInCellEditMode', 'Excel is in cell-editing mode. Please exit the edit mode.');
  }
  const answer = JSON.stringify(response({ Body: answerBatch(host, JSON.parse(request)) }));
  return byteLength(answer) > PAYLOAD_LIMIT
    ? refusal('ResponsePayloadSizeLimitExceeded', 'The response payload size has exceeded the limit.')
    : answer;
}

/** The request by which the library lets go of what it kept, after an `Excel.run`; nobody waits for it in Excel. */
export function isCleanup(request: string): boolean {
  // Nothing of a large request is parsed twice.
  if (!request.includes('"_RemoveReference"')) return false;
  const { Actions }: Batch = JSON.parse(request);
  return Actions.every(({ ActionType, Name }) => ActionType === 1 || Name === '_RemoveReference');
}

/** A request refused as a whole, with any code of Excel's. */
export function refusal(code: string, message: string): string {
  return JSON.stringify(response({ HttpStatusCode: statusOf(code), ErrorCode: code, ErrorMessage: message }));
}

/** How many bytes a text takes in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function response(parts: Partial<LibraryResponse>): LibraryResponse {
  return { HttpStatusCode: 200, ErrorCode: null, ErrorMessage: null, Headers: {}, Body: null, ...parts };
}
