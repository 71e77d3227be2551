import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../../addin/service/client.ts';
import { loadSession, samePerson } from '../../../../addin/taskpane/state/session.ts';
import { type Answer, refusal, startScripted } from '../../service/scripted-service.ts';
import { CATALOG, ME } from '../catalog.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const FINE: Readonly<Record<string, Answer>> = {
  '/v1/me': { json: ME },
  '/v1/catalog': { json: CATALOG },
  '/v1/reports': { json: { reports: [] } },
};

async function sessionWhere(answers: Readonly<Record<string, Answer>>) {
  const service = await startScripted(({ path }) => answers[path] ?? FINE[path] ?? { status: 404 });
  closing.push(service.close);
  return loadSession(createClient({ url: service.url, tokens: { token: async () => 't' } }));
}

describe('a sign-in', () => {
  it('leads to the choices', async () => {
    expect(await sessionWhere({})).toMatchObject({ phase: 'ready', facts: { me: ME, catalog: CATALOG } });
  });

  it.each([
    ['has run out', { '/v1/me': refusal(401, 'NotSignedIn', 'Sign in.') }, { phase: 'signedOut', why: 'ranOut' }],
    ['has no rights', { '/v1/me': refusal(403, 'NotAllowed', 'No rights.') }, { phase: 'noRights' }],
    ['finds no data', { '/v1/catalog': refusal(409, 'NoSnapshot', 'None.') }, { phase: 'noData', me: ME }],
    [
      'meets a fault',
      { '/v1/reports': refusal(500, 'Internal', 'Failed.') },
      { phase: 'failed', trouble: { code: 'Internal' }, unreachable: false },
    ],
  ])('that %s leads there', async (_, answers, expected) => {
    expect(await sessionWhere(answers)).toMatchObject(expected);
  });

  it('of another person is told from the same one’s', () => {
    expect(samePerson(ME, { ...ME, name: 'Another name' })).toBe(true);
    expect(samePerson(ME, { ...ME, oid: 'other' })).toBe(false);
    expect(samePerson(undefined, ME)).toBe(false);
  });
});
