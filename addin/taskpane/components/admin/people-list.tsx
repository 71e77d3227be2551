import { useMemo } from 'preact/hooks';
import type { Catalog } from '../../../../shared/contract/runs.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { findUsers } from '../../state/admin/find-users.ts';
import type { Done, People } from '../../state/admin/people.ts';
import { type Person, samePerson, type User } from '../../state/admin/rights-form.ts';
import { WORDS } from '../../words.ts';
import { Bones } from '../bones.tsx';
import { organizationsInWords } from '../header.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import type { AdminFacts } from './admin-view.tsx';

interface PeopleListProps {
  readonly people: People;
  readonly facts: AdminFacts;
}

/** Everyone who has or had rights, and what they may see. */
export function PeopleList({ people, facts }: PeopleListProps) {
  const done = people.done.value;
  const words = ADMIN_WORDS.people;
  return (
    <section class="people" aria-labelledby="people-title">
      <div class="title">
        <h1 id="people-title" tabIndex={-1}>
          {words.title}
        </h1>
        <button type="button" class="button-subtle" onClick={people.add}>
          <Icon name="add" />
          {words.add}
        </button>
        <p class="description">{words.description}</p>
      </div>
      {done && (
        <MessageBar
          key={done}
          intent={done.what === 'unchanged' ? 'info' : 'success'}
          focused
          onDismiss={people.dismiss}
        >
          {doneInWords(done)}
        </MessageBar>
      )}
      <Everyone people={people} facts={facts} />
    </section>
  );
}

function doneInWords({ what, name }: Done): string {
  const words = ADMIN_WORDS.done;
  return what === 'unchanged' ? words.unchanged : words[what](name);
}

function Everyone({ people, facts }: PeopleListProps) {
  const list = people.list.value;
  switch (list.phase) {
    case 'loading':
      return <Bones words={ADMIN_WORDS.people.loading} />;
    case 'failed':
      // Where the connection is lost, the banner says so, and the list comes by itself when it is back.
      return list.trouble ? (
        <TroubleBar
          trouble={{ ...list.trouble, remedy: 'tryAgain' }}
          remedies={{ tryAgain: () => void people.load() }}
        />
      ) : null;
    case 'ready':
      return <Found people={people} users={list.users} facts={facts} />;
  }
}

function Found({ people, users, facts }: PeopleListProps & { readonly users: readonly User[] }) {
  const { me, catalog } = facts;
  const search = people.search.value;
  const found = useMemo(() => findUsers(users, search, catalog), [users, search, catalog]);
  const ended = found.filter(({ active }) => !active);
  const words = ADMIN_WORDS.people;
  const card = (user: User) => (
    <UserCard
      key={`${user.tid}#${user.oid}`}
      user={user}
      catalog={catalog}
      self={samePerson(user, me)}
      open={() => people.open(user)}
    />
  );
  return (
    <>
      <div class="search find">
        <Icon name="search" />
        <input
          type="search"
          class="input"
          autocomplete="off"
          spellcheck={false}
          aria-label={words.search}
          placeholder={WORDS.list.search}
          value={search}
          onInput={(event) => {
            people.search.value = event.currentTarget.value;
          }}
        />
      </div>
      <p class="help" aria-live="polite">
        {found.length === 0 ? words.nothing : words.count(found.length, users.length)}
      </p>
      <ul>{found.filter(({ active }) => active).map(card)}</ul>
      {ended.length > 0 && (
        <>
          <h2>{words.ended}</h2>
          <ul>{ended.map(card)}</ul>
        </>
      )}
    </>
  );
}

/** The id of the button that opens a person's rights: where the focus comes back to. */
export function changeId({ tid, oid }: Person): string {
  return `change-${tid}-${oid}`;
}

interface UserCardProps {
  readonly user: User;
  readonly catalog: Catalog | undefined;
  readonly self: boolean;
  readonly open: () => void;
}

function UserCard({ user, catalog, self, open }: UserCardProps) {
  const { name, role, organizations, mayShowPii, active } = user;
  const words = ADMIN_WORDS.people;
  return (
    <li class={active ? 'sheet' : 'sheet sheet-past'}>
      <Icon name="person" />
      <div class="sheet-body">
        <p class="sheet-name">
          {name}
          {self && <span class="badge">{words.you}</span>}
        </p>
        <p class="help">{WORDS.roles[role]}</p>
        <p class="help">{organizationsInWords(organizations, catalog)}</p>
        {mayShowPii && (
          <p class="badge">
            <Icon name="shield" />
            {words.mayShow}
          </p>
        )}
      </div>
      <button type="button" class="button" id={changeId(user)} aria-label={words.changeLabel(name)} onClick={open}>
        {words.change}
      </button>
    </li>
  );
}
