import type { Catalog } from '../../../shared/contract/runs.ts';
import { calendarDate, dayNumber } from '../../../shared/dates.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';

/** An export older than this is worth a word. */
const OLD_DAYS = 7;

/** Which data the reports are from, and how old it is. */
export function DataStrip({ snapshot }: { readonly snapshot: Catalog['snapshot'] }) {
  const now = new Date();
  const today = calendarDate(new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10));
  const days = Math.max(0, dayNumber(today) - dayNumber(snapshot.exportDate));
  const old = days > OLD_DAYS;
  const words = WORDS.data;
  return (
    <section class={old ? 'data data-old' : 'data'} aria-label={words.label}>
      <Icon name={old ? 'warning' : 'data'} />
      <div>
        <p>
          <strong>{words.asOf(snapshot.exportDate)}</strong>
          {!old && ` · ${words.age(days)}`}
          {snapshot.software && ` · ${snapshot.software}`}
        </p>
        {old && <p>{words.old(words.age(days))}</p>}
      </div>
    </section>
  );
}
