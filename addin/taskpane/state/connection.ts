import type { Signal } from '@preact/signals';

export type Connection = 'online' | 'offline' | 'unreachable';

const TRY_AGAIN_MS = 15_000;

/**
 * Keeps `connection` true to the browser's word, and tries an unreachable service again now and then until `reach`
 * resolves. Returns what ends it.
 */
export function watchConnection(
  connection: Signal<Connection>,
  reach: () => Promise<unknown>,
  host: Pick<Window, 'addEventListener' | 'removeEventListener'> & { readonly navigator: Pick<Navigator, 'onLine'> },
): () => void {
  let trying = false;
  const tryAgain = async () => {
    if (trying || connection.value === 'online' || !host.navigator.onLine) return;
    trying = true;
    try {
      await reach();
      connection.value = 'online';
    } catch {
      connection.value = host.navigator.onLine ? 'unreachable' : 'offline';
    } finally {
      trying = false;
    }
  };
  const lost = () => {
    connection.value = 'offline';
  };
  const timer = setInterval(tryAgain, TRY_AGAIN_MS);
  host.addEventListener('offline', lost);
  host.addEventListener('online', tryAgain);
  if (!host.navigator.onLine) lost();
  return () => {
    clearInterval(timer);
    host.removeEventListener('offline', lost);
    host.removeEventListener('online', tryAgain);
  };
}
