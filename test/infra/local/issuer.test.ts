import { beforeAll, describe, expect, test } from 'vitest';
import { parseProfile } from '../../../functions/access/profiles.ts';
import { createVerifier } from '../../../functions/access/verify.ts';
import { type LocalIssuer, localProfiles, startIssuer } from '../../../infra/local/issuer.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import { asId, type OrganizationId } from '../../../shared/ids.ts';
import { TOKEN_SCOPES } from '../../../shared/roles.ts';

let issuer: LocalIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});

describe('a token of the local issuer', () => {
  test.each(Object.values(LOCAL_PEOPLE))('$role is known by it', async ({ tid, oid, name }) => {
    const token = issuer.token({ secret: issuer.secret, oid, scopes: TOKEN_SCOPES });
    expect(await createVerifier(issuer.verifier)(token)).toEqual({ tid, oid, name, scopes: new Set(TOKEN_SCOPES) });
  });

  test('carries the scopes that were asked for and no others', async () => {
    const { oid } = LOCAL_PEOPLE.dqo;
    const token = issuer.token({ secret: issuer.secret, oid, scopes: ['Reports.Read'] });
    expect((await createVerifier(issuer.verifier)(token)).scopes).toEqual(new Set(['Reports.Read']));
  });

  test('of one start is nothing to the next', async () => {
    const { oid } = LOCAL_PEOPLE.admin;
    const token = issuer.token({ secret: issuer.secret, oid, scopes: ['Admin'] });
    const next = await startIssuer();
    await expect(createVerifier(next.verifier)(token)).rejects.toMatchObject({ code: 'NotSignedIn' });
    expect(next.secret).not.toBe(issuer.secret);
  });

  test.each([
    ['without the secret', '', LOCAL_PEOPLE.admin.oid],
    ['with a guess', 'guess', LOCAL_PEOPLE.admin.oid],
    ['for a person who is none of the four', undefined, 'a5d3c0de-0000-4000-8000-0000000000ff'],
  ])('is not given %s', (_, secret, oid) => {
    expect(() => issuer.token({ secret: secret ?? issuer.secret, oid, scopes: ['Admin'] })).toThrow(
      expect.objectContaining({ code: 'NotSignedIn' }),
    );
  });
});

describe('the rights of the four', () => {
  const ids = (...list: string[]) => list.map((id) => asId<OrganizationId>(id));
  test.each([
    [ids('A', 'B', 'C'), [['A'], ['B'], 'all', 'all']],
    [ids('A'), [['A'], ['A'], 'all', 'all']],
    [ids(), [[], [], 'all', 'all']],
  ])('with organizations %j', (organizations, seen) => {
    const profiles = localProfiles(organizations);
    expect(profiles.map((profile) => profile.organizations)).toEqual(seen);
    for (const profile of profiles) expect(parseProfile(profile)).toEqual(profile);
  });
});
