import { describe, expect, it } from 'vitest';
import { savedParams, settingName } from '../../shared/contract/saved.ts';
import { calendarDate } from '../../shared/dates.ts';
import { parameter, resolveParameters } from '../../shared/parameter.ts';
import { type Choosable, paramsForDay, readSaved, withNamesHidden } from '../../shared/saved-params.ts';

const PARAMETERS = {
  from: parameter.date({ label: 'From' }),
  to: parameter.date({ label: 'To' }),
  method: parameter.choice({ label: 'Method', options: { a: 'A', b: 'B' }, default: 'a' }),
  bands: parameter.choices({ label: 'Bands', options: { z: 'Z', y: 'Y' }, default: ['z', 'y'] }),
  projects: parameter.list({ label: 'Projects', of: 'projects' }),
  days: parameter.number({ label: 'Days', min: 0, max: 30, default: 3 }),
  hidePii: parameter.hidePii('Names'),
} as const;

const CHOOSABLE: Choosable = {
  organizations: new Set(),
  projects: new Set(['P1', 'P2']),
  cocs: new Set(),
  users: new Set(),
  fundingSources: new Set(),
};

const LAST_MONTH = { from: { day: 'first', of: 'lastMonth' }, to: { day: 'last', of: 'lastMonth' } } as const;

describe('saved parameters for a day', () => {
  it.each([
    ['2026-02-28', '2026-01-01', '2026-01-31'],
    ['2026-03-01', '2026-02-01', '2026-02-28'],
    ['2026-03-02', '2026-02-01', '2026-02-28'],
  ])('that move on are, on %s, %s to %s', (asOf, from, to) => {
    expect(paramsForDay(LAST_MONTH, calendarDate(asOf))).toEqual({ from, to });
  });

  it('that are fixed stay, and what the report takes comes out of both', () => {
    const saved = { from: '2025-10-01', to: { day: 'last', of: 'asOf' }, projects: ['P2', 'P1'], days: 7 } as const;
    const day = calendarDate('2026-03-10');
    expect(resolveParameters(PARAMETERS, paramsForDay({ ...saved, projects: ['P2', 'P1'] }, day), day)).toEqual({
      from: '2025-10-01',
      to: '2026-03-10',
      method: 'a',
      bands: ['y', 'z'],
      projects: ['P1', 'P2'],
      days: 7,
      hidePii: true,
    });
  });
});

describe('a setting that is read', () => {
  it('is as it was saved where nothing has gone', () => {
    const params = { ...LAST_MONTH, method: 'b', bands: ['y'], projects: ['P1'], days: 0, hidePii: false };
    expect(readSaved(PARAMETERS, params, CHOOSABLE)).toEqual({ params, gone: [] });
  });

  it.each([
    [{ colour: 'red' }, {}, [{ parameter: 'colour', what: 'parameter' }]],
    [{ toString: 'x' }, {}, [{ parameter: 'toString', what: 'parameter' }]],
    [{ method: 'c' }, {}, [{ parameter: 'method', what: 'value' }]],
    [{ method: 'toString' }, {}, [{ parameter: 'method', what: 'value' }]],
    [{ days: 31 }, {}, [{ parameter: 'days', what: 'value' }]],
    [{ method: LAST_MONTH.from }, {}, [{ parameter: 'method', what: 'value' }]],
    [{ from: '2026-02-30' }, {}, [{ parameter: 'from', what: 'value' }]],
    [{ days: ['P1'] }, {}, [{ parameter: 'days', what: 'all' }]],
    [{ projects: ['P1', 'P9'] }, { projects: ['P1'] }, [{ parameter: 'projects', what: 'some' }]],
    [{ projects: ['P9'] }, {}, [{ parameter: 'projects', what: 'all' }]],
    [{ bands: ['x'] }, {}, [{ parameter: 'bands', what: 'all' }]],
    [{ bands: ['x', 'z'] }, { bands: ['z'] }, [{ parameter: 'bands', what: 'some' }]],
    [{ bands: [] }, { bands: [] }, []],
  ])('says what is gone of %j', (params, left, gone) => {
    expect(readSaved(PARAMETERS, params, CHOOSABLE)).toEqual({ params: left, gone });
  });

  it("does not tell another's project from one that never was", () => {
    const anothers = readSaved(PARAMETERS, { projects: ['P1', 'PX'] }, CHOOSABLE);
    const nobodys = readSaved(PARAMETERS, { projects: ['P1', 'never was'] }, CHOOSABLE);
    expect(anothers).toEqual(nobodys);
  });
});

it('names that were shown once are hidden the next time', () => {
  expect(withNamesHidden({ hidePii: false, days: 7 })).toEqual({ days: 7 });
});

describe('on the wire', () => {
  it.each([
    [{ from: { day: 'first', of: 'nextMonth' } }],
    [{ from: { day: 'first', of: 'lastMonth', plus: 3 } }],
    [{ from: { day: 'first' } }],
    [{ from: null }],
    [{ projects: [['P1']] }],
    [{ projects: [''] }],
    [{ text: 'x'.repeat(201) }],
    [{ ['x'.repeat(61)]: true }],
  ])('%j is no saved parameter', (params) => {
    expect(savedParams.safeParse(params).success).toBe(false);
  });

  it.each([[''], ['   '], ['x'.repeat(81)], ['a\nb'], ['a\u0000b'], ['a\u2028b']])('%j is no name', (name) => {
    expect(settingName.safeParse(name).success).toBe(false);
  });

  it('a name loses the blanks around it', () => {
    expect(settingName.parse('  Week 1 ')).toBe('Week 1');
  });
});
