import * as z from 'zod/mini';
import { type ImportStatus, importStatus, type RefusedRow } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';

const rowsOf = importStatus.shape.refused.shape.rows;

/** Every refused row: those the status holds, or, where there are more, the JSON lines behind its address. */
export async function allRefusedRows(
  refused: ImportStatus['refused'],
  signal?: AbortSignal,
): Promise<readonly RefusedRow[]> {
  if (refused.url === undefined || refused.rows.length >= refused.total) return refused.rows;
  const response = await fetch(refused.url, {
    cache: 'no-store',
    credentials: 'omit',
    ...(signal ? { signal } : {}),
  }).catch(() => undefined);
  signal?.throwIfAborted();
  if (!response?.ok) throw new HmisError('Busy', 'The list of refused rows could not be fetched: import again for it.');
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return z.parse(
    rowsOf,
    lines.map((line): unknown => JSON.parse(line)),
  );
}
