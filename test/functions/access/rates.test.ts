import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callRates, RATES, type RateKind, ratesPlace } from '../../../functions/access/rates.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import type { LocalDynamo } from '../../../infra/local/dynamodb.ts';
import { HmisError } from '../../../shared/errors.ts';
import { startDynamo } from '../../dynamodb.ts';
import { spyOn } from '../api/spy.ts';
import { scan } from '../importer/store.ts';
import { oidOf } from './people.ts';
import { OTHER_TENANT, TENANT } from './tokens.ts';

let db: LocalDynamo;
beforeAll(async () => {
  db = await startDynamo();
});
afterAll(() => db.close());

const NOON = Date.parse('2026-02-08T18:00:00Z');
const KINDS = Object.keys(RATES) as RateKind[];
const shareOf = (kind: RateKind) => 1_000 / RATES[kind].aSecond;
const most = (kind: RateKind) => RATES[kind].atOnce;
const refused = { code: 'TooManyRequests', status: 429 };

let people = 0;
const someone = () => ({ tid: TENANT, oid: oidOf(++people) });

/** How many of `n` calls at one moment pass. */
async function passing(n: number, call: () => Promise<void>): Promise<number> {
  let passed = 0;
  for (let i = 0; i < n; i++) {
    await call().then(
      () => passed++,
      (error) => expect(error).toMatchObject(refused),
    );
  }
  return passed;
}

describe.each(KINDS)('calls of the kind %s', (kind) => {
  test('pass up to the limit at once, and not one more', async () => {
    const [count, person] = [callRates(db.db), someone()];
    expect(await passing(most(kind), () => count(person, kind, NOON))).toBe(most(kind));
    await expect(count(person, kind, NOON)).rejects.toMatchObject(refused);
  });

  test('go on one at a time, when the refusal said they would', async () => {
    const [count, person] = [callRates(db.db), someone()];
    await passing(most(kind), () => count(person, kind, NOON));
    const refusal = await count(person, kind, NOON).catch((error: HmisError) => error);
    expect(refusal).toMatchObject({ retryAfterSeconds: Math.ceil(shareOf(kind) / 1_000) });
    await expect(count(person, kind, NOON + shareOf(kind) - 1)).rejects.toMatchObject(refused);
    const then = NOON + shareOf(kind);
    expect(await passing(3, () => count(person, kind, then))).toBe(1);
  });

  test('pass for ever at the rate, and in full again after a pause', async () => {
    const [count, person] = [callRates(db.db), someone()];
    await passing(most(kind), () => count(person, kind, NOON));
    let at = NOON;
    for (let i = 0; i < 20; i++) {
      at += shareOf(kind);
      await count(person, kind, at);
    }
    at += most(kind) * shareOf(kind);
    expect(await passing(most(kind) + 1, () => count(person, kind, at))).toBe(most(kind));
  });
});

describe('the limit', () => {
  test('holds for all functions together, of which none knows what the others let pass', async () => {
    const person = someone();
    const functions = Array.from({ length: 10 }, () => callRates(db.db));
    const calls = Array.from({ length: 20 * functions.length }, (_, i) => functions[i % functions.length]);
    const ended = await Promise.allSettled(calls.map((count) => count?.(person, 'page', NOON)));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(most('page'));
  });

  test('is each person’s own, and each kind’s', async () => {
    const [count, person] = [callRates(db.db), someone()];
    await passing(most('other') + 1, () => count(person, 'other', NOON));
    await count({ ...person, tid: OTHER_TENANT }, 'other', NOON);
    await count(someone(), 'other', NOON);
    await count(person, 'page', NOON);
    await expect(count(person, 'other', NOON)).rejects.toMatchObject(refused);
  });

  test('lets a run of 40 pages pass, five at a time, three times over', async () => {
    const [count, person] = [callRates(db.db), someone()];
    for (let run = 0; run < 3; run++) {
      await count(person, 'plan', NOON);
      for (let page = 0; page < 40; page += 5) {
        await Promise.all(Array.from({ length: 5 }, () => count(person, 'page', NOON)));
      }
    }
  });

  test('keeps nobody out who was counted by a clock that ran a day ahead', async () => {
    const person = someone();
    await callRates(db.db)(person, 'plan', NOON + 86_400_000);
    const count = callRates(db.db);
    expect(await passing(most('plan') + 1, () => count(person, 'plan', NOON))).toBe(most('plan'));
  });

  test('is kept by clocks that differ by half a minute', async () => {
    const person = someone();
    const [ahead, behind] = [callRates(db.db), callRates(db.db)];
    await passing(most('page'), () => ahead(person, 'page', NOON + 30_000));
    await expect(behind(person, 'page', NOON)).rejects.toMatchObject(refused);
  });

  test('leaves most of the 50 calls a second that the API takes to others, whatever one person does', () => {
    expect(KINDS.reduce((sum, kind) => sum + RATES[kind].aSecond, 0)).toBe(15);
  });
});

describe('counting', () => {
  test('costs one write a call, and nothing once the limit is known to be reached', async () => {
    const [count, person] = [callRates(db.db), someone()];
    const each = async (at = NOON) => (await meterDynamo(() => count(person, 'page', at).catch(() => undefined))).cost;
    const first = await each();
    const second = await each();
    expect([first, second]).toMatchObject(Array(2).fill({ requests: 1, wcu: 1, rcu: 0 }));
    await passing(most('page') - 2, () => count(person, 'page', NOON));
    expect(await each()).toMatchObject({ requests: 0 });
    expect(await each(NOON + 60_000)).toMatchObject({ requests: 1, wcu: 1 });
  });

  test('keeps one item a person, however often and whatever they call', async () => {
    const [count, person] = [callRates(db.db), someone()];
    for (const kind of KINDS) for (let hour = 0; hour < 5; hour++) await count(person, kind, NOON + hour * 3_600_000);
    const { pk } = ratesPlace(person);
    const own = (await scan(db.db)).filter(({ Item }) => Item.pk === pk);
    expect(own).toHaveLength(1);
    expect(Object.keys(own[0]?.Item ?? {}).toSorted()).toEqual([...KINDS, 'pk', 'sk'].toSorted());
  });

  test('that the table does not take lets the call fail', async () => {
    const spy = spyOn(db.db, ({ command }) => {
      if (command === 'UpdateItemCommand') throw new HmisError('Busy', 'Busy.');
    });
    const count = callRates(db.db);
    await expect(count(someone(), 'other', NOON)).rejects.toMatchObject({ code: 'Busy' });
    spy.stop();
  });
});
