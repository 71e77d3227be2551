import type { TallyCounter } from '../shared/tally.ts';
import { isHead } from './hmis/household.ts';
import type { Label } from './hmis/labels.ts';
import type { Enrollment } from './hmis/records.ts';

/** What the lists of clients have in common: what they count on the way for the notes of `shared/note-parts.ts`. */

/**
 * The heads among a household's listed members. A household whose head the universe has not would vanish without a word:
 * it is counted under `headless`, with its listed members.
 */
export function headsOnly<M extends { readonly enrollment: Enrollment }>(
  selected: readonly M[],
  listed: readonly M[],
  tally: TallyCounter,
): readonly M[] {
  const heads = listed.filter(({ enrollment }) => isHead(enrollment));
  const [first] = listed;
  if (first && !selected.some(({ enrollment }) => isHead(enrollment))) {
    tally.add(`headless:${first.enrollment.HouseholdID}`, listed.length);
  }
  if (listed.length > heads.length) tally.add('leftOut:heads', listed.length - heads.length);
  return heads;
}

/** Makes the text of a coded cell, and counts a code that HUD's list lacks. */
export function textCells(tally: TallyCounter): (column: string, label: Label) => string | null {
  return (column, { text, known }) => {
    if (!known) tally.add(`unknownCode:${column}`);
    return text;
  };
}
