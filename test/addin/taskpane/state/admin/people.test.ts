import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../../../addin/service/client.ts';
import { createPeople } from '../../../../../addin/taskpane/state/admin/people.ts';
import { type User, withRights } from '../../../../../addin/taskpane/state/admin/rights-form.ts';
import type { ProfileBody, RightsAsked } from '../../../../../shared/contract/people.ts';
import { type Answer, type Asked, refusal, startScripted } from '../../../service/scripted-service.ts';

const id = (n: number) => `a5d3c0de-0000-4000-8000-00000000000${n}`;
const MARA: User = {
  tid: id(1),
  oid: id(2),
  name: 'Mara Ellis',
  role: 'manager',
  organizations: ['o1'],
  mayShowPii: true,
  active: true,
  version: 1,
};
const ADA: User = { ...MARA, oid: id(9), name: 'Ada Park', role: 'admin', organizations: 'all' };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** People over a service that keeps them, with whatever a test puts in the way. */
async function peopleOver(change: (asked: Asked) => Answer | undefined = () => undefined) {
  const users = [ADA, MARA];
  const put = (oid: string, body: ProfileBody) => {
    const at = users.findIndex((user) => user.oid === oid);
    const version = (users[at]?.version ?? 0) + 1;
    users.splice(at < 0 ? users.length : at, 1, { ...body, tid: id(1), oid, version });
  };
  const service = await startScripted((asked) => {
    const instead = change(asked);
    if (instead) return instead;
    const oid = asked.path.split('/')[4] ?? '';
    if (asked.method === 'PUT') put(oid, rightsSent(asked.body as RightsAsked));
    const known = users.find((user) => user.oid === oid);
    if (asked.method === 'DELETE' && known) put(oid, { ...rightsOnly(known), active: false });
    return { json: { users } };
  });
  closing.push(service.close);
  const followed: string[] = [];
  let ownChanges = 0;
  const people = createPeople({
    client: createClient({ url: service.url, tokens: { token: async () => 't' } }),
    me: ADA,
    follow: (course) => {
      followed.push(course.to);
      return course.to === 'alert' ? course.trouble : undefined;
    },
    ownRightsChanged: () => {
      ownChanges += 1;
    },
  });
  await people.load();
  const sent = () => service.asked.filter(({ method }) => method !== 'GET').map(({ method }) => method);
  const fill = (values: Parameters<typeof withRights>[1]) => {
    const { form } = people.editing.value ?? {};
    if (form) people.change(withRights(form, values));
  };
  return { people, service, put, fill, sent, followed, ownChanges: () => ownChanges };
}

function rightsSent({ version: _, ...rights }: RightsAsked): ProfileBody {
  return rights;
}

function rightsOnly({ tid: _, oid: __, version: ___, ...rights }: User): ProfileBody {
  return rights;
}

const BUSY = () => refusal(503, 'Busy', 'This person’s rights have just been changed by someone else.');

describe('saving', () => {
  it('sends the rights, shows the list as it then is, and says so', async () => {
    const { people, fill, sent, service } = await peopleOver();
    people.open(MARA);
    fill({ organizations: ['o2'] });
    await people.save();
    expect(sent()).toEqual(['PUT']);
    expect(people.editing.value).toBeUndefined();
    expect(people.done.value).toEqual({ what: 'saved', name: 'Mara Ellis' });
    expect(service.asked.at(-1)?.body).toMatchObject({ version: 1 });
    expect(people.list.value).toMatchObject({ users: [{}, { organizations: ['o2'] }] });
  });

  it('of what is not right sends nothing and marks the field', async () => {
    const { people, fill, sent } = await peopleOver();
    people.add();
    fill({ name: 'Nell' });
    await people.save();
    expect(sent()).toEqual([]);
    expect(Object.keys(people.editing.value?.form.errors ?? {})).toEqual(['oid', 'organizations']);
    expect(people.mendings.value).toBe(1);
  });

  it('of nothing new sends nothing, for the trail would tell of a change', async () => {
    const { people, sent } = await peopleOver();
    people.open(MARA);
    await people.save();
    expect(sent()).toEqual([]);
    expect(people.done.value?.what).toBe('unchanged');
  });

  it('of the admin’s own rights has the pane read them anew', async () => {
    const { people, fill, ownChanges } = await peopleOver();
    people.open(ADA);
    fill({ mayShowPii: false });
    await people.save();
    expect(ownChanges()).toBe(1);
  });

  it('marks the field that the service names', async () => {
    const { people, fill } = await peopleOver(({ method }) =>
      method === 'PUT'
        ? {
            status: 400,
            json: { error: { code: 'BadRequest', message: 'organizations: is not right.', field: 'organizations' } },
          }
        : undefined,
    );
    people.open(MARA);
    fill({ organizations: ['o2'] });
    await people.save();
    expect(people.editing.value?.form.errors).toEqual({ organizations: 'Is not right.' });
  });

  it('that is refused keeps the form, with what happened', async () => {
    const { people, fill } = await peopleOver(({ method }) =>
      method === 'PUT' ? refusal(500, 'Internal', 'Failed.') : undefined,
    );
    people.open(MARA);
    fill({ name: 'Mara Young' });
    await people.save();
    expect(people.editing.value).toMatchObject({
      phase: 'filling',
      form: { values: { name: 'Mara Young' } },
      trouble: { code: 'Internal' },
    });
  });

  it('after the sign-in ran out keeps the form', async () => {
    const { people, fill, followed } = await peopleOver(({ method }) =>
      method === 'PUT' ? refusal(401, 'NotSignedIn', 'Sign in.') : undefined,
    );
    people.open(MARA);
    fill({ name: 'Mara Young' });
    await people.save();
    expect(followed).toEqual(['signIn']);
    expect(people.editing.value?.form.values.name).toBe('Mara Young');
  });
});

describe('rights that someone else has changed meanwhile', () => {
  it('are shown before anything is sent, and saved over only when asked again', async () => {
    const { people, put, fill, sent } = await peopleOver();
    people.open(MARA);
    fill({ name: 'Mara Young' });
    put(MARA.oid, { ...rightsOnly(MARA), role: 'dqo' });
    await people.save();
    expect(sent()).toEqual([]);
    expect(people.editing.value).toMatchObject({
      phase: 'filling',
      changed: { role: 'dqo' },
      form: { before: { role: 'dqo' }, values: { role: 'manager', name: 'Mara Young' } },
    });
    await people.save();
    expect(sent()).toEqual(['PUT']);
  });

  it('can be taken in place of one’s own', async () => {
    const { people, put, fill } = await peopleOver();
    people.open(MARA);
    fill({ name: 'Mara Young' });
    put(MARA.oid, { ...rightsOnly(MARA), role: 'dqo' });
    await people.save();
    people.takeChanged();
    expect(people.editing.value).toMatchObject({ form: { values: { role: 'dqo', name: 'Mara Ellis' } } });
    expect(people.editing.value?.changed).toBeUndefined();
  });

  it('at the very same moment are shown too', async () => {
    let beaten = false;
    const over = await peopleOver(({ method }) => {
      if (method !== 'PUT' || beaten) return undefined;
      beaten = true;
      over.put(MARA.oid, { ...rightsOnly(MARA), role: 'dqo' });
      return BUSY();
    });
    over.people.open(MARA);
    over.fill({ name: 'Mara Young' });
    await over.people.save();
    expect(over.people.editing.value).toMatchObject({ changed: { role: 'dqo' } });
  });

  it('are not, where the service is only busy', async () => {
    const { people, fill } = await peopleOver(({ method }) => (method === 'PUT' ? BUSY() : undefined));
    people.open(MARA);
    fill({ name: 'Mara Young' });
    await people.save();
    expect(people.editing.value).toMatchObject({ trouble: { code: 'Busy', remedy: 'tryAgain' } });
  });

  it('just as they are wanted are nothing to ask about', async () => {
    const { people, put, fill } = await peopleOver();
    people.open(MARA);
    fill({ role: 'dqo' });
    put(MARA.oid, { ...rightsOnly(MARA), role: 'dqo' });
    await people.save();
    expect(people.done.value?.what).toBe('saved');
  });

  it('to somebody whom two give rights at once are shown to the second', async () => {
    const { people, put, fill, sent } = await peopleOver();
    people.add();
    fill({ oid: id(3), name: 'Nell', organizations: ['o1'] });
    put(id(3), { ...rightsOnly(MARA), name: 'Nell Quist' });
    await people.save();
    expect(sent()).toEqual([]);
    expect(people.editing.value).toMatchObject({ changed: { name: 'Nell Quist' } });
  });
});

describe('ending rights', () => {
  it('asks first', async () => {
    const { people, sent } = await peopleOver();
    people.open(MARA);
    await people.end();
    expect(sent()).toEqual([]);
    people.askEnd();
    people.keep();
    expect(people.editing.value?.phase).toBe('filling');
    people.askEnd();
    await people.end();
    expect(sent()).toEqual(['DELETE']);
    expect(people.done.value).toEqual({ what: 'ended', name: 'Mara Ellis' });
    expect(people.list.value).toMatchObject({ users: [{}, { active: false }] });
  });

  it.each([
    ['one’s own', ADA],
    ['such as have ended', { ...MARA, active: false }],
  ])('is not offered for %s', async (_, user) => {
    const { people } = await peopleOver();
    people.open(user);
    people.askEnd();
    expect(people.editing.value?.phase).toBe('filling');
  });

  it('shows what someone else has made of them meanwhile', async () => {
    const { people, put, sent } = await peopleOver();
    people.open(MARA);
    people.askEnd();
    put(MARA.oid, { ...rightsOnly(MARA), role: 'dqo' });
    await people.end();
    expect(sent()).toEqual([]);
    expect(people.editing.value).toMatchObject({ changed: { role: 'dqo' } });
  });
});

describe('the list', () => {
  it('that cannot be had says why, and is tried again', async () => {
    let fails = true;
    const { people } = await peopleOver(() => (fails ? refusal(403, 'NotAllowed', 'Not for you.') : undefined));
    expect(people.list.value).toMatchObject({ phase: 'failed', trouble: { code: 'NotAllowed' } });
    fails = false;
    await people.load();
    expect(people.list.value.phase).toBe('ready');
  });

  it('knows whose form was open last', async () => {
    const { people } = await peopleOver();
    people.open(MARA);
    people.leave();
    expect(people.editing.value).toBeUndefined();
    expect(people.last.value).toMatchObject({ oid: MARA.oid });
  });
});
