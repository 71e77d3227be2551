import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KeyService, kmsKeyService } from '../../../functions/snapshot/keys.ts';

/** Speaks KMS's protocol for two calls, and keeps keys by ciphertext and context as KMS does. */
const kept = new Map<string, Buffer>();
let broken: string | undefined;
let asked: { target: string; body: Record<string, unknown> }[] = [];
let server: Server;
let client: KMSClient;
let keys: KeyService;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const target = String(request.headers['x-amz-target']);
    asked.push({ target, body });
    const answer = answerOf(target, body);
    response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  client = new KMSClient({
    region: 'us-east-2',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  keys = kmsKeyService(client, 'alias/hmis');
});
afterAll(() => {
  client.destroy();
  server.close();
});

function answerOf(target: string, body: Record<string, unknown>): Record<string, unknown> {
  if (broken) return { __type: broken };
  const context = JSON.stringify(body.EncryptionContext);
  if (target.endsWith('.GenerateDataKey')) {
    const [plaintext, wrapped] = [randomBytes(32), randomBytes(80).toString('base64')];
    kept.set(`${wrapped} ${context}`, plaintext);
    return { Plaintext: plaintext.toString('base64'), CiphertextBlob: wrapped, KeyId: 'k' };
  }
  const plaintext = kept.get(`${body.CiphertextBlob} ${context}`);
  return plaintext ? { Plaintext: plaintext.toString('base64') } : { __type: 'InvalidCiphertextException' };
}

const context = { deployment: 'ohio', v: 'abc' };

test('a data key comes back under its own context, with the key named both ways', async () => {
  asked = [];
  const { plaintext, wrapped } = await keys.generateDataKey(context);
  expect(plaintext).toHaveLength(32);
  expect(await keys.decrypt(wrapped, context)).toEqual(plaintext);
  expect(asked.map(({ target, body }) => [target, body.KeyId, body.EncryptionContext])).toEqual([
    ['TrentService.GenerateDataKey', 'alias/hmis', context],
    ['TrentService.Decrypt', 'alias/hmis', context],
  ]);
  expect(asked[0]?.body.KeySpec).toBe('AES_256');
});

test("another version's key does not open", async () => {
  const { wrapped } = await keys.generateDataKey(context);
  await expect(keys.decrypt(wrapped, { ...context, v: 'abd' })).rejects.toMatchObject({ code: 'Internal' });
});

test.each([
  ['ThrottlingException', 'Busy'],
  ['KMSInternalException', 'Busy'],
  ['DependencyTimeoutException', 'Busy'],
  ['AccessDeniedException', 'Internal'],
  ['DisabledException', 'Internal'],
])('%s of the key service is %s', async (type, code) => {
  broken = type;
  await expect(keys.generateDataKey(context)).rejects.toMatchObject({ name: 'HmisError', code });
  broken = undefined;
});
