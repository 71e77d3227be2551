import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEGUN_WITHIN_MS, LEASE_MS, standing, TRIES } from '../../../functions/files/file-job.ts';
import { takeJob } from '../../../functions/files/job-lease.ts';
import { removeJob } from '../../../functions/files/job-store.ts';
import { sweepFiles } from '../../../functions/files/sweep-files.ts';
import { runFileJob } from '../../../functions/files/worker.ts';
import { pinnedSnapshots, unpinSnapshot } from '../../../functions/snapshot/pins.ts';
import { asId } from '../../../shared/ids.ts';
import { NAME_MARK } from '../api/community.ts';
import { currentOf, scan } from '../importer/store.ts';
import { DAY_MS, type Filing, filing, PASSWORD, unzipped } from './filing.ts';

let files: Filing;
beforeAll(async () => {
  files = await filing();
});
afterAll(() => files.store.close());

const made = async (change = {}) => {
  const ask = await files.ask(change);
  expect(await runFileJob(files.worker, ask)).toBe('ended');
  return ask;
};

describe('a validation file', () => {
  it('holds the CSVs and, last, what they are and how to check them', async () => {
    const ask = await made();
    const { state, message, rows, size, expiresAt } = await files.job(ask);
    expect({ state, message, rows, expiresAt }).toEqual({
      state: 'ready',
      message: undefined,
      rows: 38,
      expiresAt: files.store.time + 7 * DAY_MS,
    });
    const zip = await files.stored(ask);
    expect(zip?.length).toBe(size);
    const inside = await unzipped(zip ?? Buffer.of(), PASSWORD);
    expect([...inside.keys()]).toEqual(['People.csv', 'Stays.csv', 'manifest.json']);
    const people = inside.get('People.csv') ?? '';
    // A header, nine and four people by their dates, and six with a bed night in the range.
    expect(people.split('\r\n').slice(0, -1)).toHaveLength(1 + 9 + 4 + 6);
    expect(people).toContain(`${NAME_MARK}Last-P-A1-0`);
    const manifest = JSON.parse(inside.get('manifest.json') ?? '');
    expect(manifest).toMatchObject({
      kind: 'apr-validation',
      parameters: { from: '2026-01-01', to: '2026-01-28', projects: ['A1', 'A2', 'B1'] },
      askedBy: 'Mara Ellis',
      password: 'set',
      snapshot: { exportDate: '2026-01-31' },
      files: [
        { name: 'People.csv', rows: 19, sha256: createHash('sha256').update(`\ufeff${people}`).digest('hex') },
        { name: 'Stays.csv', rows: 19 },
      ],
      totals: [{ table: 'Q5a', cell: 'B1', value: 38, file: 'People.csv' }],
    });
  });

  it('has each person once, by the latest stay of all its projects', async () => {
    const inside = await unzipped((await files.stored(await made())) ?? Buffer.of(), PASSWORD);
    const ids = (inside.get('People.csv') ?? '')
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('without a password opens for everyone, and says who waived it', async () => {
    const ask = await made({ passwordWaived: true, password: undefined });
    const inside = await unzipped((await files.stored(ask)) ?? Buffer.of());
    expect(JSON.parse(inside.get('manifest.json') ?? '').password).toBe('waived by Mara Ellis');
  });

  it('is not made without one by accident', async () => {
    const ask = await files.ask({ password: undefined });
    expect(await runFileJob(files.worker, ask)).toBe('again');
    expect(await files.stored(ask)).toBeUndefined();
    expect(files.faults.splice(0)).toHaveLength(1);
    await removeJob(files.store.dynamo, ask);
    await unpinSnapshot(files.store.dynamo, { snapshot: (await currentOf(files.store)).id, by: ask.id });
  });

  it('leaves no password behind, and nothing pinned', async () => {
    const ask = await made();
    expect(await files.job(ask)).not.toHaveProperty('password');
    expect((await pinnedSnapshots(files.store.dynamo, files.store.time)).size).toBe(0);
  });

  it('is in the trail, as made for its owner', async () => {
    const ask = await made();
    const entries = (await files.trail()).filter(({ details }) => details.file === ask.id);
    expect(entries).toMatchObject([
      { what: 'fileMade', oid: files.owner.oid, rows: 38, pii: true, reason: 'dataQuality', result: 'ok' },
    ]);
  });
});

describe('a job whose owner’s rights have changed', () => {
  const REFUSED = 'Your rights have changed since you asked for it, and no longer cover it. Ask for a new one.';

  it.each([
    ['ended', { active: false }],
    ['lost the right to names', { mayShowPii: false }],
    ['lost an organization', { organizations: [asId('OA')] }],
  ] as const)('does not run where they %s, and says so', async (_, change) => {
    const ask = await files.ask();
    await files.giveRights(change as object);
    expect(await runFileJob(files.worker, ask)).toBe('ended');
    await files.giveRights({ active: true, mayShowPii: true, organizations: files.owner.organizations });
    const job = await files.job(ask);
    expect(job).toMatchObject({ state: 'failed', message: REFUSED });
    expect(job).not.toHaveProperty('password');
    expect(await files.stored(ask)).toBeUndefined();
    expect((await files.trail()).filter(({ details }) => details.file === ask.id)).toMatchObject([
      { what: 'fileMade', rows: 0, result: expect.stringMatching(/NotAllowed|NotFound/) },
    ]);
  });
});

describe('two workers', () => {
  it('at once make one file', async () => {
    const ask = await files.ask();
    const worked = await Promise.all(Array.from({ length: 4 }, () => runFileJob(files.worker, ask)));
    expect(worked.filter((each) => each === 'ended').length).toBeGreaterThan(0);
    expect((await files.job(ask)).state).toBe('ready');
    expect(files.objects(ask)).toBe(1);
    expect((await files.trail()).filter(({ details }) => details.file === ask.id)).toHaveLength(1);
  });

  it('one after the other make one file', async () => {
    const ask = await made();
    const before = await files.stored(ask);
    expect(await runFileJob(files.worker, ask)).toBe('ended');
    expect((await files.stored(ask))?.equals(before ?? Buffer.of())).toBe(true);
  });

  it('of which one was thought dead make one file, and the slow one changes nothing', async () => {
    const ask = await files.ask();
    const { rules } = files.worker;
    let overtaken = false;
    const slow = {
      ...files.worker,
      rules: {
        ...rules,
        totals: (...args: Parameters<typeof rules.totals>) => {
          overtaken = true;
          return rules.totals(...args);
        },
        csvs: rules.csvs.map((csv) => ({
          ...csv,
          *rows(...args: Parameters<typeof csv.rows>) {
            // While it is at its last file, its lease runs out.
            if (csv.name === 'Stays.csv') files.store.time += LEASE_MS + 1;
            yield* csv.rows(...args);
          },
        })),
      },
    };
    expect(await runFileJob(slow, ask)).toBe('elsewhere');
    expect(overtaken).toBe(false);
    expect(standing(await files.job(ask), files.store.time)).toBe('again');
    expect(await runFileJob(files.worker, ask)).toBe('ended');
    expect(files.objects(ask)).toBe(1);
  });
});

describe('a job that dies', () => {
  it('is tried three times, then fails and says so', async () => {
    const ask = await files.ask();
    for (let n = 0; n < TRIES; n++) {
      const held = await takeJob(files.store.dynamo, ask, () => files.store.time);
      expect(held?.job.tries).toBe(n + 1);
      held?.stop();
      files.store.time += LEASE_MS + 1;
    }
    expect(await takeJob(files.store.dynamo, ask, () => files.store.time)).toBeUndefined();
    expect(await runFileJob(files.worker, ask)).toBe('ended');
    const job = await files.job(ask);
    expect(job.state).toBe('failed');
    expect(job.message).toContain('interrupted several times');
    expect(job).not.toHaveProperty('password');
  });

  it('of a fault is tried again, three times at most', async () => {
    const ask = await files.ask();
    const broken = {
      ...files.worker,
      rules: {
        ...files.worker.rules,
        totals: () => {
          throw new Error(`${NAME_MARK} is wrong`);
        },
      },
    };
    expect([await runFileJob(broken, ask), await runFileJob(broken, ask), await runFileJob(broken, ask)]).toEqual([
      'again',
      'again',
      'ended',
    ]);
    expect(files.faults.splice(0)).toHaveLength(3);
    const { state, message } = await files.job(ask);
    expect(state).toBe('failed');
    expect(message).not.toContain(NAME_MARK);
    expect(await files.stored(ask)).toBeUndefined();
  });

  it('before anyone began it fails after a day', async () => {
    const ask = await files.ask();
    files.store.time += BEGUN_WITHIN_MS + 1;
    expect(await runFileJob(files.worker, ask)).toBe('ended');
    const job = await files.job(ask);
    expect({ state: job.state, message: job.message }).toEqual({
      state: 'failed',
      message: 'It could not be begun within a day. Ask for it again.',
    });
    expect(job).not.toHaveProperty('password');
  });
});

describe('a file', () => {
  it('that was deleted while it was made is not there afterwards', async () => {
    const ask = await files.ask();
    const { rules } = files.worker;
    let gone: Promise<void> | undefined;
    const worker = {
      ...files.worker,
      rules: {
        ...rules,
        totals: (...args: Parameters<typeof rules.totals>) => {
          gone = removeJob(files.store.dynamo, ask);
          return rules.totals(...args);
        },
      },
    };
    expect(await runFileJob(worker, ask)).toBe('ended');
    await gone;
    expect(await files.stored(ask)).toBeUndefined();
  });

  it.each([
    ['a millisecond before its day is over', 'ready', 7 * DAY_MS - 1, true],
    ['when its day is over', 'expired', 7 * DAY_MS, false],
  ] as const)('%s is %s', async (_, stands, after, isThere) => {
    const ask = await made();
    files.store.time += after;
    expect(standing(await files.job(ask), files.store.time)).toBe(stands);
    await sweepFiles(files.worker);
    expect((await files.stored(ask)) !== undefined).toBe(isThere);
  });

  it('leaves the list thirty days after it was gone', async () => {
    const ask = await made();
    files.store.time += 37 * DAY_MS;
    await sweepFiles(files.worker);
    expect((await files.job(ask)).state).toBe('ready');
    files.store.time += 1;
    await sweepFiles(files.worker);
    const left = (await scan(files.store.dynamo)).filter(({ Item }) => JSON.stringify(Item).includes(ask.id));
    // Of what is in the trail alone.
    expect(left.map(({ Item }) => String(Item.pk).split('#')[0])).toEqual(['AUDIT']);
  });
});
