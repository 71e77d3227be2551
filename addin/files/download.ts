import { HmisError } from '../../shared/errors.ts';

/**
 * Fetches a finished file by its presigned address; it carries no sign-in of ours. Throws HmisError `Busy` where the
 * connection breaks off or the address has run out, and the signal's reason where it is cancelled.
 */
export async function fetchFile(url: string, signal?: AbortSignal): Promise<Blob> {
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(signal ? { signal } : {}),
    });
    if (response.ok) return await response.blob();
  } catch {
    signal?.throwIfAborted();
  }
  throw new HmisError('Busy', 'The file could not be downloaded. Check the network connection and try again.');
}
