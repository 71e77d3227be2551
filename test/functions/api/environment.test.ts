import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fileWorkerFromEnvironment,
  importerFromEnvironment,
  piiServiceFromEnvironment,
  serviceFromEnvironment,
} from '../../../functions/api/environment.ts';

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  HMIS_TABLE: 'hmis',
  HMIS_UPLOADS_BUCKET: 'uploads',
  HMIS_UPLOADS_KEY_ID: 'uploads-key',
  HMIS_DEPLOYMENT: 'test',
  HMIS_TIME_ZONE: 'America/Chicago',
  HMIS_TENANTS: '11111111-2222-4333-8444-555555555555, 99999999-2222-4333-8444-555555555555',
  HMIS_AUDIENCE: 'aaaaaaaa-2222-4333-8444-555555555555',
  HMIS_CLIENT_IDS: 'bbbbbbbb-2222-4333-8444-555555555555',
  HMIS_REPORTS: 'active-clients,other-report',
  HMIS_FILES_BUCKET: 'files',
  HMIS_FILES_KEY_ID: 'files-key',
  HMIS_FILES_QUEUE: 'https://sqs.us-east-1.amazonaws.com/111122223333/files',
  HMIS_PASSWORDS_KEY_ID: 'passwords-key',
  HMIS_ORIGIN_SECRET_ID: 'origin-secret',
} as const;

beforeEach(() => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  vi.stubEnv('HMIS_KEYS_TABLE', 'hmis-keys');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a function', () => {
  it('is made from its environment', () => {
    const { dynamo, reportIds, deployment, timeZone, uploads } = serviceFromEnvironment();
    // It has no right to the keys, and is not told where they are.
    expect(dynamo).toMatchObject({ table: 'hmis', keysTable: 'none' });
    expect({ reportIds, deployment, timeZone }).toEqual({
      reportIds: ['active-clients', 'other-report'],
      deployment: 'test',
      timeZone: 'America/Chicago',
    });
    expect(uploads).toMatchObject({ bucket: 'uploads', keyId: 'uploads-key' });
  });

  it.each(Object.keys(ENVIRONMENT))('without %s fails at its start, and says what it lacks', (name) => {
    vi.stubEnv(name, '');
    expect(() => serviceFromEnvironment()).toThrow(`The environment lacks ${name}.`);
  });

  it('with a tenant that is no id fails at its start', () => {
    vi.stubEnv('HMIS_TENANTS', 'contoso.example');
    expect(() => serviceFromEnvironment()).toThrow('A tenant must be named by its id');
  });

  it('of the routes without names has no key service, whatever its environment says', () => {
    vi.stubEnv('HMIS_NAMES_KEY_ID', 'names-key');
    expect(serviceFromEnvironment().keys).toBeUndefined();
  });

  it('of the routes with names has one, and is not made without its key', () => {
    expect(() => piiServiceFromEnvironment()).toThrow('The environment lacks HMIS_NAMES_KEY_ID.');
    vi.stubEnv('HMIS_NAMES_KEY_ID', 'names-key');
    expect(piiServiceFromEnvironment()).toMatchObject({ keys: expect.anything(), dynamo: { keysTable: 'hmis-keys' } });
    vi.stubEnv('HMIS_KEYS_TABLE', '');
    expect(() => piiServiceFromEnvironment()).toThrow('The environment lacks HMIS_KEYS_TABLE.');
  });

  it('that imports is not made without the keys of names and of versions, and what does large imports', async () => {
    await expect(importerFromEnvironment()).rejects.toThrow(
      'The environment lacks HMIS_NAMES_KEY_ID, HMIS_VERSION_MAC_KEY_ID, HMIS_SHARDS_MACHINE.',
    );
  });

  it('that makes files is not made without the key of names and how long files last', () => {
    const make = () => fileWorkerFromEnvironment(() => undefined);
    expect(make).toThrow('The environment lacks HMIS_NAMES_KEY_ID, HMIS_FILES_DAYS.');
    vi.stubEnv('HMIS_NAMES_KEY_ID', 'names-key');
    vi.stubEnv('HMIS_FILES_DAYS', '7');
    expect(make()).toMatchObject({ filesLastMs: 604_800_000, store: { bucket: 'files', keyId: 'files-key' } });
  });

  it('of the routes with names does not answer for files', () => {
    vi.stubEnv('HMIS_NAMES_KEY_ID', 'names-key');
    expect(piiServiceFromEnvironment().files).toBeUndefined();
    expect(serviceFromEnvironment().files).toBeDefined();
  });
});
