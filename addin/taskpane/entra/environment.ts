import type { TokenScope } from '../../../shared/roles.ts';

/** The names of the page's `<meta>` elements, which the build fills in for one deployment. */
export const ENVIRONMENT_META = {
  clientId: 'hmis-client-id',
  audience: 'hmis-audience',
  authority: 'hmis-authority',
} as const;

/** What of Microsoft Entra ID one deployment's pages must know. Nothing of it is a secret. */
export interface EntraEnvironment {
  /** The add-in's application id. */
  readonly clientId: string;
  /** The service's application id, for which access tokens are asked. */
  readonly audience: string;
  /** Where people sign in: one tenant's, or that of every organization. */
  readonly authority: string;
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const FORMS: Readonly<Record<keyof EntraEnvironment, RegExp>> = {
  clientId: new RegExp(`^${ID}$`),
  audience: new RegExp(`^${ID}$`),
  authority: new RegExp(`^https://login\\.microsoftonline\\.com/(?:organizations|${ID})$`),
};

/** Reads the page's `<meta>` elements. Throws an Error where one is missing or not right, which the build does not let out. */
export function readEnvironment(page: Pick<Document, 'querySelector'>): EntraEnvironment {
  const read = (name: keyof EntraEnvironment): string => {
    const meta = ENVIRONMENT_META[name];
    const value = page.querySelector<HTMLMetaElement>(`meta[name="${meta}"]`)?.content ?? '';
    if (!FORMS[name].test(value)) throw new Error(`The page's ${meta} is not right: build it for a deployment.`);
    return value;
  };
  return { clientId: read('clientId'), audience: read('audience'), authority: read('authority') };
}

/** Our scopes as Entra names them. */
export function entraScopes({ audience }: Pick<EntraEnvironment, 'audience'>, scopes: readonly TokenScope[]): string[] {
  return scopes.map((scope) => `${resource(audience)}${scope}`);
}

/** Which of our scopes are among those that Entra says it gave. */
export function grantedScopes({ audience }: Pick<EntraEnvironment, 'audience'>, given: readonly string[]): string[] {
  return given.flatMap((scope) =>
    scope.startsWith(resource(audience)) ? [scope.slice(resource(audience).length)] : [],
  );
}

function resource(audience: string): string {
  return `api://${audience}/`;
}
