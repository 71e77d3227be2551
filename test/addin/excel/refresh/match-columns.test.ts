import { describe, expect, it } from 'vitest';
import { matchColumns } from '../../../../addin/excel/refresh/match-columns.ts';
import { column } from '../sheet-run.ts';

const ANSWERED = ['ID', 'LastName', 'Days'].map((key) => column(key, 'text'));
const WRITTEN = {
  columns: ANSWERED.map(({ key, header }, place) => ({ key, header, place })),
  width: 4,
};

/** Each place as `key`, `(header)` for the user's own, and what was deleted behind. */
function matched(headers: readonly string[], written = WRITTEN, answered = ANSWERED): string | undefined {
  const match = matchColumns(headers, written, answered, ['ID']);
  if (!match.ok) return `${match.code} ${match.header} at ${match.place}`;
  const places = match.places.map((plan) => (plan.kind === 'own' ? `(${plan.header})` : `${plan.kind[0]}:${plan.key}`));
  return [...places, ...match.deleted.map(({ key }) => `-${key}`)].join(' ');
}

describe('columns of a table', () => {
  it.each([
    ['as they were written', ['ID', 'LastName', 'Days', 'Note'], 'r:ID r:LastName r:Days (Note)'],
    ['moved', ['Note', 'Days', 'ID', 'LastName'], '(Note) r:Days r:ID r:LastName'],
    ['in other letters', ['id', 'lastname', 'DAYS', 'note'], 'r:ID r:LastName r:Days (note)'],
    ['one deleted', ['ID', 'Days', 'Note'], 'r:ID r:Days (Note) -LastName'],
    ['the last deleted before the user’s own', ['ID', 'LastName', 'Note'], 'r:ID r:LastName (Note) -Days'],
    ['one written over', ['ID', 'Surname', 'Days', 'Note'], 'HeaderChanged LastName at 1'],
    ['one written over, one added', ['ID', 'Surname', 'Days', 'Note', 'More'], 'HeaderChanged LastName at 1'],
    ['one deleted and another added at the end', ['ID', 'Days', 'Note', 'More'], 'r:ID r:Days (Note) (More) -LastName'],
    ['the key deleted', ['LastName', 'Days', 'Note'], 'KeyGone ID at 0'],
    ['the key written over', ['Stay', 'LastName', 'Days', 'Note'], 'KeyGone ID at 0'],
  ])('%s', (_, headers, expected) => {
    expect(matched(headers)).toBe(expected);
  });

  it('that the report got meanwhile go to the right end', () => {
    expect(matched(['ID', 'LastName', 'Days', 'Note'], WRITTEN, [column('New', 'text'), ...ANSWERED])).toBe(
      'r:ID r:LastName r:Days (Note) r:New',
    );
  });

  it('that the report has no more keep their places', () => {
    expect(matched(['ID', 'LastName', 'Days', 'Note'], WRITTEN, ANSWERED.slice(0, 2))).toBe(
      'r:ID r:LastName e:Days (Note)',
    );
  });

  it('that were deleted once stay away, until their header is written again', () => {
    const gone = { columns: WRITTEN.columns.map((c) => (c.key === 'Days' ? { ...c, place: -1 } : c)), width: 2 };
    expect(matched(['ID', 'LastName', 'Mine'], gone)).toBe('r:ID r:LastName (Mine) -Days');
    expect(matched(['ID', 'LastName', 'Days'], gone)).toBe('r:ID r:LastName r:Days');
  });
});
