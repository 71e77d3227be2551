import type { TokenScope } from '../../../shared/roles.ts';

/** An access token, and for what and how long it is good. */
export interface AcquiredToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** At least those that were asked for: Entra may give what was consented to before, too. */
  readonly scopes: readonly string[];
}

export interface Asking {
  /** Lets the person choose an account, where the sign-in they ended would else come back by itself. */
  readonly chooseAccount: boolean;
}

/**
 * One way to Entra: through the Excel around the pane, or through a dialog. Both throw what their library or Office threw;
 * `signInRefusal` says what it means.
 */
export interface EntraClient {
  /** A token without a word to the person. */
  silent(scopes: readonly TokenScope[]): Promise<AcquiredToken>;
  /** A token by a window before the person. */
  ask(scopes: readonly TokenScope[], asking: Asking): Promise<AcquiredToken>;
  /** Closes what is open. Whatever the client kept goes with it. */
  end(): void;
}
