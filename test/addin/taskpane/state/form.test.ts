import { describe, expect, it } from 'vitest';
import {
  changedCount,
  errorsOf,
  newForm,
  paramsOf,
  reasonOf,
  withCatalog,
  withOrganizations,
  withReason,
  withValues,
} from '../../../../addin/taskpane/state/form.ts';
import { layoutOf } from '../../../../addin/taskpane/state/layout.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import { parameter } from '../../../../shared/parameter.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import activeClients from '../../../../shared/reports/active-clients.ts';
import { VISITS } from '../../service/scripted-service.ts';
import { CATALOG } from '../catalog.ts';

const asOf = calendarDate('2025-09-30');
// A definition is of its own parameters; the pane has it from `loadReport`, as that of any.
const visits = newForm(VISITS as unknown as AnyReport, asOf);
const list = newForm(activeClients as unknown as AnyReport, asOf);

describe('a new form', () => {
  it('holds every default: dates as of the data, numbers as they are typed', () => {
    expect(visits.values).toEqual({
      from: '2025-09-30',
      to: '2025-09-30',
      kind: 'any',
      bands: ['a'],
      projects: [],
      headsOnly: false,
      standardDays: '3',
      personalId: '',
      hidePii: true,
    });
    expect(visits.errors).toEqual({});
  });

  it('sends its dates, which would be others tomorrow, and nothing else', () => {
    expect(paramsOf(visits)).toEqual({ from: '2025-09-30', to: '2025-09-30' });
    expect(errorsOf(visits)).toEqual({});
  });
});

describe('a parameter that plays a part only beside another', () => {
  const parameters = {
    mode: parameter.choice({ label: 'Mode', options: { now: 'Now', range: 'A range' }, default: 'now' }),
    from: parameter.date({ label: 'From', onlyWhen: { parameter: 'mode', is: ['range'] } }),
    atMost: parameter.number({
      label: 'At most',
      min: 1,
      max: 9,
      default: 5,
      onlyWhen: { parameter: 'mode', is: ['now'] },
    }),
  };
  const form = newForm({ ...VISITS, parameters, check: undefined } as unknown as AnyReport, asOf);

  it('is sent only there', () => {
    expect(paramsOf(withValues(form, { atMost: '7' }))).toEqual({ atMost: 7 });
    expect(paramsOf(withValues(form, { atMost: '7', mode: 'range' }))).toEqual({ mode: 'range', from: '2025-09-30' });
  });

  it('is wrong only there', () => {
    expect(errorsOf(withValues(form, { from: '' }))).toEqual({});
    expect(Object.keys(errorsOf(withValues(form, { from: '', mode: 'range' })))).toEqual(['from']);
    expect(Object.keys(errorsOf(withValues(form, { atMost: '10' })))).toEqual(['atMost']);
  });
});

describe('a form that is filled in', () => {
  it('sends what differs from the defaults, a number as a number', () => {
    const form = withValues(visits, { standardDays: '5', bands: ['b', 'a'], projects: ['109'], from: '2025-09-01' });
    expect(paramsOf(form)).toEqual({
      from: '2025-09-01',
      to: '2025-09-30',
      bands: ['b', 'a'],
      projects: ['109'],
      standardDays: 5,
    });
  });

  it('counts what is not as it was at first', () => {
    const form = withValues(visits, { standardDays: '5', headsOnly: true, bands: ['a'] });
    expect(changedCount(form, ['standardDays', 'headsOnly', 'bands', 'projects'])).toBe(2);
  });

  it('forgets what was wrong with a field once it is filled in anew', () => {
    const wrong = { ...visits, errors: { from: 'Wrong.', to: 'Wrong.' } };
    expect(withValues(wrong, { from: '2025-01-01' }).errors).toEqual({ to: 'Wrong.' });
  });
});

describe('what is wrong', () => {
  it.each([
    ['from', '', 'Enter a date, month, day and year.'],
    ['to', '2025-02-30', 'Enter a date, month, day and year.'],
    ['standardDays', '', 'Enter a whole number from 0 to 30.'],
    ['standardDays', '31', 'Enter a whole number from 0 to 30.'],
    ['standardDays', '2.5', 'Enter a whole number from 0 to 30.'],
    ['personalId', 'x'.repeat(201), 'Enter at most 200 characters.'],
    ['kind', 'other', 'Choose one of the list.'],
  ])('with %s "%s" is said beside it', (name, value, sentence) => {
    expect(errorsOf(withValues(visits, { [name]: value }))).toEqual({ [name]: sentence });
  });

  it('is said of every field at once', () => {
    expect(Object.keys(errorsOf(withValues(visits, { from: '', standardDays: 'x' })))).toEqual([
      'from',
      'standardDays',
    ]);
  });

  it('between two fields is said by the report, once each is right by itself', () => {
    expect(errorsOf(withValues(list, { from: '2025-10-01' }))).toEqual({ from: 'From must not be later than To.' });
    expect(errorsOf(withValues(list, { from: '2025-10-01', to: '' }))).toEqual({
      to: 'Enter a date, month, day and year.',
    });
  });
});

describe('showing names', () => {
  const shown = withValues(visits, { hidePii: false });

  it('asks for a reason', () => {
    expect(errorsOf(shown)).toEqual({ reason: 'Choose why names are needed.' });
    expect(errorsOf(withReason(shown, { choice: 'services' }))).toEqual({});
    expect(reasonOf(withReason(shown, { choice: 'services' }))).toBe('services');
  });

  it.each(['', 'ab', ' a ', 'two\nlines', 'x'.repeat(101)])('takes no own words like "%s"', (words) => {
    expect(errorsOf(withReason(shown, { choice: 'own', words }))).toEqual({
      reason: 'Say why in 3 to 100 characters.',
    });
  });

  it('takes own words, without blanks around them', () => {
    const form = withReason(shown, { choice: 'own', words: ' Case conference ' });
    expect(errorsOf(form)).toEqual({});
    expect(reasonOf(form)).toBe('Case conference');
  });

  it('no more forgets the reason', () => {
    const again = withValues(withReason(shown, { choice: 'services' }), { hidePii: true });
    expect(reasonOf(again)).toBeUndefined();
    expect(reasonOf(withValues(again, { hidePii: false }))).toBe('');
  });
});

describe('organizations and projects', () => {
  it('choosing organizations drops the projects of others', () => {
    const form = withValues(list, { projects: ['109', '209'] });
    expect(withOrganizations(form, 'organizations', ['o1'], CATALOG).values).toMatchObject({
      organizations: ['o1'],
      projects: ['109'],
    });
    expect(withOrganizations(form, 'organizations', [], CATALOG).values.projects).toEqual(['109', '209']);
  });

  it('a new catalog drops what it no longer knows', () => {
    const form = withValues(list, { projects: ['109', 'gone'], users: ['gone'], cocs: ['TX-601'] });
    expect(withCatalog(form, CATALOG).values).toMatchObject({ projects: ['109'], users: [], cocs: ['TX-601'] });
  });

  it('a list of which a new catalog leaves nothing must be chosen anew: empty, it would ask for all', () => {
    const form = withCatalog(withValues(list, { projects: ['gone'], cocs: ['TX-601'] }), CATALOG);
    expect(errorsOf(form)).toEqual({ projects: 'What was chosen here is gone. Choose anew.' });
    expect(errorsOf(withCatalog(form, CATALOG))).toHaveProperty('projects');
    expect(errorsOf(withOrganizations(form, 'organizations', ['o1'], CATALOG))).toHaveProperty('projects');
    expect(errorsOf(withValues(form, { projects: [] }))).toEqual({});
  });
});

describe('the places of a form', () => {
  it('are the dates together, then what is often set, then the rest', () => {
    expect(layoutOf(list.report.parameters)).toEqual({
      range: true,
      shown: ['from', 'reportType', 'method', 'organizations', 'projects', 'headsOfHouseholdOnly'],
      more: ['cocs', 'users', 'fundingSources', 'subpopulation'],
      hidePii: true,
    });
  });
});
