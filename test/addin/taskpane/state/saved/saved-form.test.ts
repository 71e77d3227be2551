import { describe, expect, it } from 'vitest';
import { errorsOf, newForm, withValues } from '../../../../../addin/taskpane/state/form.ts';
import { datesInWords, newDraft, ownersFor, remarksOn } from '../../../../../addin/taskpane/state/saved/draft.ts';
import { asksTheSame, filledForm, paramsToSave } from '../../../../../addin/taskpane/state/saved/saved-form.ts';
import type { Facts } from '../../../../../addin/taskpane/state/session.ts';
import type { Me } from '../../../../../shared/contract/runs.ts';
import { calendarDate } from '../../../../../shared/dates.ts';
import { resolveParameters } from '../../../../../shared/parameter.ts';
import type { AnyReport } from '../../../../../shared/report.ts';
import annualAssessments from '../../../../../shared/reports/annual-assessments.ts';
import pitNight from '../../../../../shared/reports/pit-night.ts';
import { paramsForDay } from '../../../../../shared/saved-params.ts';
import { VISITS } from '../../../service/scripted-service.ts';
import { CATALOG } from '../../catalog.ts';

const asOf = calendarDate('2025-09-30');
// A definition is of its own parameters; the pane has it from `loadReport`, as that of any.
const visits = VISITS as unknown as AnyReport;
const form = newForm(visits, asOf);

describe('what is saved of a form', () => {
  it('is every choice that plays a part, but empty lists, hidden names and one person', () => {
    const asked = withValues(form, { projects: ['109'], standardDays: '7', personalId: 'P1', headsOnly: true });
    expect(paramsToSave(asked, 'fixed')).toEqual({
      from: '2025-09-30',
      to: '2025-09-30',
      kind: 'any',
      bands: ['a'],
      projects: ['109'],
      headsOnly: true,
      standardDays: 7,
    });
    expect(paramsToSave(withValues(form, { hidePii: false }), 'fixed')).toMatchObject({ hidePii: false });
  });

  it('has the dates of a quick pick as days that move on, the pick that was made before another', () => {
    const month = withValues(form, { from: '2025-08-01', to: '2025-08-31' }, 'lastMonth');
    expect(paramsToSave(month, 'moving')).toMatchObject({
      from: { day: 'first', of: 'lastMonth' },
      to: { day: 'last', of: 'lastMonth' },
    });
    expect(paramsToSave(month, 'fixed')).toMatchObject({ from: '2025-08-01', to: '2025-08-31' });
    const year = { from: '2024-10-01', to: '2025-09-30' };
    expect(paramsToSave(withValues(form, year, 'fiscalYear'), 'moving').from).toEqual({
      day: 'first',
      of: 'fiscalYear',
    });
  });

  it('has other dates as they are', () => {
    const other = withValues(form, { from: '2025-08-02', to: '2025-08-31' });
    expect(paramsToSave(other, 'moving')).toMatchObject({ from: '2025-08-02', to: '2025-08-31' });
    expect(datesInWords(other)).toEqual([]);
    expect(newDraft(other).dates).toBe('fixed');
  });

  it('has a single date that is its default as the day the data is as of', () => {
    const due = newForm(annualAssessments as unknown as AnyReport, asOf);
    expect(paramsToSave(due, 'moving').dueDate).toEqual({ day: 'last', of: 'asOf' });
    expect(datesInWords(due)[0]).toEqual(['moving', 'The day the data is as of, whichever it then is']);
    const night = withValues(newForm(pitNight as unknown as AnyReport, asOf), { night: '2025-01-29' });
    expect(paramsToSave(night, 'moving').night).toBe('2025-01-29');
  });

  it('is of what plays a part only', () => {
    const due = newForm(annualAssessments as unknown as AnyReport, asOf);
    expect(paramsToSave(due, 'moving')).not.toHaveProperty('from');
    expect(paramsToSave(withValues(due, { mode: 'apr' }), 'moving')).toHaveProperty('from');
  });

  it('gives the run that the form gives', () => {
    const asked = withValues(form, { projects: ['110', '109'], from: '2025-08-01', to: '2025-08-31' });
    const saved = paramsForDay(paramsToSave(asked, 'moving'), asOf);
    expect(resolveParameters(VISITS.parameters, saved, asOf)).toMatchObject({
      projects: ['109', '110'],
      from: '2025-08-01',
      to: '2025-08-31',
    });
  });
});

describe('a form that is filled in', () => {
  it('is that which was saved, on the day; on a later day its dates have moved on', () => {
    const asked = withValues(
      form,
      { from: '2025-08-01', to: '2025-08-31', projects: ['109'], standardDays: '7', hidePii: false },
      'lastMonth',
    );
    const saved = paramsToSave(asked, 'moving');
    const again = filledForm(visits, asOf, saved, []);
    expect(asksTheSame(again, asked)).toBe(true);
    expect(again.picked).toBe('lastMonth');
    const later = filledForm(visits, calendarDate('2025-10-01'), saved, []);
    expect(later.values).toMatchObject({ from: '2025-09-01', to: '2025-09-30', projects: ['109'] });
  });

  it('cannot be run while a list is empty that was not; choosing mends it', () => {
    const lost = filledForm(visits, asOf, {}, [
      { parameter: 'projects', what: 'all' },
      { parameter: 'bands', what: 'some' },
    ]);
    expect(errorsOf(lost)).toEqual({ projects: 'What was chosen here is gone. Choose anew.' });
    expect(errorsOf(withValues(lost, { days: '3' }))).toHaveProperty('projects');
    expect(errorsOf(withValues(lost, { projects: ['109'] }))).toEqual({});
  });
});

describe('a setting that is about to be saved', () => {
  const me: Me = {
    tid: 't',
    oid: 'o',
    name: 'Ada Park',
    role: 'admin',
    organizations: 'all',
    mayShowPii: true,
    mayEditTrackers: true,
  };
  const facts = (change: Partial<Me>, organizations = CATALOG.organizations): Facts => ({
    me: { ...me, ...change },
    catalog: { ...CATALOG, organizations },
    reports: [],
  });
  const both = [
    { id: '7', name: 'Harbor Homes', victimServiceProvider: false },
    { id: '9', name: 'Safe Place', victimServiceProvider: true },
  ];

  it.each<[string, Partial<Me>, string[]]>([
    ['an administrator, not for victim service providers', {}, ['7']],
    ['a manager, for the own', { role: 'manager', organizations: ['9'] }, ['9']],
    ['a coordinator, for nobody else', { role: 'coordinator' }, []],
  ])('can be saved by %s', (_, change, ids) => {
    expect(ownersFor(facts(change, both)).map(({ id }) => id)).toEqual(ids);
  });

  it('says that it shows names, and whom it leaves out', () => {
    expect(remarksOn(form)).toBe('');
    expect(remarksOn(withValues(form, { hidePii: false, personalId: 'P1' }))).toBe(
      'It shows names. A reason is asked for at each run. It is kept without the one person it asks for.',
    );
  });
});
