import type { Catalog } from '../../../../shared/contract/runs.ts';
import { TRAIL_EVENTS } from '../../../../shared/trail-events.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Names } from '../../state/admin/entry-words.ts';
import type { People } from '../../state/admin/people.ts';
import type { Trail } from '../../state/admin/trail.ts';
import { WORDS } from '../../words.ts';
import { Field } from '../field.tsx';
import { useFirstAtFault } from '../first-at-fault.ts';
import { usePane } from '../pane-context.ts';
import { Select } from '../select.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import { CheckView } from './check-view.tsx';
import { EntryList } from './entry-list.tsx';

interface TrailPartProps {
  readonly trail: Trail;
  readonly people: People;
  readonly catalog: Catalog | undefined;
}

/** The audit trail: what to look for, whether it is whole, and what it says. */
export function TrailPart({ trail, people, catalog }: TrailPartProps) {
  const pane = usePane();
  const list = people.list.value;
  const users = list.phase === 'ready' ? list.users : [];
  const names: Names = { users, reports: trail.reports.value, catalog };
  const trouble = trail.trouble.value;
  return (
    <section class="trail" aria-labelledby="trail-title">
      <Question trail={trail} users={users} />
      {trouble && (
        <TroubleBar
          key={trouble}
          trouble={trouble}
          remedies={{ tryAgain: () => void trail.again(), reload: () => void pane.reload() }}
          onDismiss={trail.dismiss}
        />
      )}
      <CheckView trail={trail} />
      <EntryList trail={trail} names={names} />
    </section>
  );
}

function Question({ trail, users }: Pick<TrailPartProps, 'trail'> & Pick<Names, 'users'>) {
  const pane = usePane();
  const root = useFirstAtFault(trail.mendings.value);
  const { from, to, who, what } = trail.form.value;
  const errors = trail.errors.value;
  const busy =
    trail.view.value.phase === 'reading' || trail.check.value.phase === 'checking' || trail.put.value === 'putting';
  const off = pane.connection.value === 'offline';
  const words = ADMIN_WORDS.trail;
  const day = (name: 'from' | 'to', value: string) => (
    <Field name={name} label={words[name]} error={errors[name]}>
      {(control) => (
        <input
          type="date"
          class="input"
          {...control}
          value={value}
          onChange={(event) => trail.change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      ref={root}
      class="fields"
      noValidate
      aria-labelledby="trail-title"
      onSubmit={(event) => {
        event.preventDefault();
        void trail.read();
      }}
    >
      <div class="title">
        <h1 id="trail-title" tabIndex={-1}>
          {words.title}
        </h1>
        <p class="description">{words.description}</p>
      </div>
      <div class="field">
        <div class="dates">
          {day('from', from)}
          {day('to', to)}
        </div>
        <p class="help">{words.zone(trail.time.zone.replaceAll('_', ' '))}</p>
      </div>
      <Field name="who" label={words.who}>
        {(control) => (
          <Select
            {...control}
            value={who}
            options={[['', words.everyone], ...users.map(({ tid, oid, name }) => [`${tid}#${oid}`, name] as const)]}
            onChoose={(person) => trail.change({ who: person })}
          />
        )}
      </Field>
      <Field name="what" label={words.what}>
        {(control) => (
          <Select
            {...control}
            value={what}
            options={[['', words.everything], ...TRAIL_EVENTS.map((one) => [one, ADMIN_WORDS.events[one]] as const)]}
            onChoose={(event) => trail.change({ what: event })}
          />
        )}
      </Field>
      <div class="field">
        <div class="buttons">
          {busy ? (
            <button type="button" class="button" onClick={trail.cancel}>
              {WORDS.run.cancel}
            </button>
          ) : (
            <>
              <button type="submit" class="button button-primary" disabled={off}>
                {words.show}
              </button>
              <button type="button" class="button" disabled={off} onClick={() => void trail.verify()}>
                {words.verify}
              </button>
            </>
          )}
        </div>
        <p class="help">{words.verifyHelp}</p>
      </div>
    </form>
  );
}
