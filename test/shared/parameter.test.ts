import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import { parameter, resolveParameters } from '../../shared/parameter.ts';

const PARAMETERS = {
  from: parameter.date({ label: 'From' }),
  to: parameter.date({ label: 'To' }),
  method: parameter.choice({ label: 'Method', options: { a: 'A', b: 'B' }, default: 'a' }),
  bands: parameter.choices({ label: 'Bands', options: { z: 'Z', y: 'Y' }, default: ['z', 'y'] }),
  projects: parameter.list({ label: 'Projects', of: 'projects' }),
  headsOnly: parameter.flag({ label: 'Heads only', default: false }),
  days: parameter.number({ label: 'Days', min: 0, max: 30, default: 3 }),
  personalId: parameter.text({ label: 'PersonalID' }),
} as const;

const AS_OF = calendarDate('2025-09-30');

function refusal(sent: unknown): HmisError {
  try {
    resolveParameters(PARAMETERS, sent, AS_OF);
  } catch (error) {
    if (error instanceof HmisError) return error;
  }
  throw new Error('It was not refused.');
}

describe('parameters that are left out', () => {
  const defaults = {
    from: '2025-09-30',
    to: '2025-09-30',
    method: 'a',
    bands: ['y', 'z'],
    projects: [],
    headsOnly: false,
    days: 3,
    personalId: '',
  };

  it.each([[{}], [undefined], [null]])('get their defaults, dates the as-of day: %j', (sent) => {
    expect(resolveParameters(PARAMETERS, sent, AS_OF)).toEqual(defaults);
  });

  it.each([
    ['2025-09-30', '2024-10-01'],
    ['2024-02-29', '2023-03-01'],
    ['2025-02-28', '2024-02-29'],
  ])('are, of a range of a year up to %s, its first day %s', (asOf, from) => {
    const range = {
      from: parameter.date({ label: 'From', default: 'aYearBefore' }),
      to: parameter.date({ label: 'To' }),
    };
    expect(resolveParameters(range, {}, calendarDate(asOf))).toEqual({ from, to: asOf });
  });

  it('are filled in around those that were sent, in the declared order', () => {
    const params = resolveParameters(PARAMETERS, { days: 7, to: '2025-01-01' }, AS_OF);
    expect(params).toEqual({ ...defaults, days: 7, to: '2025-01-01' });
    expect(Object.keys(params)).toEqual(Object.keys(PARAMETERS));
  });

  it('stay as they are when they are resolved again', () => {
    const once = resolveParameters(PARAMETERS, { projects: ['b', 'a'] }, AS_OF);
    expect(resolveParameters(PARAMETERS, once, calendarDate('2020-01-01'))).toEqual(once);
  });
});

describe('a list', () => {
  it('is sorted by code units and without repeats, so that equal questions give equal answers', () => {
    const { projects, bands } = resolveParameters(
      PARAMETERS,
      { projects: ['b', 'a10', 'A', 'b', 'a9', 'ä'], bands: ['z', 'z'] },
      AS_OF,
    );
    expect(projects).toEqual(['A', 'a10', 'a9', 'b', 'ä']);
    expect(bands).toEqual(['z']);
  });

  it('may have 1,000 ids; with 1,001 it is refused by name', () => {
    const ids = (n: number) => Array.from({ length: n }, (_, i) => `p${i}`);
    expect(resolveParameters(PARAMETERS, { projects: ids(1_000) }, AS_OF).projects).toHaveLength(1_000);
    expect(refusal({ projects: ids(1_001) })).toMatchObject({
      code: 'BadRequest',
      field: 'projects',
      message: 'projects: must be a list of at most 1,000 ids.',
    });
  });

  it('keeps ids as they are: neither trimmed nor folded', () => {
    expect(resolveParameters(PARAMETERS, { projects: [' a ', 'A'] }, AS_OF).projects).toEqual([' a ', 'A']);
  });
});

describe('a parameter that cannot be', () => {
  it.each([
    ['from', '2025-02-29', 'must be a date, YYYY-MM-DD'],
    ['from', 20_250_101, 'must be a date, YYYY-MM-DD'],
    ['to', null, 'must be a date, YYYY-MM-DD'],
    ['method', 'c', 'must be one of a, b'],
    ['method', 'toString', 'must be one of a, b'],
    ['method', ['a'], 'must be one of a, b'],
    ['bands', 'z', 'must be a list, each one of z, y'],
    ['bands', ['z', 'y', 'z'], 'must be a list, each one of z, y'],
    ['projects', 'secret', 'must be a list of at most 1,000 ids'],
    ['projects', { 0: 'secret' }, 'must be a list of at most 1,000 ids'],
    ['headsOnly', 'true', 'must be true or false'],
    ['headsOnly', 1, 'must be true or false'],
    ['days', 31, 'must be a whole number from 0 to 30'],
    ['days', -1, 'must be a whole number from 0 to 30'],
    ['days', 2.5, 'must be a whole number from 0 to 30'],
    ['days', '3', 'must be a whole number from 0 to 30'],
    ['personalId', 'x'.repeat(201), 'must be a text of at most 200 characters'],
    ['personalId', 7, 'must be a text of at most 200 characters'],
  ])('%s %j is refused by name, with what it takes', (field, value, takes) => {
    expect(refusal({ [field]: value })).toMatchObject({
      code: 'BadRequest',
      status: 400,
      field,
      message: `${field}: ${takes}.`,
    });
  });

  it.each([
    ['an empty id', ''],
    ['an id of 201 bytes', 'x'.repeat(201)],
    ['an id of 101 letters and 202 bytes', 'ä'.repeat(101)],
    ['an id with a control character', 'a\u0000'],
    ['an id that is a number', 7],
  ])('%s in a list is named with its place', (_, id) => {
    expect(refusal({ projects: ['ok', id] })).toMatchObject({ field: 'projects.1' });
  });

  it.each([
    ['unknown', '{"when":1}', 'when'],
    ['of the prototype', '{"__proto__":{"headsOnly":true}}', '__proto__'],
    ['of every object', '{"constructor":1}', 'constructor'],
    ['misspelt in case', '{"From":"2025-01-01"}', 'From'],
  ])('a field %s is refused by name', (_, json, field) => {
    expect(refusal(JSON.parse(json))).toMatchObject({
      code: 'BadRequest',
      field,
      message: `${field}: is not known here.`,
    });
  });

  it('of a long name is named in part', () => {
    expect(refusal({ ['x'.repeat(5_000)]: 1 }).message.length).toBeLessThan(100);
  });

  it.each([[[]], ['text'], [5], [true]])('a whole that is no object is refused: %j', (sent) => {
    expect(refusal(sent)).toMatchObject({
      code: 'BadRequest',
      message: 'The request is not of the form asked for here.',
    });
  });

  it.each(['from', 'method', 'bands', 'projects', 'headsOnly', 'days'])(
    '%s never has its value told back, whatever was sent',
    (field) => {
      const mark = 'Zyx-987654321-Name';
      for (const value of [mark, [mark], [[mark]], { [mark]: mark }, `${mark}\u0000`]) {
        if (field === 'projects' && Array.isArray(value) && value[0] === mark) continue;
        const { message, field: named } = refusal({ [field]: value });
        expect(`${message} ${named}`).not.toContain(mark);
      }
    },
  );

  it('nested half a million deep is refused like any other, and costs no stack', () => {
    const deep = JSON.parse(`{"from":${'['.repeat(500_000)}${']'.repeat(500_000)}}`);
    expect(refusal(deep)).toMatchObject({ code: 'BadRequest', field: 'from' });
  });
});
