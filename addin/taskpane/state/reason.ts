/** Why names are needed: a key of PII_REASONS, `own` for `words`, or nothing yet. */
export interface Reason {
  readonly choice: string;
  readonly words: string;
}

export const OWN_REASON = 'own';
export const NO_REASON: Reason = { choice: '', words: '' };

/** A reason as the service is given it. */
export function wordsOf({ choice, words }: Reason): string {
  return choice === OWN_REASON ? words.trim() : choice;
}
