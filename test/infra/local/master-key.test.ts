import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { masterKeyService } from '../../../infra/local/master-key.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-key-'));
  file = join(folder, 'data', 'master-key');
});
afterEach(() => rm(folder, { recursive: true }));

const context = { deployment: 'local', v: 'abc' };

describe('a data key', () => {
  test('comes back under its own context, after a restart too', async () => {
    const { plaintext, wrapped } = await (await masterKeyService(file)).generateDataKey(context);
    expect(plaintext).toHaveLength(32);
    expect(await (await masterKeyService(file)).decrypt(wrapped, context)).toEqual(plaintext);
  });

  test('never holds its plaintext where it is stored', async () => {
    const { plaintext, wrapped } = await (await masterKeyService(file)).generateDataKey(context);
    expect(Buffer.from(wrapped).includes(Buffer.from(plaintext))).toBe(false);
  });

  test.each([
    ['of another version', { deployment: 'local', v: 'abd' }],
    ['of another deployment', { deployment: 'ohio', v: 'abc' }],
    ['with its context shifted', { deployment: 'loca', v: 'labc' }],
  ])('%s does not open', async (_, other) => {
    const keys = await masterKeyService(file);
    const { wrapped } = await keys.generateDataKey(context);
    await expect(keys.decrypt(wrapped, other)).rejects.toMatchObject({ name: 'HmisError', code: 'Internal' });
  });

  test('with any byte changed, cut short or empty does not open', async () => {
    const keys = await masterKeyService(file);
    const { wrapped } = await keys.generateDataKey(context);
    for (let i = 0; i < wrapped.length; i += 1) {
      const damaged = Uint8Array.from(wrapped, (byte, at) => (at === i ? byte ^ 1 : byte));
      await expect(keys.decrypt(damaged, context)).rejects.toMatchObject({ code: 'Internal' });
    }
    await expect(keys.decrypt(wrapped.subarray(0, -1), context)).rejects.toMatchObject({ code: 'Internal' });
    await expect(keys.decrypt(new Uint8Array(), context)).rejects.toMatchObject({ code: 'Internal' });
  });
});

describe('the master key', () => {
  test('is made at the first start for its owner alone, and nothing else is left behind', async () => {
    await masterKeyService(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file)).toHaveLength(32);
    expect(await readdir(join(folder, 'data'))).toEqual(['master-key']);
  });

  test('is the same for starts at the same moment', async () => {
    const services = await Promise.all([1, 2, 3, 4, 5].map(() => masterKeyService(file)));
    const { plaintext, wrapped } = await (services[0] ?? expect.fail()).generateDataKey(context);
    for (const keys of services) expect(await keys.decrypt(wrapped, context)).toEqual(plaintext);
  });

  test.each([0o640, 0o604, 0o644, 0o660])('is refused when its mode is %o', async (mode) => {
    await masterKeyService(file);
    await chmod(file, mode);
    await expect(masterKeyService(file)).rejects.toThrow('chmod 600');
  });

  test('is refused, and left as it is, when it has another length', async () => {
    await masterKeyService(file);
    await writeFile(file, 'short');
    await expect(masterKeyService(file)).rejects.toThrow('not a key');
    expect(await readFile(file, 'utf8')).toBe('short');
  });

  test('is refused when it is a link', async () => {
    await masterKeyService(file);
    await symlink(file, join(folder, 'link'));
    await expect(masterKeyService(join(folder, 'link'))).rejects.toThrow('not a file');
  });
});
