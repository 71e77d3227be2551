import { useEffect, useRef } from 'preact/hooks';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';
import type { Notice } from '../../state/sheets/notice.ts';
import { tallied } from '../../state/sheets/turn.ts';
import { ConnectionBanner } from '../connection-banner.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import { AskingCard } from './asking-card.tsx';
import { CopiesList } from './copies-list.tsx';
import { QueueCard } from './queue-card.tsx';
import { SheetCard } from './sheet-card.tsx';

/** The reports this workbook holds, the newest first, and what can be done with them. */
export function SheetsView({ sheets }: { readonly sheets: Sheets }) {
  useEffect(() => void sheets.reread(), [sheets]);
  useEffect(() => void sheets.fetchFresh(), [sheets]);
  const Fresh = sheets.fresh.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const list = sheets.list.value.toReversed();
  const running = sheets.queue.running.value;
  const trouble = sheets.trouble.value;
  const notice = sheets.notice.value;
  const asking = sheets.asking.value;
  const hadFocus = useRef(false);
  useEffect(() => {
    const has = running || asking !== undefined;
    // What had the focus is gone; a notice takes it by itself.
    if (hadFocus.current && !has && !notice && !trouble) heading.current?.focus();
    hadFocus.current = has;
  }, [running, asking, notice, trouble]);
  if (list.length === 0 && sheets.copies.value.length === 0 && !notice) {
    return (
      <section class="empty" aria-labelledby="sheets-title">
        <Icon name="sheet" />
        <h1 id="sheets-title">{SHEETS_WORDS.none}</h1>
        <p>{SHEETS_WORDS.noneText}</p>
      </section>
    );
  }
  return (
    <section class="sheets" aria-labelledby="sheets-title">
      <h1 id="sheets-title" ref={heading} tabIndex={-1}>
        {SHEETS_WORDS.title}
      </h1>
      <ConnectionBanner />
      {trouble && <TroubleBar key={trouble} trouble={trouble} remedies={{}} onDismiss={sheets.dismiss} />}
      {notice && <NoticeBar key={notice} notice={notice} onDismiss={sheets.dismiss} />}
      {asking && <AskingCard key={asking} asking={asking} sheets={sheets} />}
      {running ? <QueueCard queue={sheets.queue} /> : !asking && <Commands sheets={sheets} />}
      {!running && <Ended sheets={sheets} />}
      {!running && !asking && Fresh && <Fresh />}
      <ul>
        {list.map((sheet) => (
          <SheetCard key={sheet.id} sheet={sheet} sheets={sheets} />
        ))}
      </ul>
      <CopiesList sheets={sheets} />
    </section>
  );
}

/** How the last queue ended, where it was more than one sheet's. */
function Ended({ sheets }: { readonly sheets: Sheets }) {
  const ids = sheets.queue.ids.value.filter((id) => sheets.queue.turns.value.has(id));
  if (ids.length < 2) return null;
  return <p class="help">{SHEETS_WORDS.queue.ended(tallied(sheets.queue.turns.value, ids))}.</p>;
}

function Commands({ sheets }: { readonly sheets: Sheets }) {
  const ids = sheets.list.value.toReversed().map(({ id }) => id);
  if (ids.length === 0) return null;
  const off = sheets.working.value;
  return (
    <div class="buttons">
      <button type="button" class="button button-primary" disabled={off} onClick={() => sheets.refresh(ids)}>
        <Icon name="reset" />
        {SHEETS_WORDS.refreshAll}
      </button>
      <button type="button" class="button" disabled={off} onClick={sheets.askRemoval}>
        {SHEETS_WORDS.removal.button}
      </button>
    </div>
  );
}

function NoticeBar({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  return (
    <MessageBar intent={notice.intent} title={notice.title} focused onDismiss={onDismiss}>
      {notice.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </MessageBar>
  );
}
