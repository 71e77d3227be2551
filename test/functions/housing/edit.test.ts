import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opened, valuesOf } from '../../../functions/housing/edit.ts';
import { trackerKeys } from '../../../functions/housing/seal.ts';
import { readHistory, readTracker } from '../../../functions/housing/store.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import type { KeyService } from '../../../functions/snapshot/keys.ts';
import { startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import { asId, type EnrollmentId } from '../../../shared/ids.ts';
import { TRACKER_DATES } from '../../../shared/tracker.ts';
import { scan } from '../importer/store.ts';
import { dyingAt, edit, editorOf } from './edits.ts';

let dynamo: Dynamo;
let keys: KeyService;
let folder: string;
let close: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-housing-'));
  keys = await masterKeyService(join(folder, 'names.key'));
  const started = await startDynamoDb({});
  dynamo = started.db;
  close = started.close;
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

const trackerOf = (id: string, from = dynamo) => readTracker(from, asId<EnrollmentId>(id));

/** All ten fields of the current version, as the door with names reads them. */
async function valuesNow(id: string) {
  const tracker = await trackerOf(id);
  return tracker && valuesOf(await opened({ keys: trackerKeys({ dynamo, keys, deployment: 'test' }) }, tracker.state));
}

const VERIFIED = { EligibilityVerifiedDate: '2026-01-05' };
const APPLIED = { DateAppliedForUnit: '2026-01-15' };

describe('an edit', () => {
  it('of a tracker that is not there makes version 1; each further one the next', async () => {
    const editor = editorOf(dynamo, undefined);
    expect(await edit(editor, 'E1', 0, VERIFIED)).toMatchObject({ result: 'save' });
    expect(await edit(editor, 'E1', 1, APPLIED)).toMatchObject({ result: 'save' });
    const tracker = await trackerOf('E1');
    expect(tracker?.state).toMatchObject({ version: 2, open: { ...VERIFIED, ...APPLIED }, by: { name: 'Mara Ellis' } });
    if (!tracker) throw new Error('There is none.');
    expect((await readHistory(dynamo, tracker)).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('that changes nothing is no version', async () => {
    expect(await edit(editorOf(dynamo, undefined), 'E1', 2, APPLIED)).toMatchObject({ result: 'unchanged' });
    expect((await trackerOf('E1'))?.state.version).toBe(2);
  });

  it('from an older version is refused with both versions', async () => {
    const plan = await edit(editorOf(dynamo, undefined, 'Dev Okafor'), 'E1', 1, { NeedsADAUnit: 'Yes' });
    expect(plan).toMatchObject({
      result: 'stale',
      base: { state: { version: 1, open: { DateAppliedForUnit: null } } },
      current: { state: { version: 2, open: APPLIED } },
    });
  });

  it('sent a second time by the same person is the same version; by another it is stale', async () => {
    expect(await edit(editorOf(dynamo, undefined), 'E1', 1, APPLIED)).toMatchObject({
      result: 'saved',
      current: { state: { version: 2 } },
    });
    expect(await edit(editorOf(dynamo, undefined, 'Dev Okafor'), 'E1', 1, APPLIED)).toMatchObject({ result: 'stale' });
    expect((await trackerOf('E1'))?.state.version).toBe(2);
  });

  it('from a version that never was is refused', async () => {
    expect(await edit(editorOf(dynamo, undefined), 'E1', 7, VERIFIED)).toMatchObject({
      result: 'refused',
      field: 'version',
    });
  });

  it('tells the trail what was and is, of sealed fields only whether they are filled', async () => {
    const plan = await edit(editorOf(dynamo, keys), 'E2', 0, { ...VERIFIED, Notes: 'Zqxvwk secret' });
    expect(plan).toMatchObject({
      fields: {
        EligibilityVerifiedDate: { before: null, after: '2026-01-05' },
        Notes: { before: null, after: 'filled' },
      },
    });
  });
});

describe('sealed fields', () => {
  const SECRETS = {
    PropertyName: 'Zqxvwkproperty',
    RegisteredSexOffender: 'Yes',
    RelevantCriminalHistory: 'No',
    BarrierNotes: 'Zqxvwkbarrier',
    Notes: 'Zqxvwknotes',
  };

  it('stand in no item in clear, the log included, and open again', async () => {
    const editor = editorOf(dynamo, keys);
    await edit(editor, 'E3', 0, { ...VERIFIED, ...APPLIED, ...SECRETS });
    await edit(editor, 'E3', 1, { Notes: 'Zqxvwkother' });
    const stored = (await scan(dynamo)).map(({ Item }) =>
      JSON.stringify(Item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)),
    );
    const own = stored.filter((item) => item.includes('"E3"'));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter((item) => /Zqxvwk|RegisteredSexOffender|RelevantCriminalHistory/.test(item))).toEqual([]);
    expect(await valuesNow('E3')).toMatchObject({ ...SECRETS, Notes: 'Zqxvwkother' });
  });

  it('are carried on unread by an edit that has no key', async () => {
    const hidden = editorOf(dynamo, undefined);
    const plan = await edit(hidden, 'E3', 2, { NeedsADAUnit: 'No' });
    expect(plan).toMatchObject({ result: 'save', next: { sealed: null } });
    expect(await valuesNow('E3')).toMatchObject({ ...SECRETS, Notes: 'Zqxvwkother', NeedsADAUnit: 'No' });
  });

  it('play their part in the rules without a key: the application of a property cannot be cleared', async () => {
    const hidden = editorOf(dynamo, undefined);
    expect(await edit(hidden, 'E3', 3, { DateAppliedForUnit: null })).toMatchObject({
      result: 'refused',
      field: 'DateAppliedForUnit',
    });
  });

  it('of one tracker do not open as those of another', async () => {
    const [one, other] = [await trackerOf('E3'), await trackerOf('E2')];
    const opener = { keys: trackerKeys({ dynamo, keys, deployment: 'test' }) };
    if (!one?.state.sealed || !other?.state.sealed) throw new Error('Nothing is sealed.');
    const swapped = { ...other.state, sealed: { ...other.state.sealed, data: one.state.sealed.data } };
    await expect(opened(opener, swapped)).rejects.toThrow();
  });
});

describe('an edit that dies at any of its writes', () => {
  it.each([0, 1])(
    'leaves version %i or the next whole, and the same edit afterwards is stored once',
    async (version) => {
      for (let n = 1; ; n++) {
        const id = `K${version}-${n}`;
        if (version === 1) await edit(editorOf(dynamo, keys), id, 0, { Notes: 'first' });
        const before = await valuesNow(id);
        const dying = dyingAt(dynamo, n);
        await edit(editorOf(dying.dynamo, keys), id, version, { ...VERIFIED, Notes: 'second' }).catch(() => undefined);
        if (dying.writes() < n) break;
        expect([before, { ...before, ...VERIFIED, Notes: 'second' }], `killed at ${n}`).toContainEqual(
          await valuesNow(id),
        );

        const again = await edit(editorOf(dynamo, keys), id, version, { ...VERIFIED, Notes: 'second' });
        expect(['save', 'saved'], `after a kill at ${n}`).toContain(again.result);
        expect((await trackerOf(id))?.state.version).toBe(version + 1);
        expect(await valuesNow(id)).toMatchObject({ ...VERIFIED, Notes: 'second' });
        expect(n).toBeLessThan(10);
      }
    },
  );

  it('is finished by another’s edit, which is told of it', async () => {
    await edit(editorOf(dynamo, undefined), 'K9', 0, VERIFIED);
    const dying = dyingAt(dynamo, 3);
    await edit(editorOf(dying.dynamo, undefined), 'K9', 1, APPLIED).catch(() => undefined);
    expect((await trackerOf('K9'))?.state.version).toBe(1);
    const plan = await edit(editorOf(dynamo, undefined, 'Dev Okafor'), 'K9', 1, { NeedsADAUnit: 'Yes' });
    expect(plan).toMatchObject({ result: 'stale', current: { state: { version: 2, open: APPLIED } } });
  });
});

describe('two people at one tracker', () => {
  it('at the same moment: one version, and the other sees both', async () => {
    for (let round = 0; round < 10; round++) {
      const id = `R${round}`;
      const plans = await Promise.all(
        ['Mara Ellis', 'Dev Okafor', 'Ada Park'].map((name, n) =>
          edit(editorOf(dynamo, undefined, name), id, 0, { EligibilityVerifiedDate: `2026-01-0${n + 1}` }),
        ),
      );
      const results = plans.map(({ result }) => result).sort();
      expect(results).toEqual(['save', 'stale', 'stale']);
      expect((await trackerOf(id))?.state.version).toBe(1);
    }
  });
});

it('whatever edits come in whatever order, the dates stand in order and every version is kept', async () => {
  const day = fc.option(
    fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`),
    { nil: null },
  );
  const changes = fc.record(Object.fromEntries(TRACKER_DATES.map((field) => [field, day])), { requiredKeys: [] });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 6 }), async (edits) => {
      const id = `F${run++}`;
      let saved = 0;
      for (const each of edits) {
        const { result } = await edit(editorOf(dynamo, undefined), id, saved, each);
        if (result === 'save') saved++;
      }
      const tracker = await trackerOf(id);
      expect(tracker?.state.version ?? 0).toBe(saved);
      const history = tracker ? await readHistory(dynamo, tracker) : [];
      expect(history).toHaveLength(saved);
      for (const { open } of history) {
        const dates = TRACKER_DATES.map((field) => open[field]);
        const filled = dates.filter((date) => date !== null);
        expect(dates.slice(0, filled.length)).toEqual(filled);
        expect(filled.toSorted()).toEqual(filled);
      }
    }),
    { numRuns: 30 },
  );
});
