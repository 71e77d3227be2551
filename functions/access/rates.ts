import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HmisError } from '../../shared/errors.ts';
import { type Dynamo, isConditionFailed } from '../snapshot/dynamo.ts';
import type { Person } from './profiles.ts';

interface Rate {
  /** Calls that can be made for ever. */
  readonly aSecond: number;
  /** Calls that someone who was quiet can make in one go. */
  readonly atOnce: number;
}

/**
 * How often one person may call. All of it together is 15 a second for ever, of the 50 that the API takes from everybody.
 *
 * - plan: a person asks a few in a minute; a script that asks every report for every project is no longer one.
 * - page: a client fetches five at a time, and one takes about a second; three runs of 40 pages go through in one go.
 * - admin: a year of the trail is verified day by day, in 366 calls; an import is asked how it goes twice a second.
 * - edit: one cell at a time by hand, or a sheet of 30,000 rows, 500 a call, in one go.
 * - other: a pane asks three things when it opens.
 */
export const RATES = {
  plan: { aSecond: 2, atOnce: 120 },
  page: { aSecond: 5, atOnce: 150 },
  admin: { aSecond: 5, atOnce: 400 },
  edit: { aSecond: 1, atOnce: 60 },
  other: { aSecond: 2, atOnce: 120 },
} as const satisfies Record<string, Rate>;

export type RateKind = keyof typeof RATES;

/** Clocks of two functions differ by less. What lies further ahead was counted by a clock that has been put right since. */
const CLOCKS_DIFFER_MS = 60_000;

/** People whose counts a process remembers. */
const REMEMBERED = 1_000;

/** Where a person's calls are counted: one item for good, so that nothing grows and nothing has to be swept. */
export function ratesPlace({ tid, oid }: Person) {
  return { pk: `RATES#${tid}#${oid}`, sk: 'CALLS' };
}

/** Counts a call made `now` (milliseconds since 1970); throws HmisError `TooManyRequests` where it is one too many. */
export type CountCall = (person: Person, kind: RateKind, now: number) => Promise<void>;

/**
 * Counts calls in the table, so that a limit holds however many functions answer. Of each kind the item has one number:
 * the moment when all calls so far are worked off at the rate for ever. A call moves it on by its share of a second, and
 * is refused where it lies too far ahead; so who was refused can go on after one such share.
 *
 * It costs one write a call. A process that has not seen the person lately may have another one refused by its
 * condition; one that knows them to be over the limit asks nothing.
 *
 * Where the table does not answer, the call fails (`Busy`): rows need the trail, which is in the same table, and a limit
 * that gives way under load is none.
 */
export function callRates({ doc, table }: Dynamo): CountCall {
  /** Never ahead of what is stored, which only grows. */
  const remembered = new Map<string, number>();
  const remember = (key: string, until: number) => {
    remembered.delete(key);
    remembered.set(key, until);
    const oldest = remembered.keys().next();
    if (remembered.size > REMEMBERED && !oldest.done) remembered.delete(oldest.value);
  };

  return async (person, kind, now) => {
    const Key = ratesPlace(person);
    const { share, latest, impossible } = boundsOf(RATES[kind], now);
    const move = async (
      update: Pick<UpdateCommand['input'], 'UpdateExpression' | 'ConditionExpression'>,
      values: object,
    ) => {
      const command = new UpdateCommand({
        TableName: table,
        Key,
        ...update,
        ExpressionAttributeNames: { '#kind': kind },
        ExpressionAttributeValues: { ':now': now, ...values },
        ReturnValues: 'UPDATED_NEW',
      });
      try {
        return Number((await doc.send(command)).Attributes?.[kind]);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return undefined;
      }
    };
    const begin = () =>
      move(
        {
          UpdateExpression: 'SET #kind = :then',
          ConditionExpression: 'attribute_not_exists(#kind) OR #kind <= :now OR #kind > :impossible',
        },
        { ':then': now + share, ':impossible': impossible },
      );
    const goOn = () =>
      move(
        { UpdateExpression: 'SET #kind = #kind + :share', ConditionExpression: '#kind > :now AND #kind <= :latest' },
        { ':share': share, ':latest': latest },
      );

    const key = `${Key.pk} ${kind}`;
    const known = remembered.get(key) ?? 0;
    const isBusy = known > now && known <= impossible;
    const isOver = isBusy && known > latest;
    const until = isOver ? undefined : isBusy ? await goOn() : ((await begin()) ?? (await goOn()));
    remember(key, until ?? Math.max(isBusy ? known : 0, latest + 1));
    if (until === undefined) throw tooMany(share);
  };
}

function boundsOf({ aSecond, atOnce }: Rate, now: number): { share: number; latest: number; impossible: number } {
  const share = 1_000 / aSecond;
  return {
    share,
    latest: now + (atOnce - 1) * share,
    impossible: now + atOnce * share + CLOCKS_DIFFER_MS,
  };
}

function tooMany(share: number): HmisError {
  return new HmisError('TooManyRequests', 'Too many calls in a short time. Wait a few seconds, then try again.', {
    retryAfterSeconds: Math.ceil(share / 1_000),
  });
}
