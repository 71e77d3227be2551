import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listProfiles } from '../../../../functions/access/profiles.ts';
import { runCommandLine } from '../../../../infra/local/cli/command-line.ts';
import type { LocalDynamo } from '../../../../infra/local/dynamodb.ts';
import { startDynamo } from '../../../dynamodb.ts';
import { oidOf } from '../../../functions/access/people.ts';
import { TENANT } from '../../../functions/access/tokens.ts';
import { restore } from '../../../functions/importer/store.ts';
import { kept } from './terminal.ts';

let db: LocalDynamo;
beforeAll(async () => {
  db = await startDynamo();
});
afterAll(() => db.close());
/** As the AWS tools leave them: the SDK finds them by itself. */
beforeEach(async () => {
  await restore(db.db, []);
  vi.stubEnv('AWS_ACCESS_KEY_ID', db.connection.credentials?.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', db.connection.credentials?.secretAccessKey);
});
afterEach(() => vi.unstubAllEnvs());

const PERSON = ['--tid', TENANT, '--oid', oidOf(1), '--name', 'Ada Park'];

async function bootstrap(...args: string[]) {
  const [out, err] = [kept(), kept()];
  const code = await runCommandLine(['users', 'bootstrap', ...args], {
    out: out.stream,
    err: err.stream,
    env: { DYNAMODB_ENDPOINT: db.connection.endpoint },
    signal: new AbortController().signal,
  });
  return { code, out: out.text(), err: err.text() };
}
const table = () => ['--table', db.db.table, '--region', 'us-east-2'];

describe('users bootstrap', () => {
  it('makes the first administrator with the AWS credentials at hand, and says what comes next', async () => {
    const { code, out } = await bootstrap(...table(), ...PERSON);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Ada Park is the administrator of hmis. Add a second one soon: hmis users set --role admin …\n',
    });
    expect(await listProfiles(db.db)).toMatchObject([{ name: 'Ada Park', role: 'admin', active: true }]);
  });

  it('refuses a second one in one sentence', async () => {
    await bootstrap(...table(), ...PERSON);
    const { code, err } = await bootstrap(...table(), '--tid', TENANT, '--oid', oidOf(2), '--name', 'Ben Ortiz');
    expect(code).toBe(1);
    expect(err).toMatch(/^There is an administrator already, Ada Park: nothing was changed\./);
    expect(await listProfiles(db.db)).toHaveLength(1);
  });

  it('says that there is no such table', async () => {
    const { code, err } = await bootstrap('--table', 'none', '--region', 'us-east-2', ...PERSON);
    expect({ code, err }).toEqual({ code: 1, err: 'There is no table none in us-east-2.\n' });
  });

  it.each([
    [['--region', 'us-east-2', ...PERSON], '--table is missing.'],
    [['--table', 'hmis', ...PERSON], '--region is missing.'],
    [['--table', 'hmis', '--region', 'us-east-2', '--tid', TENANT], '--oid is missing.'],
    [
      ['--table', 'hmis', '--region', 'us-east-2', ...PERSON, '--url', 'https://hmis.example.org'],
      'bootstrap works on the table, not on a service: leave --url and --as out.',
    ],
  ])('%j is wrong usage: %s', async (args, sentence) => {
    const { code, err } = await bootstrap(...args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('takes ids as Entra shows them', async () => {
    const { code, err } = await bootstrap(...table(), '--tid', TENANT, '--oid', 'ada@agency.example', '--name', 'Ada');
    expect(code).toBe(1);
    expect(err).toContain('oid: must be an id as Entra shows it, in lower case.');
  });
});
