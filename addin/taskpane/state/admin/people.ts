import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ProfileBody, UserList } from '../../../../shared/contract/people.ts';
import { HmisError } from '../../../../shared/errors.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import { type Course, courseOf, type Trouble } from '../trouble.ts';
import {
  newRightsForm,
  type Person,
  personOf,
  type RightsForm,
  rightsErrors,
  rightsFormOf,
  rightsOf,
  samePerson,
  sameRights,
  type User,
} from './rights-form.ts';

export type PeopleList =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly users: readonly User[] }
  /** Without trouble where the pane says by itself what is the matter. */
  | { readonly phase: 'failed'; readonly trouble: Trouble | undefined };

/** One person's rights on their way to the service. */
export interface Editing {
  readonly phase: 'filling' | 'saving' | 'askingEnd' | 'ending';
  readonly form: RightsForm;
  /** What someone else has made of these rights meanwhile. */
  readonly changed?: User | undefined;
  readonly trouble?: Trouble | undefined;
}

/** What has just been done, and to whom. */
export interface Done {
  readonly what: 'saved' | 'ended' | 'unchanged';
  readonly name: string;
}

export interface PeopleParts {
  readonly client: Pick<AdminClient, 'users' | 'putUser' | 'endUser'>;
  readonly me: Person;
  /** Follows a refusal; what is left to be shown beside what was done, if anything. */
  readonly follow: (course: Course) => Trouble | undefined;
  /** The admin's own rights have changed. */
  readonly ownRightsChanged: () => void;
}

export interface People {
  readonly list: ReadonlySignal<PeopleList>;
  readonly search: Signal<string>;
  readonly editing: ReadonlySignal<Editing | undefined>;
  readonly done: ReadonlySignal<Done | undefined>;
  /** Whose form was open last: where the focus goes back to. */
  readonly last: ReadonlySignal<Person | undefined>;
  /** Counts how often the form was found wanting, so that the first field at fault takes the focus. */
  readonly mendings: ReadonlySignal<number>;
  load(): Promise<void>;
  add(): void;
  open(user: User): void;
  change(form: RightsForm): void;
  /** Back to the list; nothing is sent. */
  leave(): void;
  save(): Promise<void>;
  askEnd(): void;
  keep(): void;
  end(): Promise<void>;
  /** Fills the form with what someone else has made of these rights. */
  takeChanged(): void;
  /** Takes back what would ask for attention once more. */
  dismiss(): void;
}

const FIELDS = ['name', 'role', 'organizations', 'mayShowPii', 'tid', 'oid'];

/** The people of this deployment and the form of one of them. Nothing it does throws. */
export function createPeople({ client, me, follow, ownRightsChanged }: PeopleParts): People {
  const list = signal<PeopleList>({ phase: 'loading' });
  const editing = signal<Editing | undefined>();
  const done = signal<Done | undefined>();
  const last = signal<Person | undefined>();
  const mendings = signal(0);

  async function load(): Promise<void> {
    try {
      take(await client.users());
    } catch (error) {
      list.value = { phase: 'failed', trouble: follow(courseOf(error, [])) };
    }
  }

  function take({ users }: UserList): void {
    list.value = { phase: 'ready', users };
  }

  function known(): readonly User[] {
    return list.value.phase === 'ready' ? list.value.users : [];
  }

  function inList(form: RightsForm): User | undefined {
    return known().find((user) => samePerson(user, personOf(form.values)));
  }

  function isBusy(): boolean {
    const phase = editing.value?.phase;
    return phase === 'saving' || phase === 'ending';
  }

  function edit(form: RightsForm): void {
    done.value = undefined;
    last.value = form.before;
    editing.value = { phase: 'filling', form };
  }

  function finish(what: Done['what'], name: string): void {
    editing.value = undefined;
    done.value = { what, name };
  }

  /** Sends `wanted` over what the admin has seen: a change by someone else meanwhile must be looked at first. */
  async function send(phase: 'saving' | 'ending', form: RightsForm, wanted: ProfileBody): Promise<void> {
    const person = personOf(form.values);
    editing.value = { phase, form };
    try {
      if (await isChanged(form, wanted)) return;
      const { tid, oid } = person;
      const version = inList(form)?.version ?? 0;
      take(await (phase === 'ending' ? client.endUser(tid, oid) : client.putUser(tid, oid, { ...wanted, version })));
    } catch (error) {
      // Two at the very same moment: the service let one of them through.
      const beaten = error instanceof HmisError && error.code === 'Busy';
      if (beaten && (await isChanged(form, wanted).catch(() => false))) return;
      refused(form, error);
      return;
    }
    last.value = person;
    finish(phase === 'ending' ? 'ended' : 'saved', wanted.name);
    if (samePerson(person, me)) ownRightsChanged();
  }

  /** Whether someone else was faster, which the form then shows. What is already as wanted is no one else's. */
  async function isChanged(form: RightsForm, wanted: ProfileBody): Promise<boolean> {
    take(await client.users());
    const there = inList(form);
    if (sameRights(there, form.before) || sameRights(there, wanted)) return false;
    editing.value = { phase: 'filling', form: { ...form, before: there }, changed: there };
    return true;
  }

  function refused(form: RightsForm, error: unknown): void {
    const course = courseOf(error, FIELDS);
    if (course.to === 'field') mend(form, { [course.field]: course.message });
    else editing.value = { phase: 'filling', form, trouble: follow(course) };
  }

  function mend(form: RightsForm, errors: RightsForm['errors']): void {
    editing.value = { phase: 'filling', form: { ...form, errors } };
    mendings.value++;
  }

  return {
    list,
    search: signal(''),
    editing,
    done,
    last,
    mendings,
    load,
    add: () => edit(newRightsForm(me)),
    open: (user) => edit(rightsFormOf(user)),
    change: (form) => {
      if (editing.value && !isBusy()) editing.value = { ...editing.value, phase: 'filling', form };
    },
    leave: () => {
      if (!isBusy()) editing.value = undefined;
    },
    save: async () => {
      if (!editing.value || isBusy()) return;
      const { form } = editing.value;
      const errors = rightsErrors(form, { users: known(), me });
      if (Object.keys(errors).length > 0) return mend(form, errors);
      const wanted = rightsOf(form.values);
      if (sameRights(form.before, wanted)) return finish('unchanged', wanted.name);
      await send('saving', form, wanted);
    },
    askEnd: () => {
      const before = editing.value?.form.before;
      if (!editing.value || !before?.active || samePerson(before, me) || isBusy()) return;
      editing.value = { ...editing.value, phase: 'askingEnd', trouble: undefined };
    },
    keep: () => {
      if (editing.value?.phase === 'askingEnd') editing.value = { ...editing.value, phase: 'filling' };
    },
    end: async () => {
      const before = editing.value?.form.before;
      if (editing.value?.phase !== 'askingEnd' || !before) return;
      const { tid: _, oid: __, version: ___, ...rights } = before;
      await send('ending', editing.value.form, { ...rights, active: false });
    },
    takeChanged: () => {
      if (editing.value?.changed) edit(rightsFormOf(editing.value.changed));
    },
    dismiss: () => {
      done.value = undefined;
      mendings.value = 0;
      if (editing.value) editing.value = { ...editing.value, trouble: undefined };
    },
  };
}
