import type { Profile } from '../../../functions/access/profiles.ts';
import { createVerifier, type Principal } from '../../../functions/access/verify.ts';
import { asId, type OrganizationId } from '../../../shared/ids.ts';
import { TOKEN_SCOPES, type TokenScope } from '../../../shared/roles.ts';
import { claims, entraWith, OID, rs256, rsaKey, TENANT } from './tokens.ts';

const key = rsaKey('people');
const verify = createVerifier(entraWith(() => [key]).options);

/** The id of the n-th made-up person. */
export function oidOf(n: number): string {
  return `cccccccc-2222-4333-8444-${String(n).padStart(12, '0')}`;
}

/** A person as a verifier gives one: there is no other way to make one. */
export function principalOf(oid: string = OID, scopes: readonly TokenScope[] = TOKEN_SCOPES): Promise<Principal> {
  return verify(rs256(key, claims({ oid, scp: scopes.join(' ') })));
}

export function organizations(...ids: string[]): OrganizationId[] {
  return ids.map((id) => asId<OrganizationId>(id));
}

/** A manager of organization A who may show names, with what a test changes. */
export function profileOf(changed: Partial<Profile> = {}): Profile {
  return {
    tid: TENANT,
    oid: OID,
    name: 'Mara Ellis',
    role: 'manager',
    organizations: organizations('A'),
    mayShowPii: true,
    active: true,
    version: 1,
    ...changed,
  };
}
