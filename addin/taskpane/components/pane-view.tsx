import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Facts, Session } from '../state/session.ts';
import { WORDS } from '../words.ts';
import { Bones } from './bones.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DataStrip } from './data-strip.tsx';
import { BareHeader, Header } from './header.tsx';
import { Icon, type IconName } from './icons.tsx';
import { usePane } from './pane-context.ts';
import { ReportPart } from './report-part.tsx';
import { SignedOut } from './signed-out.tsx';
import { Skeleton } from './skeleton.tsx';
import { TroubleBar } from './trouble-bar.tsx';

/** The whole pane: one view for each phase of the session, and the live region that outlives them. */
export function PaneView() {
  const pane = usePane();
  return (
    <div class="pane">
      <View session={pane.session.value} />
      <p class="visually-hidden" role="status" aria-live="polite">
        {pane.said.value}
      </p>
    </div>
  );
}

function View({ session }: { readonly session: Session }) {
  const pane = usePane();
  const { phase } = session;
  if ((phase === 'ready' || phase === 'noData') && pane.admin.value.phase !== 'closed') return <AdminPlace />;
  switch (session.phase) {
    case 'loading':
      return <Skeleton words={WORDS.loading} />;
    case 'signedOut':
      return <SignedOut why={session.why} Card={pane.SignInCard} onSignedIn={() => void pane.signedIn()} />;
    case 'ready':
      return <SignedIn facts={session.facts} />;
    case 'noData': {
      const isAdmin = session.me.role === 'admin';
      return (
        <Standstill
          icon="data"
          title={WORDS.noData.title}
          text={isAdmin ? WORDS.noData.admin : WORDS.noData.text}
          header={<BareHeader facts={session} />}
        >
          {isAdmin && (
            <button type="button" class="button button-primary" onClick={() => void pane.openAdmin('imports')}>
              {WORDS.noData.go}
            </button>
          )}
          <button type="button" class={isAdmin ? 'button' : 'button button-primary'} onClick={() => void pane.reload()}>
            {WORDS.noData.again}
          </button>
        </Standstill>
      );
    }
    case 'noRights':
      return (
        <Standstill icon="person" title={WORDS.noRights.title} text={WORDS.noRights.text} header={<BareHeader />}>
          <button type="button" class="button button-primary" onClick={() => void pane.reload()}>
            {WORDS.noData.again}
          </button>
          <button type="button" class="button" onClick={() => void pane.signOut()}>
            {WORDS.account.signOut}
          </button>
        </Standstill>
      );
    case 'failed':
      return (
        <>
          <BareHeader />
          <main class="part">
            <h1 class="visually-hidden">{WORDS.product}</h1>
            <ConnectionBanner />
            {!(session.unreachable && pane.connection.value !== 'online') && (
              <TroubleBar
                trouble={{ ...session.trouble, remedy: 'tryAgain' }}
                remedies={{ tryAgain: () => void pane.reload() }}
              />
            )}
          </main>
        </>
      );
  }
}

/** The administrators' part, or its coming. */
function AdminPlace() {
  const pane = usePane();
  const door = pane.admin.value;
  const words = WORDS.admin;
  if (door.phase === 'open') return <door.View />;
  if (door.phase !== 'failed') return <Skeleton words={words.loading} />;
  return (
    <Standstill icon="offline" title={words.notLoaded} text={words.notLoadedText} header={<BareHeader />}>
      <button type="button" class="button button-primary" onClick={() => void pane.openAdmin()}>
        {WORDS.actions.tryAgain}
      </button>
      <button type="button" class="button" onClick={pane.closeAdmin}>
        {words.back}
      </button>
    </Standstill>
  );
}

/** The part about the workbook's reports, or its coming. */
function SheetsPlace() {
  const pane = usePane();
  const door = pane.sheetsPart.value;
  useEffect(() => void pane.openSheets(), [pane]);
  const words = WORDS.sheets;
  if (door.phase === 'open') return <door.View />;
  if (door.phase !== 'failed') return <Bones words={words.loading} />;
  return (
    <section class="empty" aria-labelledby="sheets-title">
      <Icon name="offline" />
      <h1 id="sheets-title">{words.notLoaded}</h1>
      <p>{words.notLoadedText}</p>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void pane.openSheets()}>
          {WORDS.actions.tryAgain}
        </button>
      </div>
    </section>
  );
}

function SignedIn({ facts }: { readonly facts: Facts }) {
  const pane = usePane();
  const trouble = pane.trouble.value;
  const tab = pane.tab.value;
  // The card that was signed in by is gone, and the focus with it.
  useEffect(() => document.querySelector('h1')?.focus(), []);
  return (
    <>
      <Header facts={facts} />
      <main class="main">
        <DataStrip snapshot={facts.catalog.snapshot} />
        <div class="banners">
          {trouble && (
            <TroubleBar
              key={trouble}
              trouble={trouble}
              remedies={{ reload: () => void pane.reload() }}
              onDismiss={pane.dismiss}
            />
          )}
        </div>
        <div id="part-form" class="part" role="tabpanel" aria-labelledby="tab-form" hidden={tab !== 'form'}>
          {tab === 'form' && <ReportPart facts={facts} />}
        </div>
        <div id="part-sheets" class="part" role="tabpanel" aria-labelledby="tab-sheets" hidden={tab !== 'sheets'}>
          {tab === 'sheets' && <SheetsPlace />}
        </div>
        <div id="part-files" class="part" role="tabpanel" aria-labelledby="tab-files" hidden={tab !== 'files'}>
          {tab === 'files' && <FilesPlace facts={facts} />}
        </div>
      </main>
    </>
  );
}

/** The part about files on the server, or its coming. */
function FilesPlace({ facts }: { readonly facts: Facts }) {
  const pane = usePane();
  const door = pane.filesPart.value;
  useEffect(() => void pane.openFiles(), [pane]);
  const words = WORDS.files;
  if (door.phase === 'open') return <door.View facts={facts} />;
  if (door.phase !== 'failed') return <Skeleton words={words.loading} />;
  return (
    <section class="empty" aria-labelledby="files-title">
      <Icon name="offline" />
      <h1 id="files-title">{words.notLoaded}</h1>
      <p>{words.notLoadedText}</p>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void pane.openFiles()}>
          {WORDS.actions.tryAgain}
        </button>
      </div>
    </section>
  );
}

interface StandstillProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly header: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Signed in, with nothing to do here until someone else has done something. */
function Standstill({ icon, title, text, header, children }: StandstillProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      {header}
      <main class="empty">
        <Icon name={icon} />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{text}</p>
        <div class="buttons">{children}</div>
      </main>
    </>
  );
}
