import { countsOf, type Tally } from './tally.ts';

/** Sentences that several reports' notes have in common, from what their rows counted. */

export function rowsInWords(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

export function during(from: string, to: string): string {
  return from === to ? `on ${to}` : `from ${from} to ${to}`;
}

export function sumOf(counts: readonly (readonly [string, number])[]): number {
  return counts.reduce((total, [, count]) => total + count, 0);
}

/**
 * How many the filters left out, each counted under `leftOut:<filter>`. `who` says of whom (`Active`); a filter goes by
 * its words in `filters`, those that begin with `not` as a reason of its own (`not head of household`).
 */
export function leftOutNote(who: string, filters: Readonly<Record<string, string>>, tally: Tally): string[] {
  const counts = countsOf(tally, 'leftOut');
  if (counts.length === 0) return [];
  const why = counts.map(([filter, count]) => {
    const words = filters[filter] ?? filter;
    return `${count} ${words.startsWith('not ') ? 'as' : 'by'} ${words}`;
  });
  return [`${who}, but left out by the filters: ${why.join(', ')}.`];
}

/** More HouseholdIDs than this fill a note without helping. */
const NAMED_HOUSEHOLDS = 50;

/**
 * The households that a list of heads would lose without a word, counted under `headless:<HouseholdID>` with their
 * members. `being` says what the head would have to be (`active`).
 */
export function headlessNote(being: string, tally: Tally): string[] {
  const headless = countsOf(tally, 'headless');
  if (headless.length === 0) return [];
  const named = headless.slice(0, NAMED_HOUSEHOLDS).map(([id, members]) => `${id} (${members})`);
  const more = headless.length > NAMED_HOUSEHOLDS ? ` and ${headless.length - NAMED_HOUSEHOLDS} more` : '';
  const [members, one] = [sumOf(headless), headless.length === 1];
  const which = `${headless.length} ${one ? 'household' : 'households'} with ${members} ${being} ${members === 1 ? 'member' : 'members'}`;
  return [
    `${which} ${one ? 'has' : 'have'} no ${being} head and ${one ? 'is' : 'are'} not in this list of heads. HouseholdID (members): ${named.join(', ')}${more}.`,
  ];
}

/** Codes that HUD's lists lack, counted under `unknownCode:<column>`. */
export function unknownCodesNote(tally: Tally): string[] {
  const counts = countsOf(tally, 'unknownCode');
  if (counts.length === 0) return [];
  const where = counts.map(([column, count]) => `${column} in ${rowsInWords(count)}`);
  return [`Codes that HUD's lists don't have: ${where.join(', ')}.`];
}
