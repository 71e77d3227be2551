import { afterEach, describe, expect, it } from 'vitest';
import type { PlainTable } from '../../../../../addin/excel/put-table.ts';
import { createClient } from '../../../../../addin/service/client.ts';
import { ADMIN_WORDS } from '../../../../../addin/taskpane/admin-words.ts';
import { createTrail } from '../../../../../addin/taskpane/state/admin/trail.ts';
import { trailErrors } from '../../../../../addin/taskpane/state/admin/trail-form.ts';
import { utcDaysOf, zonedTime } from '../../../../../addin/taskpane/state/admin/zoned-time.ts';
import type { AuditRequest } from '../../../../../shared/contract/trail.ts';
import { addDays, calendarDate } from '../../../../../shared/dates.ts';
import { type Answer, type Asked, refusal, startScripted } from '../../../service/scripted-service.ts';
import { entryOf } from './entry.ts';

const day = calendarDate;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

interface Script {
  /** The trail, oldest first. */
  readonly ats?: readonly string[];
  /** So many entries fit one answer. */
  readonly most?: number;
  readonly zone?: string;
  readonly change?: (asked: Asked) => Answer | undefined;
}

/** The trail as the service pages it: oldest first, `after` the place of the last. */
async function trailOver({ ats = [], most = 1_000, zone = 'UTC', change = () => undefined }: Script) {
  const service = await startScripted((asked) => {
    const instead = change(asked);
    if (instead) return instead;
    if (asked.path.endsWith('/check')) {
      const { day: checked } = asked.body as { day: string };
      const of = ats.filter((at) => at.startsWith(checked));
      return { json: { day: checked, entries: of.length, faults: [], heads: [] } };
    }
    const { from, to, after = '' } = asked.body as AuditRequest;
    const fitting = ats.filter((at) => at.slice(0, 10) >= from && at.slice(0, 10) <= to && at > after);
    const entries = fitting.slice(0, most).map((at) => entryOf({ at }));
    const more = fitting.length > most;
    return { json: { entries, ...(more ? { after: entries.at(-1)?.at } : {}) } };
  });
  closing.push(service.close);
  const followed: string[] = [];
  const tables: PlainTable[] = [];
  const trail = createTrail({
    client: createClient({ url: service.url, tokens: { token: async () => 't' } }),
    time: zonedTime(zone),
    now: () => new Date('2026-03-08T03:00:00Z'),
    follow: (course) => {
      followed.push(course.to);
      return course.to === 'alert' ? course.trouble : undefined;
    },
    put: async (table) => {
      tables.push(table);
      return { sheet: table.title, rows: table.rows.length };
    },
  });
  const shown = () => (trail.view.value.phase === 'shown' ? trail.view.value.entries.map(({ at }) => at) : []);
  const ranges = () => service.asked.map(({ body }) => body as AuditRequest).map(({ from, to }) => `${from} ${to}`);
  return { trail, shown, ranges, asked: service.asked, followed, tables };
}

/** So many entries a day, from the first day on. */
function entriesOn(from: string, days: number, aDay: number): string[] {
  return Array.from({ length: days }, (_, n) => addDays(day(from), n)).flatMap((each) =>
    Array.from(
      { length: aDay },
      (_, n) => `${each}T${String(10 + Math.floor(n / 60))}:${String(n % 60).padStart(2, '0')}:00.000Z`,
    ),
  );
}

describe('the days of the trail', () => {
  it.each([
    ['UTC', '2026-03-02', '2026-03-03', '2026-03-02', '2026-03-03'],
    ['America/Chicago', '2026-03-02', '2026-03-03', '2026-03-02', '2026-03-04'],
    ['Pacific/Guam', '2026-03-02', '2026-03-03', '2026-03-01', '2026-03-03'],
    // The day on which clocks are put forward.
    ['America/Chicago', '2026-03-08', '2026-03-08', '2026-03-08', '2026-03-09'],
  ])('in %s from %s to %s reach from %s to %s in UTC', (zone, from, to, utcFrom, utcTo) => {
    expect(utcDaysOf({ from: day(from), to: day(to) }, zonedTime(zone))).toEqual({ from: utcFrom, to: utcTo });
  });

  it('are the last seven of one’s own at first', async () => {
    const { trail } = await trailOver({ zone: 'America/Chicago' });
    expect(trail.form.value).toMatchObject({ from: '2026-03-01', to: '2026-03-07' });
  });

  it.each([
    ['2026-03-02', '2026-03-02', {}],
    ['2026-03-03', '2026-03-02', { from: ADMIN_WORDS.trail.upsideDown }],
    ['2025-03-02', '2026-03-02', {}],
    ['2025-03-01', '2026-03-02', { from: ADMIN_WORDS.trail.tooLong }],
  ])('from %s to %s are right or not', (from, to, errors) => {
    expect(trailErrors({ from, to })).toEqual(errors);
  });

  it('that are no days are not asked for', async () => {
    const { trail, asked } = await trailOver({});
    trail.change({ from: '' });
    await trail.read();
    await trail.verify();
    expect(asked).toEqual([]);
    expect(trail.errors.value).toHaveProperty('from');
    expect(trail.mendings.value).toBe(2);
  });
});

describe('reading the trail', () => {
  it('shows the newest first, from one answer for a week', async () => {
    const { trail, shown, ranges } = await trailOver({ ats: entriesOn('2026-03-02', 2, 2) });
    await trail.read();
    expect(shown()).toEqual([
      '2026-03-03T10:01:00.000Z',
      '2026-03-03T10:00:00.000Z',
      '2026-03-02T10:01:00.000Z',
      '2026-03-02T10:00:00.000Z',
    ]);
    expect(ranges()).toEqual(['2026-03-02 2026-03-08']);
    expect(trail.view.value).toMatchObject({ more: false });
  });

  it('leaves out what is of another day in one’s own time zone', async () => {
    const { trail, shown } = await trailOver({
      zone: 'America/Chicago',
      ats: [
        '2026-03-02T05:59:59.000Z',
        '2026-03-02T06:00:00.000Z',
        '2026-03-03T05:59:59.000Z',
        '2026-03-03T06:00:00.000Z',
      ],
    });
    trail.change({ from: '2026-03-02', to: '2026-03-02' });
    await trail.read();
    expect(shown()).toEqual(['2026-03-03T05:59:59.000Z', '2026-03-02T06:00:00.000Z']);
  });

  it('shows 50 at once and goes on from there, without asking anew for what it has', async () => {
    const { trail, shown, asked } = await trailOver({ ats: entriesOn('2026-03-02', 1, 120) });
    await trail.read();
    expect(shown()).toHaveLength(50);
    await trail.more();
    expect(shown()).toHaveLength(100);
    await trail.more();
    expect(shown()).toHaveLength(120);
    expect(new Set(shown()).size).toBe(120);
    expect(trail.view.value).toMatchObject({ more: false });
    expect(asked).toHaveLength(1);
  });

  it('asks for fewer days where they don’t fit one answer, and follows a day that doesn’t', async () => {
    const { trail, shown, ranges } = await trailOver({ ats: entriesOn('2026-03-02', 7, 60), most: 40 });
    await trail.read();
    expect(shown()[0]).toBe('2026-03-08T10:59:00.000Z');
    expect(ranges()).toEqual([
      '2026-03-02 2026-03-08',
      '2026-03-07 2026-03-08',
      '2026-03-08 2026-03-08',
      '2026-03-08 2026-03-08',
    ]);
    while (trail.view.value.phase === 'shown' && trail.view.value.more) await trail.more();
    expect(shown()).toHaveLength(420);
    expect(shown()).toEqual(shown().toSorted().toReversed());
  });

  it('goes back over days without entries until it has some, in growing steps', async () => {
    const { trail, shown, ranges } = await trailOver({ ats: ['2026-01-02T10:00:00.000Z'] });
    trail.change({ from: '2026-01-01' });
    await trail.read();
    expect(shown()).toEqual(['2026-01-02T10:00:00.000Z']);
    expect(ranges()).toEqual([
      '2026-03-02 2026-03-08',
      '2026-02-16 2026-03-01',
      '2026-01-19 2026-02-15',
      '2026-01-01 2026-01-18',
    ]);
  });

  it('asks for a person and an event', async () => {
    const { trail, asked } = await trailOver({});
    trail.change({ who: 't1#o1', what: 'page' });
    await trail.read();
    expect(asked[0]?.body).toMatchObject({ who: { tid: 't1', oid: 'o1' }, what: 'page' });
  });

  it('learns the reports that entries tell of', async () => {
    const { trail } = await trailOver({
      change: () => ({
        json: {
          entries: [entryOf({ details: { report: 'active-clients' } }), entryOf({ details: { report: 'gone' } })],
        },
      }),
    });
    await trail.read();
    expect([...trail.reports.value.keys()]).toEqual(['active-clients']);
  });

  it('that is refused says why, and is done again on demand', async () => {
    let fails = true;
    const { trail, shown } = await trailOver({
      ats: entriesOn('2026-03-02', 1, 1),
      change: () => (fails ? refusal(500, 'Internal', 'Failed.') : undefined),
    });
    await trail.read();
    expect(trail.trouble.value).toMatchObject({ code: 'Internal' });
    expect(trail.view.value.phase).toBe('none');
    fails = false;
    await trail.again();
    expect(shown()).toHaveLength(1);
    expect(trail.trouble.value).toBeUndefined();
  });

  it('that is cancelled shows nothing, whatever still comes', async () => {
    const { trail } = await trailOver({
      change: () => ({ json: { entries: [entryOf({ at: '2026-03-02T10:00:00.000Z' })] }, afterMs: 100 }),
    });
    const reading = trail.read();
    trail.cancel();
    await reading;
    expect(trail.view.value.phase).toBe('none');
    expect(trail.trouble.value).toBeUndefined();
  });
});

describe('verifying', () => {
  it('goes day by day and counts', async () => {
    const { trail, asked } = await trailOver({ ats: entriesOn('2026-03-02', 3, 4) });
    const seen: number[] = [];
    trail.check.subscribe((check) => {
      if (check.phase === 'checking') seen.push(check.done);
    });
    await trail.verify();
    expect(asked.map(({ body }) => (body as { day: string }).day)).toEqual(
      Array.from({ length: 7 }, (_, n) => addDays(day('2026-03-02'), n)),
    );
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(trail.check.value).toEqual({
      phase: 'checked',
      range: { from: '2026-03-02', to: '2026-03-08' },
      entries: 12,
      faults: [],
    });
  });

  it('names every fault with its day', async () => {
    const fault = { shard: 3, seq: 2, what: 'changed' };
    const { trail } = await trailOver({
      change: ({ body }) => {
        const { day: checked } = body as { day: string };
        return { json: { day: checked, entries: 1, faults: checked === '2026-03-05' ? [fault] : [], heads: [] } };
      },
    });
    await trail.verify();
    expect(trail.check.value).toMatchObject({ entries: 7, faults: [{ day: '2026-03-05', ...fault }] });
  });

  it('that is cancelled ends, and finds nothing', async () => {
    const { trail, asked } = await trailOver({
      change: () => ({ json: { day: '2026-03-02', entries: 1, faults: [], heads: [] }, afterMs: 50 }),
    });
    const verifying = trail.verify();
    trail.cancel();
    await verifying;
    expect(trail.check.value.phase).toBe('none');
    expect(asked.length).toBeLessThanOrEqual(1);
  });
});

describe('the whole of it in a sheet', () => {
  it('has every entry of the days once, the oldest first, those not shown too', async () => {
    const ats = entriesOn('2026-03-02', 2, 40);
    const { trail, shown, tables } = await trailOver({ ats, most: 30 });
    await trail.read();
    expect(shown()).toHaveLength(50);
    await trail.putAll();
    const [table] = tables;
    expect(table?.rows.map(([at]) => at)).toEqual(ats.map((at) => at.slice(0, 19).replace('T', ' ')));
    expect(table?.columns.map(({ header }) => header)).toContain('Reason');
    expect(trail.put.value).toEqual({ sheet: 'Audit trail 2026-03-02', rows: 80 });
  });

  it('is of the admin’s own days, and of what was filtered for', async () => {
    const { trail, tables, asked } = await trailOver({
      ats: ['2026-03-01T03:00:00.000Z', '2026-03-01T23:00:00.000Z'],
      zone: 'America/Chicago',
    });
    trail.change({ from: '2026-03-01', to: '2026-03-01', what: 'signIn' });
    await trail.read();
    await trail.putAll();
    expect(tables[0]?.rows.map(([at]) => at)).toEqual(['2026-03-01 23:00:00']);
    expect(asked.at(-1)?.body).toMatchObject({ what: 'signIn' });
  });

  it('that cannot be read is told, and nothing is put', async () => {
    let refuse = false;
    const { trail, tables } = await trailOver({
      ats: ['2026-03-02T03:00:00.000Z'],
      change: () => (refuse ? refusal(500, 'Internal', 'Stumbled.') : undefined),
    });
    await trail.read();
    refuse = true;
    await trail.putAll();
    expect(tables).toEqual([]);
    expect(trail.put.value).toBe('none');
    expect(trail.trouble.value?.code).toBe('Internal');
  });
});
