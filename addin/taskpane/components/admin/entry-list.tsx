import { useEffect, useRef, useState } from 'preact/hooks';
import type { CalendarDate } from '../../../../shared/dates.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { formatDate } from '../../format.ts';
import { detailsOf, headlineOf, type Names, reasonInWords } from '../../state/admin/entry-words.ts';
import type { TrailEntry } from '../../state/admin/read-back.ts';
import type { Trail } from '../../state/admin/trail.ts';
import { utcInWords, type ZonedTime } from '../../state/admin/zoned-time.ts';
import { Bones } from '../bones.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';

interface EntryListProps {
  readonly trail: Trail;
  readonly names: Names;
}

/** What was read of the trail, the newest first, day by day. */
export function EntryList({ trail, names }: EntryListProps) {
  const pane = usePane();
  const root = useRef<HTMLElement>(null);
  const view = trail.view.value;
  /** How many entries there were when more were asked for. */
  const before = useRef(0);
  const words = ADMIN_WORDS.trail;
  useEffect(() => {
    if (view.phase !== 'shown') return;
    pane.said.value = view.entries.length === 0 ? words.none : words.shown(view.entries.length, view.more);
    const first = before.current > 0 && root.current?.querySelectorAll('summary')[before.current];
    if (first instanceof HTMLElement) first.focus();
    before.current = 0;
  }, [view, pane, words]);
  if (view.phase === 'none') return null;
  const { entries, range, more } = view;
  const reading = view.phase === 'reading';
  if (reading && entries.length === 0) return <Bones words={words.reading} />;
  return (
    <section ref={root} class="entries" aria-labelledby="entries-title">
      <div>
        <h2 id="entries-title">{words.entries}</h2>
        <p class="help">
          {ADMIN_WORDS.days(range.from, range.to)}
          {' · '}
          {words.shown(entries.length, more || reading)}
        </p>
      </div>
      {entries.length === 0 ? <p>{words.none}</p> : <PutAll trail={trail} off={reading} />}
      {byDay(entries, trail.time).map(({ day, of }) => (
        <div key={day}>
          <h3>{formatDate(day)}</h3>
          <ul>
            {of.map((entry) => (
              <Entry key={`${entry.at} ${entry.shard} ${entry.seq}`} entry={entry} names={names} time={trail.time} />
            ))}
          </ul>
        </div>
      ))}
      {reading && <Bones words={words.reading} />}
      {more && (
        <button
          type="button"
          class="button button-wide"
          onClick={() => {
            before.current = entries.length;
            void trail.more();
          }}
        >
          {words.more}
        </button>
      )}
    </section>
  );
}

/** All of it, beyond what is shown, in a sheet: to filter, to keep, to hand on. */
function PutAll({ trail, off }: { readonly trail: Trail; readonly off: boolean }) {
  const put = trail.put.value;
  const words = ADMIN_WORDS.trail;
  return (
    <>
      {typeof put === 'object' && (
        <MessageBar key={put} intent="success" focused onDismiss={trail.dismiss}>
          {words.isPut(put.rows, put.sheet)}
        </MessageBar>
      )}
      <div class="buttons">
        <button type="button" class="button" disabled={off || put === 'putting'} onClick={() => void trail.putAll()}>
          <Icon name="sheet" />
          {put === 'putting' ? words.putting : words.put}
        </button>
      </div>
    </>
  );
}

interface Day {
  readonly day: CalendarDate;
  readonly of: TrailEntry[];
}

/** Entries that are in order, under the days of the admin's time zone. */
function byDay(entries: readonly TrailEntry[], time: ZonedTime): readonly Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = time.dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.of.push(entry);
    else days.push({ day, of: [entry] });
  }
  return days;
}

interface EntryProps {
  readonly entry: TrailEntry;
  readonly names: Names;
  readonly time: ZonedTime;
}

function Entry({ entry, names, time }: EntryProps) {
  const [open, setOpen] = useState(false);
  const words = ADMIN_WORDS.trail;
  const { at, name, rows, pii, reason, result } = entry;
  return (
    <li>
      <details class="entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="chevron" />
          <span class="entry-body">
            <span class="entry-what">{headlineOf(entry, names)}</span>
            <span class="help">
              <time dateTime={at} title={utcInWords(at)}>
                {time.timeOf(at)}
              </time>
              {' · '}
              {name}
              {rows > 0 && ` · ${words.rows(rows)}`}
            </span>
            {pii && (
              <span class="badge badge-warning">
                <Icon name="warning" />
                {words.names}
              </span>
            )}
            {reason !== undefined && <span class="help">{reasonInWords(reason)}</span>}
            {result !== 'ok' && <span class="badge badge-error">{words.refused}</span>}
          </span>
        </summary>
        {open && (
          <dl class="facts">
            {detailsOf(entry, names).map(([label, text]) => [
              <dt key={label}>{label}</dt>,
              <dd key={`${label}:`}>{text}</dd>,
            ])}
          </dl>
        )}
      </details>
    </li>
  );
}
