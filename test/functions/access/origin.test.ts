import { describe, expect, test } from 'vitest';
import { originCheck } from '../../../functions/access/origin.ts';
import { HmisError } from '../../../shared/errors.ts';

const OLD = 'the secret of today';
const NEXT = 'the secret of tomorrow';
const SECOND = 1_000;

/** A check over secrets that change, at a time that is set. */
function checked(secrets: readonly string[]) {
  const store = { secrets, asked: 0, down: false, at: 0 };
  const check = originCheck(
    async () => {
      store.asked += 1;
      if (store.down) throw new HmisError('Busy', 'Try again.');
      return store.secrets;
    },
    () => store.at,
  );
  return { store, check };
}

describe('a call', () => {
  test.each([
    ['with the secret', OLD, true],
    ['with another', 'a guess', false],
    ['with a part of it', OLD.slice(0, -1), false],
    ['with more than it', `${OLD} `, false],
    ['with an empty one', '', false],
    ['without one', undefined, false],
  ])('%s passes: %3$s', async (_, sent, passes) => {
    expect(await checked([OLD]).check(sent)).toBe(passes);
  });

  test('without one asks nothing of the store of secrets', async () => {
    const { check, store } = checked([OLD]);
    await check(undefined);
    expect(store.asked).toBe(0);
  });
});

describe('while the secret is turned', () => {
  test('both pass', async () => {
    const { check } = checked([OLD, NEXT]);
    expect([await check(OLD), await check(NEXT)]).toEqual([true, true]);
  });

  test('one that was made since is asked for, and passes', async () => {
    const { check, store } = checked([OLD]);
    await check(OLD);
    store.secrets = [OLD, NEXT];
    store.at = 11 * SECOND;
    expect(await check(NEXT)).toBe(true);
  });

  test('the old one ends when five minutes are over since it was asked for', async () => {
    const { check, store } = checked([OLD, NEXT]);
    await check(OLD);
    store.secrets = [NEXT];
    store.at = 300 * SECOND - 1;
    expect(await check(OLD)).toBe(true);
    store.at = 300 * SECOND;
    expect(await check(OLD)).toBe(false);
  });

  test('strangers make the store be asked once in ten seconds, not at every call', async () => {
    const { check, store } = checked([OLD]);
    for (store.at = 0; store.at < 30 * SECOND; store.at += SECOND) expect(await check('a guess')).toBe(false);
    expect(store.asked).toBe(3);
  });
});

describe('where the store of secrets does not answer', () => {
  test('what was known counts on', async () => {
    const { check, store } = checked([OLD]);
    await check(OLD);
    store.down = true;
    store.at = 3_600 * SECOND;
    expect([await check(OLD), await check('a guess')]).toEqual([true, false]);
  });

  test('and nothing was known, nobody passes', async () => {
    const { check, store } = checked([OLD]);
    store.down = true;
    await expect(check(OLD)).rejects.toMatchObject({ code: 'Busy' });
  });
});
