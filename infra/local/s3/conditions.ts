import type { StoredObject } from './bucket.ts';
import { S3Error } from './errors.ts';

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** If-Match and If-None-Match of a read: false where the reader has it already (304). Throws PreconditionFailed. */
export function checkRead(headers: ReadonlyMap<string, string>, etag: string): boolean {
  const match = headers.get('if-match');
  if (match !== undefined && !names(match, etag)) throw failed('If-Match');
  const noneMatch = headers.get('if-none-match');
  return noneMatch === undefined || !names(noneMatch, etag);
}

/**
 * If-Match and If-None-Match of a write, against the object that is there. Throws PreconditionFailed, NoSuchKey (If-Match
 * without an object) or NotImplemented (If-None-Match with anything but `*`). [S3 user guide, Conditional writes]
 */
export function checkWrite(headers: ReadonlyMap<string, string>, before: StoredObject | undefined): void {
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && noneMatch !== '*') {
    throw new S3Error('NotImplemented', 'If-None-Match of a write can only be *.');
  }
  if (noneMatch !== undefined && before) throw failed('If-None-Match');
  const match = headers.get('if-match');
  if (match === undefined) return;
  if (!before) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  if (!names(match, before.etag)) throw failed('If-Match');
}

function names(condition: string, etag: string): boolean {
  return condition.split(',').some((part) => ['*', etag, `"${etag}"`].includes(part.trim()));
}

function failed(condition: string): S3Error {
  return new S3Error(
    'PreconditionFailed',
    `At least one of the pre-conditions you specified did not hold: ${condition}`,
  );
}

/**
 * The bytes that a Range header asks for; null for the whole object, which is also the answer to several ranges or to
 * one that can't be read. Throws InvalidRange where it begins past the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable');
  return { start, end };
}
