import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../functions/access/profiles.ts';
import { createVerifier, entra } from '../../functions/access/verify.ts';
import type { LocalDynamo } from '../../infra/local/dynamodb.ts';
import { startDynamo } from '../dynamodb.ts';
import { organizations, profileOf } from '../functions/access/people.ts';
import {
  AUDIENCE,
  CLIENT,
  claims,
  encode,
  entraWith,
  OID,
  OTHER_TENANT,
  rs256,
  rsaKey,
  TENANT,
} from '../functions/access/tokens.ts';
import { askDirectly, handlerOver } from '../functions/api/direct.ts';
import { many, randomFrom, SEED, seeded } from './seeded.ts';

const key = rsaKey('one');
const now = Math.floor(Date.now() / 1000);

let db: LocalDynamo;
let handler: ReturnType<typeof handlerOver>['handler'];
let log: ReturnType<typeof handlerOver>['log'];
beforeAll(async () => {
  db = await startDynamo();
  const { version, ...rights } = profileOf({ organizations: organizations('A') });
  await putProfile(db.db, rights, undefined);
  ({ handler, log } = handlerOver(db.db, key));
});
afterAll(() => db.close());

const statusOf = async (token: string) => (await askDirectly(handler, { path: '/v1/me', token })).status;

async function expectRefused(token: string, statuses: readonly number[] = [401]) {
  const { status, body } = await askDirectly(handler, { path: '/v1/me', token });
  expect(statuses, `token ${token.slice(0, 200)}`).toContain(status);
  expect(body).not.toContain(OID);
}

/** Signed by the right key, whatever it says. */
const signed = (header: unknown, payload: unknown) => {
  const { kid, privateKey, publicKey } = key;
  return rs256({ kid, privateKey, publicKey }, payload as object, header as object);
};

describe('a token that was forged', () => {
  const der = key.publicKey.export({ format: 'der', type: 'spki' });
  const jwk = key.publicKey.export({ format: 'jwk' });
  const secrets: readonly (readonly [string, string | Buffer])[] = [
    ['the public key as PEM', key.publicKey.export({ format: 'pem', type: 'spki' })],
    [
      'the public key as PEM without its last line end',
      String(key.publicKey.export({ format: 'pem', type: 'spki' })).trim(),
    ],
    ['the public key as PKCS#1', key.publicKey.export({ format: 'pem', type: 'pkcs1' })],
    ['the public key as DER', der],
    ['the modulus', Buffer.from(String(jwk.n), 'base64url')],
    ['the modulus as text', String(jwk.n)],
    ['the JWK', JSON.stringify(jwk)],
    ['the key id', key.kid],
    ['nothing', ''],
  ];
  const hmac = (alg: string, secret: string | Buffer) => {
    const input = `${encode({ typ: 'JWT', alg, kid: key.kid })}.${encode(claims())}`;
    return `${input}.${createHmac(alg.replace('HS', 'sha'), secret).update(input).digest('base64url')}`;
  };

  it.each(secrets)('with %s as the secret of an HMAC is refused', async (_, secret) => {
    for (const alg of ['HS256', 'HS384', 'HS512']) await expectRefused(hmac(alg, secret));
  });

  it.each([
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    'RS384',
    'RS512',
    'PS256',
    'ES256',
    'EdDSA',
    'rs256',
    'RS256 ',
    null,
    0,
    [],
    ['RS256'],
    {},
  ])('by the algorithm %j is refused, with a signature or without', async (alg) => {
    const whole = signed({ alg }, claims());
    await expectRefused(whole);
    await expectRefused(whole.replace(/[^.]*$/, ''));
    await expectRefused(whole.replace(/\.[^.]*$/, ''));
  });

  it('with another’s signature, or a header or payload exchanged, is refused', async () => {
    const [one, two] = [rs256(key, claims()), rs256(key, claims({ name: 'Someone Else' }))];
    const [head = '', body = '', signature = ''] = one.split('.');
    const [, otherBody = '', otherSignature = ''] = two.split('.');
    for (const parts of [
      [head, body, otherSignature],
      [head, otherBody, signature],
      [encode({ alg: 'RS256', kid: key.kid }), body, signature],
      [body, head, signature],
      [head, body, signature, signature],
    ]) {
      await expectRefused(parts.join('.'));
    }
  });
});

describe('a key id that leads elsewhere', () => {
  const kids: readonly unknown[] = [
    '../../etc/passwd',
    '/dev/null',
    'https://evil.example/keys',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    '__proto__',
    'constructor',
    'toString',
    "one' OR '1'='1",
    'one\u0000',
    'ONE',
    'one ',
    '',
    null,
    0,
    true,
    [],
    ['one'],
    { kid: 'one' },
    'x'.repeat(8_000),
  ];

  it.each(kids.map((kid) => [typeof kid === 'string' ? kid.slice(0, 60) : kid, kid]))(
    '%j is refused and fetches nothing',
    async (_, kid) => {
      const { options, fetched } = entraWith(() => [key]);
      const verify = createVerifier(options);
      await expect(verify(rs256({ ...key, kid: kid as string }, claims()))).rejects.toMatchObject({
        code: 'NotSignedIn',
      });
      expect(fetched.filter((uri) => uri !== entra.keysUriOf(TENANT))).toEqual([]);
    },
  );

  it.each([
    ['jku', 'https://evil.example/keys'],
    ['x5u', 'https://evil.example/cert.pem'],
    ['jwk', rsaKey('one').publicKey.export({ format: 'jwk' })],
    ['x5c', ['MIIB']],
  ])('a %s in the header brings no key with it', async (name, value) => {
    const { options, fetched } = entraWith(() => [key]);
    const own = rsaKey('one');
    await expect(createVerifier(options)(rs256(own, claims(), { [name]: value }))).rejects.toMatchObject({
      code: 'NotSignedIn',
    });
    expect(fetched).toEqual([entra.keysUriOf(TENANT)]);
  });

  it('asked for a hundred times keeps nobody with a good token out', async () => {
    const { options, fetched } = entraWith(() => [key]);
    const verify = createVerifier(options);
    await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => verify(rs256({ ...key, kid: `no-such-${n}` }, claims()))),
    );
    await expect(verify(rs256(key, claims()))).resolves.toMatchObject({ oid: OID });
    expect(fetched.length).toBeLessThan(5);
  });
});

describe('a token signed by the right key', () => {
  const strange: readonly unknown[] = [null, 0, -1, '', 'x', true, [], {}, [TENANT], { toString: 'x' }, '1e999'];
  const needed = ['ver', 'iss', 'aud', 'azp', 'tid', 'oid', 'scp', 'exp', 'nbf'] as const;

  it.each(needed)('is refused without %s, and with anything else in its place', async (claim) => {
    await expectRefused(rs256(key, claims({ [claim]: undefined })));
    for (const value of strange) {
      const numbers = claim === 'nbf' && typeof value === 'number';
      if (!numbers) await expectRefused(rs256(key, claims({ [claim]: value })), claim === 'scp' ? [401, 403] : [401]);
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ['of version 1.0', { ver: '1.0', iss: `https://sts.windows.net/${TENANT}/` }],
    ['of version 1.0 that says 2.0', { iss: `https://sts.windows.net/${TENANT}/` }],
    ['of another tenant by issuer alone', { iss: entra.issuerOf(OTHER_TENANT) }],
    ['of another tenant by tid alone', { tid: OTHER_TENANT }],
    ['of the common issuer', { iss: entra.issuerOf('common') }],
    ['of an issuer with a slash more', { iss: `${entra.issuerOf(TENANT)}/` }],
    ['of an issuer in capitals', { iss: entra.issuerOf(TENANT).toUpperCase() }],
    ['with a space behind the tenant', { tid: `${TENANT} ` }],
    ['for an audience among others', { aud: [AUDIENCE, 'other'] }],
    ['for the audience as a URI', { aud: `api://${AUDIENCE}` }],
    ['of another client', { azp: 'dddddddd-2222-4333-8444-555555555555' }],
    ['of a client by its v1 name', { azp: undefined, appid: CLIENT }],
    ['of an application alone, with roles', { scp: undefined, roles: ['Reports.Read', 'Admin'] }],
    ['that is an id token', { azp: undefined, scp: undefined, nonce: 'n', aud: CLIENT }],
    ['that ended a second ago', { exp: now - 1 }],
    ['that begins in a minute', { nbf: now + 60 }],
    ['that ends in infinity', { exp: 'Infinity' }],
    ['of a person in capitals', { oid: OID.toUpperCase() }],
    ['of a person by e-mail', { oid: 'ada@example.org' }],
    ['of a person with a key separator', { oid: `${OID}#PROFILE` }],
  ])('%s is refused', async (_, changed) => {
    await expectRefused(rs256(key, claims(changed)));
  });

  it.each([
    'reports.read',
    'Reports.ReadX',
    'Reports',
    'Reports.Read,Admin',
    'Admin',
    '.default',
    'user_impersonation',
    'Reports.Read\u0000',
  ])('with the permission %j opens nothing', async (scp) => {
    const { status, json } = await askDirectly(handler, { path: '/v1/me', token: rs256(key, claims({ scp })) });
    expect({ status, json }).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });

  it.each([null, 1, 'text', true, [], [claims()]])('whose payload is %j is refused', async (payload) => {
    await expectRefused(signed({}, payload));
  });

  it('of arbitrary claims is refused, and never a fault of the service', async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const any = fc.record(Object.fromEntries(needed.map((claim) => [claim, value])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(any, value), async (payload) => {
        await expectRefused(signed({}, payload));
      }),
      seeded(60),
    );
  });

  it('with one claim of arbitrary value is let in only as what it was', async () => {
    const good = claims();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ver', 'iss', 'aud', 'azp', 'tid', 'oid'),
        fc.jsonValue({ maxDepth: 2 }),
        async (claim, value) => {
          fc.pre(value !== good[claim]);
          await expectRefused(signed({}, { ...good, [claim]: value }));
        },
      ),
      seeded(60),
    );
  });
});

describe('a good token of which one character was changed', () => {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \u0000é';
  const good = rs256(key, claims());
  /** The last character of a signature carries four bits of nothing: another one there is the same signature. */
  const sameBytes = (token: string) => {
    const [a, b] = [token, good].map((text) =>
      text
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString('hex'))
        .join('.'),
    );
    return a === b && token.slice(0, token.lastIndexOf('.')) === good.slice(0, good.lastIndexOf('.'));
  };

  it('is let in as it is', async () => {
    expect(await statusOf(good)).toBe(200);
  });

  it('is refused, wherever and whatever', async () => {
    const random = randomFrom(SEED);
    const places = new Set([
      0,
      good.indexOf('.'),
      good.lastIndexOf('.'),
      good.length - 2,
      ...Array.from({ length: many(250) }, () => Math.floor(random() * (good.length - 1))),
    ]);
    for (const at of places) {
      const char = ALPHABET[Math.floor(random() * ALPHABET.length)] ?? 'A';
      const changed = good.slice(0, at) + char + good.slice(at + 1);
      if (!sameBytes(changed)) await expectRefused(changed);
      await expectRefused(good.slice(0, at) + good.slice(at + 1));
    }
  });

  it('is refused with something more at its beginning or its end', async () => {
    for (const more of ['A', '.', '..', '.A', '\u0000', '%00', ';', ',x', '\u200b']) {
      for (const token of [good + more, more + good]) if (!sameBytes(token)) await expectRefused(token);
    }
  });
});

describe('what is in the header beside a token', () => {
  const good = rs256(key, claims());

  it.each([
    ['no scheme', good],
    ['another scheme', `Basic ${good}`],
    ['the scheme twice', `Bearer Bearer ${good}`],
    ['two tokens', `Bearer ${good}, Bearer ${good}`],
    ['two tokens, the first of them garbage', `Bearer x,Bearer ${good}`],
    ['two tokens as one word', `Bearer ${good},${good}`],
    ['a tab', `Bearer\t${good}`],
    ['a line end', `Bearer ${good}\r\nX: y`],
    ['no token', 'Bearer '],
    ['an empty line', ''],
  ])('%s is no sign-in', async (_, authorization) => {
    const answer = await askDirectly(handler, { path: '/v1/me', headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, json: { error: { code: 'NotSignedIn' } } });
  });

  it.each([
    ['cookie', `token=${good}`],
    ['x-authorization', `Bearer ${good}`],
    ['x-amzn-oidc-data', good],
    ['x-ms-token-aad-access-token', good],
    ['proxy-authorization', `Bearer ${good}`],
  ])('a token in %s is none', async (name, value) => {
    expect((await askDirectly(handler, { path: '/v1/me', headers: { [name]: value } })).status).toBe(401);
  });

  it.each([
    '..',
    'a.b.c',
    '{}',
    'null',
    '🏠.🏠.🏠',
    `${'a'.repeat(9_000)}.b.c`,
    `a.${'b'.repeat(20_000)}.c`,
    'eyJ.eyJ.',
    '.'.repeat(10_000),
  ])('garbage (%#) is refused at once', async (garbage) => {
    const started = performance.now();
    await expectRefused(garbage);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

it('of all these tokens nothing is in the log, and no fault is', () => {
  expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  expect(JSON.stringify(log)).not.toMatch(/eyJ|etc\/passwd|evil\.example/);
});
