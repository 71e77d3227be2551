import { useEffect } from 'preact/hooks';
import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Admin, AdminTab } from '../../state/admin/create-admin.ts';
import type { Facts, Session } from '../../state/session.ts';
import { WORDS } from '../../words.ts';
import { ConnectionBanner } from '../connection-banner.tsx';
import { Account } from '../header.tsx';
import { Icon } from '../icons.tsx';
import { usePane } from '../pane-context.ts';
import { TabList } from '../tabs.tsx';
import { ImportsPart } from './imports-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { TrailPart } from './trail-part.tsx';

/** The administrators' part, in place of the reports: its own tabs, and the way back. */
export function AdminView({ admin }: { readonly admin: Admin }) {
  const pane = usePane();
  const { people, imports, trail } = admin;
  const facts = factsOf(pane.session.value);
  const online = pane.connection.value === 'online';
  useEffect(() => {
    document.querySelector('h1')?.focus();
    void people.load();
  }, [people]);
  useEffect(() => {
    if (online && people.list.peek().phase === 'failed') void people.load();
  }, [online, people]);
  if (!facts) return null;
  const tab = admin.tab.value;
  const choose = (next: AdminTab) => {
    // What takes the focus when it comes must not take it once more.
    people.dismiss();
    imports.dismiss();
    trail.dismiss();
    admin.tab.value = next;
  };
  const { label, ...labels } = ADMIN_WORDS.parts;
  return (
    <>
      <header class="header header-admin">
        <button
          type="button"
          class="button-icon"
          aria-label={WORDS.admin.back}
          title={WORDS.admin.back}
          onClick={pane.closeAdmin}
        >
          <Icon name="back" />
        </button>
        <TabList
          label={label}
          tabs={[
            { id: 'people', label: labels.people },
            { id: 'imports', label: labels.imports },
            { id: 'trail', label: labels.trail },
          ]}
          selected={tab}
          choose={choose}
        />
        <Account facts={facts} />
      </header>
      <main class="main">
        <div class="banners">{!online && <ConnectionBanner />}</div>
        <div id="part-people" class="part" role="tabpanel" aria-labelledby="tab-people" hidden={tab !== 'people'}>
          {tab === 'people' && <PeoplePart people={people} facts={facts} />}
        </div>
        <div id="part-imports" class="part" role="tabpanel" aria-labelledby="tab-imports" hidden={tab !== 'imports'}>
          {tab === 'imports' && <ImportsPart imports={imports} time={trail.time} />}
        </div>
        <div id="part-trail" class="part" role="tabpanel" aria-labelledby="tab-trail" hidden={tab !== 'trail'}>
          {tab === 'trail' && <TrailPart trail={trail} people={people} catalog={facts.catalog} />}
        </div>
      </main>
    </>
  );
}

/** Who is signed in, and what there is to choose from where data has been imported. */
export type AdminFacts = Pick<Facts, 'me'> & Partial<Pick<Facts, 'catalog'>>;

function factsOf(session: Session): AdminFacts | undefined {
  if (session.phase === 'ready') return session.facts;
  return session.phase === 'noData' ? { me: session.me } : undefined;
}
