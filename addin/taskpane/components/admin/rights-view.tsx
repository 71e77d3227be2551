import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Editing, People } from '../../state/admin/people.ts';
import { samePerson, type User } from '../../state/admin/rights-form.ts';
import { WORDS } from '../../words.ts';
import { ConnectionBanner } from '../connection-banner.tsx';
import { useFirstAtFault } from '../first-at-fault.ts';
import { organizationsInWords } from '../header.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';
import { TroubleBar } from '../trouble-bar.tsx';
import type { AdminFacts } from './admin-view.tsx';
import { EndRights } from './end-rights.tsx';
import { RightsFields } from './rights-fields.tsx';

interface RightsViewProps {
  readonly people: People;
  readonly editing: Editing;
  readonly facts: AdminFacts;
}

/** One person's rights as a form. */
export function RightsView({ people, editing, facts }: RightsViewProps) {
  const pane = usePane();
  const root = useFirstAtFault(people.mendings.value);
  const { form, phase, changed, trouble } = editing;
  const { before } = form;
  const self = before !== undefined && samePerson(before, facts.me);
  const busy = phase === 'saving' || phase === 'ending';
  const words = ADMIN_WORDS.rights;
  const save = () => void people.save();
  return (
    <form
      ref={root}
      class="form"
      noValidate
      aria-labelledby="rights-title"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div class="fields">
        <h1 id="rights-title" tabIndex={-1}>
          {before ? words.changeTitle(before.name) : words.addTitle}
        </h1>
        {changed && <Changed key={changed} user={changed} people={people} facts={facts} />}
        {trouble && (
          <TroubleBar
            key={trouble}
            trouble={trouble}
            remedies={{ tryAgain: save, reload: () => void pane.reload() }}
            onDismiss={people.dismiss}
          />
        )}
        <RightsFields form={form} self={self} catalog={facts.catalog} change={people.change} />
        {before && (
          <details class="more">
            <summary>
              <Icon name="chevron" />
              {words.ids}
            </summary>
            <dl class="facts ids">
              <dt>{words.oid}</dt>
              <dd>{before.oid}</dd>
              <dt>{words.tid}</dt>
              <dd>{before.tid}</dd>
            </dl>
          </details>
        )}
        {before?.active && !self && <EndRights people={people} name={before.name} phase={phase} />}
      </div>
      <div class="commands">
        <ConnectionBanner />
        <div class="buttons">
          <button type="submit" class="button button-primary" disabled={busy || pane.connection.value === 'offline'}>
            {phase === 'saving' ? words.saving : before?.active ? words.save : words.give}
          </button>
          <button type="button" class="button" disabled={busy} onClick={people.leave}>
            {WORDS.run.cancel}
          </button>
        </div>
      </div>
    </form>
  );
}

interface ChangedProps extends Pick<RightsViewProps, 'people' | 'facts'> {
  readonly user: User;
}

/** What someone else has made of these rights while the form was open. */
function Changed({ user, people, facts }: ChangedProps) {
  const words = ADMIN_WORDS.changed;
  const { role, organizations, mayShowPii, active } = user;
  const { account, roles } = WORDS;
  return (
    <MessageBar
      intent="warning"
      title={words.title}
      focused
      actions={
        <button type="button" class="button" onClick={people.takeChanged}>
          {words.take}
        </button>
      }
      after={<p>{words.goOn}</p>}
    >
      <p>{words.text}</p>
      <ul class="there">
        {!active && <li>{words.ended}</li>}
        <li>{user.name}</li>
        <li>{roles[role]}</li>
        <li>{organizationsInWords(organizations, facts.catalog)}</li>
        <li>
          {account.names}: {mayShowPii ? ADMIN_WORDS.details.yes : ADMIN_WORDS.details.no}
        </li>
      </ul>
    </MessageBar>
  );
}
