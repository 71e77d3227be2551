import { signal } from '@preact/signals';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Form, newForm, withValues } from '../../../../../addin/taskpane/state/form.ts';
import { AT_FORM, type Run } from '../../../../../addin/taskpane/state/run.ts';
import { createSaved } from '../../../../../addin/taskpane/state/saved/create-saved.ts';
import { keyOf, type Saved } from '../../../../../addin/taskpane/state/saved/saved.ts';
import type { Facts } from '../../../../../addin/taskpane/state/session.ts';
import { loadReport } from '../../../../../shared/load-report.ts';
import type { Role } from '../../../../../shared/roles.ts';
import { settingFileText } from '../../../../../shared/setting-file.ts';
import { community } from '../../../../functions/api/community.ts';
import { startService, type TestService } from '../../../../service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community(), now: new Date('2026-02-08T18:00:00Z') });
});
afterAll(() => service.close());

/** The part over a real service, and the form it fills in. */
async function open(role: Role, report = 'active-clients') {
  const client = service.as(role);
  const [me, catalog, { reports }] = await Promise.all([client.me(), client.catalog(), client.reports()]);
  const facts: Facts = { me, catalog, reports };
  const form = signal<Form | undefined>(newForm(await loadReport(report), catalog.asOf));
  const run = signal<Run>(AT_FORM);
  const said = signal('');
  const mended: Form['errors'][] = [];
  const saved = createSaved({
    client,
    form,
    run,
    facts: () => facts,
    change: (next) => {
      form.value = next;
    },
    mend: (errors) => mended.push(errors),
    follow: (course) => (course.to === 'alert' ? course.trouble : undefined),
    said,
  });
  await saved.load();
  const values = () => form.value?.values ?? {};
  const set = (change: Form['values'], picked?: string) => {
    if (form.value) form.value = withValues(form.value, change, picked);
  };
  const done = () => {
    run.value = { phase: 'done' } as Run;
  };
  return { saved, form, run, said, mended, values, set, done, facts };
}

async function saveAs(saved: Saved, name: string, organization: string | null = null): Promise<void> {
  saved.startSaving();
  saved.draft({ name, organization });
  await saved.submit();
}

const names = (saved: Saved) => saved.list.value?.map(({ name }) => name);
let made = 0;
let name = '';
beforeEach(() => {
  made++;
  name = `Setting ${made}`;
});

describe('a setting', () => {
  it('is saved under a name, chosen, and fills in the form again', async () => {
    const desk = await open('manager');
    desk.set({ from: '2025-12-01', to: '2025-12-31', projects: ['A1'] }, 'lastMonth');
    await saveAs(desk.saved, name);
    expect(desk.saved.panel.value).toEqual({ is: 'closed' });
    expect(desk.saved.current.value?.facts).toMatchObject({ name, organization: null, version: 1 });
    expect(desk.said.value).toBe(`“${name}” is saved.`);
    desk.saved.end();

    const later = await open('manager');
    const key = keyOf(later.saved.list.value?.find((one) => one.name === name) ?? { id: '', organization: null });
    await later.saved.choose(key);
    expect(later.values()).toMatchObject({ from: '2025-12-01', to: '2025-12-31', projects: ['A1'], hidePii: true });
    expect(later.form.value?.picked).toBe('lastMonth');
    later.saved.end();
  });

  it('takes no name that is taken or none, and is not saved of a form at fault', async () => {
    const desk = await open('manager');
    await saveAs(desk.saved, name);
    await saveAs(desk.saved, ` ${name}  `);
    expect(desk.saved.panel.value).toMatchObject({
      is: 'saving',
      errors: { name: expect.stringContaining('There is one of this name') },
    });
    await saveAs(desk.saved, '  ');
    expect(desk.saved.panel.value).toMatchObject({ errors: { name: 'Enter 1 to 80 characters.' } });
    desk.saved.close();
    desk.set({ from: '2026-01-31', to: '2026-01-01' });
    desk.saved.startSaving();
    expect(desk.saved.panel.value).toEqual({ is: 'closed' });
    expect(desk.mended).toHaveLength(1);
    desk.saved.end();
  });

  it('is not held up by a reason that is not given yet: it is asked for at each run', async () => {
    const desk = await open('manager');
    desk.set({ hidePii: false });
    await saveAs(desk.saved, name);
    expect(desk.mended).toEqual([]);
    expect(desk.saved.current.value?.params).toMatchObject({ hidePii: false });
    desk.saved.end();
  });

  it('of an organization that names another’s project says so beside the organization', async () => {
    const desk = await open('admin');
    desk.set({ projects: ['A1', 'B1'] });
    await saveAs(desk.saved, name, 'OA');
    expect(desk.saved.panel.value).toMatchObject({
      is: 'saving',
      errors: { owner: expect.stringContaining('not this organization') },
    });
    desk.saved.draft({ organization: null });
    await desk.saved.submit();
    expect(names(desk.saved)).toContain(name);
    desk.saved.end();
  });

  it('is updated, renamed and deleted', async () => {
    const desk = await open('manager');
    await saveAs(desk.saved, name);
    desk.set({ projects: ['A2'] });
    await desk.saved.update();
    expect(desk.saved.current.value).toMatchObject({ facts: { version: 2 }, params: { projects: ['A2'] } });
    await desk.saved.rename(`${name} b`);
    expect(desk.saved.current.value?.facts).toMatchObject({ name: `${name} b`, version: 3 });
    await desk.saved.remove();
    expect(desk.saved.current.value).toBeUndefined();
    expect(names(desk.saved)).not.toContain(`${name} b`);
    desk.saved.end();
  });

  it('that somebody else changed meanwhile is theirs or mine, as the person says', async () => {
    const mine = await open('manager');
    await saveAs(mine.saved, name, 'OA');
    const theirs = await open('admin');
    await theirs.saved.choose(keyOf(mine.saved.current.value?.facts ?? { id: '', organization: null }));
    theirs.set({ projects: ['A2'] });
    await theirs.saved.update();
    mine.set({ projects: ['A1'] });
    await mine.saved.update();
    expect(mine.saved.panel.value).toMatchObject({ is: 'stale', theirs: { version: 2, params: { projects: ['A2'] } } });
    await mine.saved.settle('mine');
    expect(mine.saved.current.value).toMatchObject({ facts: { version: 3 }, params: { projects: ['A1'] } });
    await theirs.saved.rename(`${name} b`);
    expect(theirs.saved.panel.value).toMatchObject({ is: 'stale' });
    await theirs.saved.settle('theirs');
    expect(theirs.values().projects).toEqual(['A1']);
    await mine.saved.remove();
    await theirs.saved.update();
    expect(theirs.saved.panel.value).toMatchObject({ is: 'stale', theirs: null });
    mine.saved.end();
    theirs.saved.end();
  });

  it('is no longer the form’s after a reset', async () => {
    const desk = await open('manager');
    desk.set({ projects: ['A1'] });
    await saveAs(desk.saved, name);
    if (desk.form.value) desk.form.value = newForm(desk.form.value.report, desk.form.value.asOf);
    expect(desk.saved.current.value).toBeUndefined();
    desk.saved.end();
  });
});

describe('a file of a setting', () => {
  it('fills in the form and offers to be saved; what cannot be chosen is told and must be chosen anew', async () => {
    const desk = await open('manager');
    const text = settingFileText({ name, report: 'services', params: { projects: ['B1'], hidePii: false } });
    await desk.saved.importFile(new Blob([text]));
    expect(desk.form.value).toMatchObject({ report: { id: 'services' }, lost: ['projects'] });
    expect(desk.saved.gone.value).toEqual([{ parameter: 'projects', what: 'all' }]);
    expect(desk.saved.panel.value).toMatchObject({ is: 'saving', draft: { name, organization: null } });
    desk.saved.end();
  });

  it('that is none is refused and changes nothing', async () => {
    const desk = await open('manager');
    const before = desk.form.value;
    await desk.saved.importFile(new Blob(['{"name":"x"}']));
    expect(desk.saved.trouble.value?.message).toMatch(/no file of a saved setting/);
    expect(desk.form.value).toBe(before);
    desk.saved.end();
  });
});

describe('what a report was last run with', () => {
  it('comes back into a form that nobody has touched, names hidden, and not into another', async () => {
    const first = await open('dqo', 'data-quality');
    first.set({ projects: ['B1'], hidePii: false });
    first.done();
    first.saved.end();
    await expect
      .poll(async () => (await service.as('dqo').lastUsed()).lastUsed)
      .toMatchObject([{ report: 'data-quality', params: { projects: ['B1'] } }]);

    const again = await open('dqo', 'data-quality');
    expect(again.values()).toMatchObject({ projects: ['B1'], hidePii: true });
    expect(again.saved.note.value).toMatch(/ran this report with last/);
    const other = newForm(await loadReport('services'), again.facts.catalog.asOf);
    again.form.value = other;
    expect(again.form.value).toBe(other);
    expect(again.saved.note.value).toBeUndefined();
    // Back at the report within the same sign-in.
    again.form.value = newForm(await loadReport('data-quality'), again.facts.catalog.asOf);
    expect(again.values()).toMatchObject({ projects: ['B1'] });
    again.saved.end();
  });

  it('is looked after no more once somebody else may sign in', async () => {
    const desk = await open('dqo', 'data-quality');
    desk.saved.end();
    const fresh = newForm(await loadReport('data-quality'), desk.facts.catalog.asOf);
    desk.form.value = newForm(await loadReport('services'), desk.facts.catalog.asOf);
    desk.form.value = fresh;
    expect(desk.form.value).toBe(fresh);
  });
});

describe('a report sheet’s own choices', () => {
  const sheet = (params: Record<string, unknown>) => ({
    id: 'x',
    report: 'services',
    title: 'Services',
    params,
    state: 'whole' as const,
    sheet: 'Services (2)',
    rows: 1,
    at: '',
    exportDate: '',
    piiHidden: false,
  });

  it('come into the form with names hidden, as far as the person can choose them', async () => {
    const desk = await open('manager');
    await desk.saved.takeBack(sheet({ from: '2026-01-01', to: '2026-01-28', projects: ['A1', 'B1'], hidePii: false }));
    expect(desk.form.value?.report.id).toBe('services');
    expect(desk.values()).toMatchObject({ from: '2026-01-01', to: '2026-01-28', projects: ['A1'], hidePii: true });
    expect(desk.saved.gone.value).toEqual([{ parameter: 'projects', what: 'some' }]);
    expect(desk.saved.note.value).toContain('Services (2)');
    desk.saved.end();
  });

  it('that somebody wrote by hand fill in nothing', async () => {
    const desk = await open('manager');
    await desk.saved.takeBack(sheet({ from: { evil: true }, projects: 'A1' }));
    expect(desk.values()).toMatchObject({ projects: [], hidePii: true });
    desk.saved.end();
  });
});
