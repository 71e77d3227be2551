import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  chosenInWords,
  countChoices,
  firstChoices,
  optionChoices,
  searchChoices,
} from '../../../../addin/taskpane/state/choices.ts';
import { CATALOG } from '../catalog.ts';

const projects = choicesOf(CATALOG, 'projects', []);
const names = (groups: typeof projects) => groups.map(({ label, choices }) => [label, ...choices.map((c) => c.name)]);

describe('the choices of projects', () => {
  it('stand under their organizations, numbers in their names in order', () => {
    expect(names(projects)).toEqual([
      ['Bridge', 'Café Hogar'],
      ['Harbor', 'Harbor House', 'Harbor Nights 9', 'Harbor Nights 10'],
      ['Shield', 'Shield Home'],
    ]);
  });

  it('are those of the organizations that are chosen', () => {
    expect(names(choicesOf(CATALOG, 'projects', ['o2']))).toEqual([['Bridge', 'Café Hogar']]);
  });

  it('of a victim service provider that others may not see cannot be ticked, and say why', () => {
    expect(projects.at(-1)?.choices[0]?.withheld).toBe('Only its own organization sees its clients');
    expect(projects[0]?.choices[0]?.withheld).toBeUndefined();
  });
});

describe('a search', () => {
  it.each([
    ['cafe', [['Bridge', 'Café Hogar']]],
    ['HARBOR night', [['Harbor', 'Harbor Nights 9', 'Harbor Nights 10']]],
    ['bridge', [['Bridge', 'Café Hogar']]],
    ['301', [['Shield', 'Shield Home']]],
    ['rapid house', [['Harbor', 'Harbor House']]],
    ['nowhere', []],
  ])('for "%s" looks in name, type, id and organization, accents and case aside', (search, expected) => {
    expect(names(searchChoices(projects, search))).toEqual(expected);
  });

  it('of blanks finds all', () => {
    expect(searchChoices(projects, '  ')).toBe(projects);
  });
});

describe('a long list', () => {
  it('is cut after so many choices, across groups', () => {
    expect(names(firstChoices(projects, 2))).toEqual([
      ['Bridge', 'Café Hogar'],
      ['Harbor', 'Harbor House'],
    ]);
    expect(countChoices(projects)).toBe(5);
  });
});

it.each(['organizations', 'cocs', 'users', 'fundingSources'] as const)('%s are one group without a heading', (of) => {
  const groups = choicesOf(CATALOG, of, []);
  expect(groups.map(({ label }) => label)).toEqual(['']);
  expect(countChoices(groups)).toBeGreaterThan(0);
});

describe('the options of a report', () => {
  const options = {
    Due: 'Due (the window is open)',
    Overdue: 'Overdue',
    Near: 'Near (soon)',
    Done: 'Done',
    Gone: 'Gone',
  };
  const groups = optionChoices({ options });

  it('show what stands in brackets below their names', () => {
    expect(groups[0]?.choices.slice(0, 2)).toEqual([
      { id: 'Due', name: 'Due', detail: 'the window is open' },
      { id: 'Overdue', name: 'Overdue' },
    ]);
  });

  it.each([
    [[], 'Everything'],
    [['Overdue'], 'Overdue'],
    [['Near', 'Due', 'Overdue'], 'Due, Overdue, Near'],
    [['Due', 'Overdue', 'Near', 'Done'], 'All but Gone'],
    [['Due', 'Overdue', 'Near', 'Done', 'Gone'], 'Everything'],
  ])('with %j chosen are said as “%s”', (chosen, words) => {
    expect(chosenInWords(groups, chosen, 'Everything', 3)).toBe(words);
  });

  it('are counted where they are many and several are left out', () => {
    const many = optionChoices({ options: { ...options, Far: 'Far' } });
    expect(chosenInWords(many, ['Due', 'Overdue', 'Near', 'Done'], 'Everything', 3)).toBe('4 of 6 chosen');
  });
});
