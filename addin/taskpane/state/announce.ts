import { WORDS } from '../words.ts';
import type { Run } from './run.ts';

/** What a screen reader is told of a run as it goes on; what takes the focus speaks for itself. */
export function announcementOf(run: Run): string {
  switch (run.phase) {
    case 'counting':
      return WORDS.form.counting;
    case 'planning':
      return WORDS.run.planning;
    case 'downloading':
      return `${WORDS.run.downloading}: ${WORDS.run.rowsSoFar(run.rows, run.rowsAtMost)}`;
    case 'writing':
      return `${WORDS.run.writing}: ${WORDS.run.rowsWritten(run.rows, run.of)}`;
    case 'cancelling':
      return WORDS.run.cancelling;
    default:
      return '';
  }
}

/** Between two announcements of one phase: a reader that is interrupted at every chunk says nothing at all. */
export const ANNOUNCE_EVERY_MS = 5_000;

/** Whether a step of a run is worth a word now; `last` is what was said last, and when. */
export function isWorthSaying(
  run: Run,
  now: number,
  last: { readonly phase: Run['phase']; readonly at: number } | undefined,
): boolean {
  return last?.phase !== run.phase || now - last.at >= ANNOUNCE_EVERY_MS;
}
