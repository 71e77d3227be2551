import type { Reason } from './form.ts';

export const OWN_REASON = 'own';
export const NO_REASON: Reason = { choice: '', words: '' };

/** A reason as the service is given it. */
export function wordsOf({ choice, words }: Reason): string {
  return choice === OWN_REASON ? words.trim() : choice;
}
