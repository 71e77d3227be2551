/** What a person may do in this deployment. Which projects they see is a matter of their organizations, not of the role. */
export const ROLES = ['manager', 'dqo', 'coordinator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The permissions an access token can carry (its `scp` claim). */
export const TOKEN_SCOPES = ['Reports.Read', 'Reports.Read.Pii', 'Housing.Write', 'Files.Create', 'Admin'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Where a token comes from: Entra in Excel, the local issuer on one machine, a fixed one in a test. */
export interface TokenSource {
  /** An access token that carries the asked scopes; throws HmisError `NotSignedIn` where there is none to be had. */
  token(scopes: readonly TokenScope[]): Promise<string>;
}
