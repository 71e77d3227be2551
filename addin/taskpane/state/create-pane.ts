import { batch, effect, signal } from '@preact/signals';
import type { Me } from '../../../shared/contract/runs.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import { loadReport } from '../../../shared/load-report.ts';
import type { ReportSheet, ReportWorkbook } from '../../excel/report-workbook.ts';
import { createRunClient } from '../../service/run-client.ts';
import type { PaneParts } from '../parts.ts';
import { WORDS } from '../words.ts';
import { createAdminDoor } from './admin-door.ts';
import { announcementOf, isWorthSaying } from './announce.ts';
import { type Connection, watchConnection } from './connection.ts';
import { FIRST_RATES } from './estimate.ts';
import { createFilesDoor } from './files-door.ts';
import { errorsOf, type Form, newForm, paramsOf, reasonOf, withCatalog } from './form.ts';
import { watchIdle } from './idle.ts';
import type { Pane, Tab } from './pane.ts';
import { AT_FORM, isBusy, type Run } from './run.ts';
import { createRunner, type Question } from './runner.ts';
import { createSavedDoor } from './saved-door.ts';
import { type Facts, loadSession, type Session, type SignedOutWhy, samePerson } from './session.ts';
import { createSheetsDoor } from './sheets-door.ts';
import { type Course, courseOf, isUnreachable, type Trouble, troubleOf } from './trouble.ts';

/** Makes the pane's state over its parts, for somebody who has signed in, and sets it going. */
export function createPane(parts: PaneParts): Pane {
  const service = { url: parts.serviceUrl, tokens: parts.signIn.tokens };
  const client = createRunClient(service);
  const session = signal<Session>({ phase: 'loading' });
  const connection = signal<Connection>('online');
  const form = signal<Form | undefined>();
  const run = signal<Run>(AT_FORM);
  const rates = signal(FIRST_RATES);
  const sheets = signal<readonly ReportSheet[]>([]);
  const trouble = signal<Trouble | undefined>();
  const tab = signal<Tab>('form');
  const said = signal('');
  const mendings = signal(0);
  let lastFacts: Facts | undefined;
  let workbook: Promise<ReportWorkbook> | undefined;

  /** Opened once; after a refusal the next asks again. */
  function openWorkbook(): Promise<ReportWorkbook> {
    workbook ??= parts.openWorkbook().catch((error: unknown) => {
      workbook = undefined;
      throw error;
    });
    return workbook;
  }

  const runner = createRunner(
    { client, workbook: openWorkbook, by: () => lastFacts?.me.name ?? '', rates, whenRefused },
    run,
  );

  const admin = createAdminDoor({
    service,
    me: () => signedInAs(session.value),
    follow,
    refresh,
    openWorkbook,
  });

  const sheetsDoor = createSheetsDoor({
    client,
    service,
    mayEdit: () => signedInAs(session.value)?.mayEditTrackers === true,
    workbook: openWorkbook,
    by: () => lastFacts?.me.name ?? '',
    rates,
    sheets,
    reread: readSheets,
    follow,
    said,
  });

  /** Does what a refusal asks of the pane; what is left to be told, where anything is. */
  function follow(course: Course): Trouble | undefined {
    if (course.to === 'signIn') void leave('ranOut');
    if (course.to === 'unreachable') losing();
    return course.to === 'alert' ? course.trouble : undefined;
  }

  const filesDoor = createFilesDoor({
    service,
    openWorkbook,
    said,
    signInAgain: () => void leave('ranOut'),
    losing,
  });

  const savedDoor = createSavedDoor({
    service,
    form,
    run,
    facts: () => lastFacts,
    change,
    mend,
    follow,
    said,
  });

  function whenRefused(error: unknown, kept: boolean): Run {
    const fields = [...Object.keys(form.value?.report.parameters ?? {}), 'reason'];
    const course = courseOf(error, fields);
    switch (course.to) {
      case 'field':
        mend({ [course.field]: course.message });
        void refresh();
        return AT_FORM;
      case 'signIn':
        void leave('ranOut');
        return AT_FORM;
      case 'noData':
        if (lastFacts) session.value = { phase: 'noData', me: lastFacts.me };
        return AT_FORM;
      case 'unreachable':
        losing();
        return AT_FORM;
      case 'alert':
        return { phase: 'failed', trouble: course.trouble, kept };
    }
  }

  function losing(): void {
    if (connection.value === 'online') connection.value = 'unreachable';
  }

  function mend(errors: Form['errors']) {
    if (!form.value) return;
    form.value = { ...form.value, errors };
    mendings.value++;
  }

  async function load(): Promise<void> {
    session.value = { phase: 'loading' };
    trouble.value = undefined;
    const next = await loadSession(client);
    if (next.phase === 'failed' && next.unreachable) losing();
    await take(next);
  }

  /** Rights and choices read anew under a form that stays. */
  async function refresh(): Promise<void> {
    const next = await loadSession(client);
    if (next.phase !== 'failed') await take(next);
  }

  async function take(next: Session): Promise<void> {
    const me = signedInAs(next);
    if (me) admin.keepFor(me);
    if (next.phase !== 'ready') {
      session.value = next;
      return;
    }
    const { facts } = next;
    const known = samePerson(lastFacts?.me, facts.me) ? form.value : undefined;
    if (!samePerson(lastFacts?.me, facts.me)) forgetParts();
    lastFacts = facts;
    const kept = known && facts.reports.some(({ id }) => id === known.report.id) ? known : undefined;
    if (!kept) runner.toForm();
    const shown = kept ? withRights(withCatalog(kept, facts.catalog), facts) : await firstForm(facts);
    batch(() => {
      form.value = shown;
      session.value = next;
    });
  }

  function forgetParts(): void {
    sheetsDoor.forget();
    filesDoor.shut();
    savedDoor.shut();
  }

  async function firstForm({ reports, catalog }: Facts): Promise<Form | undefined> {
    const [first] = reports;
    return first && (await formOf(first.id, catalog.asOf));
  }

  /** undefined where the report could not be fetched, which `trouble` then says. */
  async function formOf(id: string, asOf: CalendarDate): Promise<Form | undefined> {
    try {
      return newForm(await loadReport(id), asOf);
    } catch (error) {
      trouble.value = troubleOf(error);
      return undefined;
    }
  }

  async function chooseReport(id: string): Promise<void> {
    if (!lastFacts) return;
    trouble.value = undefined;
    const chosen = await formOf(id, lastFacts.catalog.asOf);
    if (!chosen) return;
    runner.toForm();
    form.value = chosen;
  }

  function change(next: Form): void {
    form.value = next;
    if (run.value.phase !== 'form' || run.value.cancelled) runner.toForm();
  }

  function question(): Question | undefined {
    const filled = form.value;
    if (!filled) return undefined;
    const errors = errorsOf(filled);
    if (Object.keys(errors).length > 0) {
      runner.toForm();
      mend(errors);
      return undefined;
    }
    return { report: filled.report, params: paramsOf(filled), reason: reasonOf(filled) };
  }

  async function leave(why: SignedOutWhy): Promise<void> {
    runner.cancel();
    runner.toForm();
    session.value = { phase: 'signedOut', why };
    await parts.signIn.end();
  }

  async function readSheets(): Promise<void> {
    try {
      sheets.value = await (await openWorkbook()).reportSheets();
    } catch (error) {
      trouble.value = troubleOf(error);
    }
  }

  /** Any answer will do, a refusal too. */
  async function reachService(): Promise<void> {
    await client.me().catch((error: unknown) => {
      if (isUnreachable(error)) throw error;
    });
  }

  async function reload(): Promise<void> {
    if (session.value.phase !== 'ready') return await load();
    trouble.value = undefined;
    runner.toForm();
    await refresh();
  }

  async function begin(): Promise<void> {
    void readSheets();
    await load();
  }

  const isAtWork = () => isBusy(run.value) || sheetsDoor.isBusy();

  watchConnection(connection, reachService, window);
  watchIdle(() => {
    const { phase } = session.value;
    if ((phase === 'ready' || phase === 'noData') && !isAtWork()) void leave('idle');
  }, document);
  let wasOnline = true;
  effect(() => {
    const online = connection.value === 'online';
    if (online && !wasOnline) {
      said.value = WORDS.connection.back;
      if (session.peek().phase === 'failed') void load();
    }
    wasOnline = online;
  });
  let last: { phase: Run['phase']; at: number } | undefined;
  effect(() => {
    const { value } = run;
    const words = announcementOf(value);
    if (isWorthSaying(value, Date.now(), last)) {
      last = { phase: value.phase, at: Date.now() };
      said.value = words;
    }
    if (value.phase === 'done') void readSheets();
  });
  void begin();

  return {
    SignInCard: parts.signIn.Card,
    session,
    connection,
    form,
    run,
    rates,
    sheets,
    trouble,
    tab,
    admin: admin.door,
    sheetsPart: sheetsDoor.door,
    filesPart: filesDoor.door,
    savedPart: savedDoor.door,
    said,
    mendings,
    signedIn: load,
    signOut: () => {
      form.value = undefined;
      admin.forget();
      forgetParts();
      return leave('signedOut');
    },
    reload,
    chooseReport,
    change,
    reset: () => {
      if (form.value) form.value = newForm(form.value.report, form.value.asOf);
      runner.toForm();
      said.value = WORDS.form.wasReset;
    },
    count: () => {
      const asked = question();
      if (asked) void runner.count(asked);
    },
    start: () => {
      const asked = question();
      trouble.value = undefined;
      if (asked) void runner.start(asked);
    },
    show: async (id) => {
      try {
        trouble.value = undefined;
        await (await openWorkbook()).show(id);
      } catch (error) {
        trouble.value = troubleOf(error);
        void readSheets();
      }
    },
    dismiss: () => {
      trouble.value = undefined;
      if (run.value.phase === 'failed' || run.value.phase === 'form') runner.toForm();
    },
    openAdmin: admin.open,
    closeAdmin: admin.close,
    openSheets: sheetsDoor.open,
    openFiles: filesDoor.open,
    openSaved: savedDoor.open,
    takeBack: async (sheet) => {
      tab.value = 'form';
      await savedDoor.open();
      await savedDoor.opened()?.takeBack(sheet);
    },
    openedSheets: sheetsDoor.opened,
    isBusy: isAtWork,
    runner,
  };
}

/** undefined where the pane shows nobody's reports. */
function signedInAs(session: Session): Me | undefined {
  if (session.phase === 'ready') return session.facts.me;
  return session.phase === 'noData' ? session.me : undefined;
}

/** A right to show names that is gone takes the choice with it. */
function withRights(form: Form, { me }: Facts): Form {
  const shown = form.values.hidePii === false;
  return shown && !me.mayShowPii ? { ...form, values: { ...form.values, hidePii: true } } : form;
}
