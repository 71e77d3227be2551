import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN_HEADER } from '../../functions/access/origin.ts';
import { BUNDLES, type Built, type Bundle, bundle } from '../../infra/bundles.ts';
import { reportIds } from '../../infra/report-ids.ts';
import { scriptedAws } from '../functions/access/scripted-aws.ts';

type Name = Bundle['name'];

const SECRET = 'the secret of the distribution';

const built = new Map<Name, Built>();
let folder = '';
let aws: Awaited<ReturnType<typeof scriptedAws>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-build-'));
  aws = await scriptedAws(SECRET);
  for (const each of BUNDLES) built.set(each.name, await bundle(each, folder));
});
afterAll(async () => {
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

const inputsOf = (name: Name) => built.get(name)?.inputs ?? [];

describe.each(BUNDLES)('the bundle of $name', ({ name, limit }) => {
  test('weighs no more than its limit', () => {
    expect(built.get(name)?.bytes).toBeGreaterThan(100_000);
    expect(built.get(name)?.bytes).toBeLessThanOrEqual(limit);
  });

  test('has nothing in it of the add-in, of this machine or of the tests', () => {
    expect(
      inputsOf(name).filter((file) => /^(addin|infra|test)\/|node_modules\/(dynalite|aws-cdk)/.test(file)),
    ).toEqual([]);
  });
});

test.each(BUNDLES)('$name takes its credentials from its environment, and can look for none elsewhere', ({ name }) => {
  expect(inputsOf(name)).toContain('functions/api/lambda/credentials.ts');
  expect(inputsOf(name).filter((file) => /credential-provider-(?!env\/)|nested-clients/.test(file))).toEqual([]);
});

test.each<Name>(['api', 'pii'])('every report there is, is in the bundle of %s, contract and rows', (name) => {
  expect(reportIds().length).toBeGreaterThan(0);
  for (const id of reportIds()) {
    expect(inputsOf(name)).toEqual(expect.arrayContaining([`shared/reports/${id}.ts`, `functions/reports/${id}.ts`]));
  }
});

describe('a bundle alone in a folder', () => {
  const settings = {
    AWS_REGION: 'us-east-2',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    HMIS_DEPLOYMENT: 'example',
    HMIS_TABLE: 'data',
    HMIS_KEYS_TABLE: 'keys',
    HMIS_UPLOADS_BUCKET: 'uploads',
    HMIS_UPLOADS_KEY_ID: 'data-key',
  };
  const answering = {
    ...settings,
    HMIS_TIME_ZONE: 'America/Chicago',
    HMIS_TENANTS: '11111111-1111-4111-8111-111111111111',
    HMIS_AUDIENCE: '22222222-2222-4222-8222-222222222222',
    HMIS_CLIENT_IDS: '33333333-3333-4333-8333-333333333333',
    HMIS_REPORTS: reportIds().join(','),
    HMIS_FILES_BUCKET: 'files',
    HMIS_FILES_KEY_ID: 'files-key',
    HMIS_PASSWORDS_KEY_ID: 'passwords-key',
    HMIS_FILES_QUEUE: 'https://sqs.us-east-1.amazonaws.com/111122223333/files',
    HMIS_ORIGIN_SECRET_ID: 'origin-secret',
  };
  const pii = { ...answering, HMIS_NAMES_KEY_ID: 'names-key' };

  test.each<[Name, NodeJS.ProcessEnv, string, string]>([
    ['api', answering, 'GET', '/v1/me'],
    ['api', answering, 'POST', '/v1/reports/active-clients/plan'],
    ['api', answering, 'GET', '/v1/files'],
    ['pii', pii, 'POST', '/v1/pii/reports/active-clients/plan'],
  ])('%s answers, and turns away who brings no token', async (name, env, method, path) => {
    expect(await call(name, env, method, path)).toMatchObject({ statusCode: 401 });
  });

  test('api turns away who comes around the distribution', async () => {
    expect(await call('api', answering, 'GET', '/v1/me', {})).toMatchObject({ statusCode: 403 });
  });

  test.each<[Name, NodeJS.ProcessEnv, string]>([
    ['api', answering, '/v1/pii/reports/active-clients/plan'],
    ['pii', pii, '/v1/reports/active-clients/plan'],
  ])("%s does not know the other's routes", async (name, env, path) => {
    expect(await call(name, env, 'POST', path)).toMatchObject({ statusCode: 404 });
  });

  test('the importer starts with a secret that it asks of KMS', async () => {
    const asked: unknown[] = [];
    const kms = createServer(async (request, response) => {
      asked.push(JSON.parse(await text(request)));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Mac: Buffer.alloc(32, 7).toString('base64') }));
    });
    kms.listen(0, '127.0.0.1');
    await once(kms, 'listening');
    const env = {
      ...settings,
      HMIS_NAMES_KEY_ID: 'names-key',
      HMIS_VERSION_MAC_KEY_ID: 'mac-key',
      HMIS_SHARDS_MACHINE: 'arn:aws:states:us-east-1:123456789012:stateMachine:large',
      AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${(kms.address() as AddressInfo).port}`,
    };
    const uninvited = { detail: { object: { key: 'elsewhere/file.zip' } } };
    expect(await run('importer', env, uninvited)).toEqual({ code: 0, answer: '', errors: '' });
    expect(asked).toEqual([expect.objectContaining({ KeyId: 'mac-key', MacAlgorithm: 'HMAC_SHA_256' })]);
    kms.close();
  });

  test('one that lacks a setting does not start, and says which', async () => {
    const { HMIS_TABLE: _, ...lacking } = answering;
    const { code, errors } = await run('api', lacking, {});
    expect(code).not.toBe(0);
    expect(errors).toContain('HMIS_TABLE');
  });
});

async function call(
  name: Name,
  env: NodeJS.ProcessEnv,
  method: string,
  path: string,
  headers: Record<string, string> = { [ORIGIN_HEADER]: SECRET },
): Promise<unknown> {
  const event = {
    version: '2.0',
    routeKey: 'ANY /v1/{proxy+}',
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: '1',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
    ...(method === 'POST' ? { body: '{"params":{}}' } : {}),
  };
  const { answer, errors } = await run(name, { ...env, AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.endpoint }, event);
  if (answer === '') throw new Error(errors);
  return JSON.parse(answer);
}

/** Calls a bundle's handler as Lambda does, in a process that sees nothing of this repository. */
async function run(name: Name, env: NodeJS.ProcessEnv, event: unknown) {
  const program = `
    const { handler } = await import(process.argv[1]).catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
    const answer = await handler(JSON.parse(process.argv[2]), { awsRequestId: '1', getRemainingTimeInMillis: () => 30000 });
    await new Promise((done) => process.stdout.write(answer ? '\\nANSWER ' + JSON.stringify(answer) : '', done));
    process.exit(0);`;
  const file = join(folder, name, 'index.mjs');
  const args = ['--input-type=module', '-e', program, file, JSON.stringify(event)];
  const child = spawn(process.execPath, args, { cwd: folder, env });
  const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, answer: out.split('ANSWER ')[1] ?? '', errors };
}
