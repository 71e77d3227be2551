import type { RegistryEntry } from './registry.ts';

/** This pane: what it left unfinished it may go on with at once. */
export const PANE_ID = crypto.randomUUID();

/** So long another pane's refresh is taken for one that goes on. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/** True while another pane's refresh may still be going on. */
export function isBeingRefreshed({ state, refresh }: RegistryEntry, now: Date): boolean {
  if (state !== 'refreshing' || !refresh || refresh.pane === PANE_ID) return false;
  return now.getTime() - Date.parse(refresh.since) < ABANDONED_AFTER_MS;
}
