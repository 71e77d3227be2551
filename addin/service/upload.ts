import type { ImportStarted } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** Bytes that are on their way. */
  readonly onProgress: (sent: number) => void;
}

/**
 * Sends a file from a browser to a presigned address, with the headers that were signed and no sign-in of ours. By
 * XMLHttpRequest, for `fetch` tells nothing of how far it is. Throws HmisError `Busy` where the connection breaks off,
 * `Internal` where the address refuses the file, and the signal's reason where it is cancelled.
 */
export function uploadFile(
  file: Blob,
  to: ImportStarted['upload'],
  { signal, onProgress }: UploadOptions,
): Promise<void> {
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  const cancel = () => request.abort();
  return new Promise<void>((resolve, reject) => {
    request.open('PUT', to.url);
    for (const [name, value] of Object.entries(to.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status === 200) resolve();
      else reject(new HmisError('Internal', `The upload was refused (status ${request.status}).`));
    };
    request.onerror = () => {
      reject(new HmisError('Busy', 'The upload broke off: check the network connection and import again.'));
    };
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', cancel, { once: true });
    request.send(file);
  }).finally(() => signal.removeEventListener('abort', cancel));
}
