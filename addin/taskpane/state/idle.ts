/** After so long without a touch the pane drops the token and blanks itself. */
export const IDLE_MS = 15 * 60_000;

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focusin'] as const;

/** Calls `onIdle` once after 15 minutes without input, and again after the next 15; returns what ends it. */
export function watchIdle(
  onIdle: () => void,
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
): () => void {
  let lastSeen = Date.now();
  const seen = () => {
    lastSeen = Date.now();
  };
  // A clock that is read survives a machine that slept; one long timer would not.
  const timer = setInterval(() => {
    if (Date.now() - lastSeen < IDLE_MS) return;
    seen();
    onIdle();
  }, 10_000);
  for (const sign of SIGNS_OF_LIFE) target.addEventListener(sign, seen, { passive: true });
  return () => {
    clearInterval(timer);
    for (const sign of SIGNS_OF_LIFE) target.removeEventListener(sign, seen);
  };
}
