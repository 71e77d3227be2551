import { HmisError } from '../../../shared/errors.ts';
import type { TokenScope } from '../../../shared/roles.ts';
import { ENTRA_WORDS } from './words.ts';

/** The scope with which a person is signed in; each other one is asked for when something needs it. */
export const SIGN_IN_SCOPE: TokenScope = 'Reports.Read';

/** What can go wrong between a person and a token. */
type Why =
  | 'ask'
  | 'cancelled'
  | 'blocked'
  | 'open'
  | 'unreachable'
  | 'busy'
  | 'consent'
  | 'account'
  | 'policy'
  | 'setUp'
  | 'failed';

/** Codes of MSAL, of the protocol and of Office's dialog [learn.microsoft.com, "MSAL.js errors", "Handle errors and events in the Office dialog box"]. */
const CODES: Readonly<Record<string, Why>> = {
  interaction_required: 'ask',
  login_required: 'ask',
  no_tokens_found: 'ask',
  no_account_error: 'ask',
  no_account_found: 'ask',
  no_account_in_silent_request: 'ask',
  native_account_unavailable: 'ask',
  refresh_token_expired: 'ask',
  bad_token: 'ask',
  interrupted_user: 'ask',
  ui_not_allowed: 'ask',
  invalid_grant: 'ask',
  consent_required: 'consent',
  user_cancelled: 'cancelled',
  user_canceled: 'cancelled',
  access_denied: 'cancelled',
  dialog_12006: 'cancelled',
  dialog_12009: 'cancelled',
  popup_window_error: 'blocked',
  empty_window_error: 'blocked',
  block_nested_popups: 'blocked',
  dialog_12011: 'blocked',
  interaction_in_progress: 'open',
  dialog_12007: 'open',
  no_network_connectivity: 'unreachable',
  network_error: 'unreachable',
  endpoints_resolution_error: 'unreachable',
  openid_config_error: 'unreachable',
  post_request_failed: 'unreachable',
  get_request_failed: 'unreachable',
  dialog_12002: 'unreachable',
  timed_out: 'busy',
  monitor_window_timeout: 'busy',
  bridge_timeout: 'busy',
  transient_error: 'busy',
  temporarily_unavailable: 'busy',
  server_error: 'busy',
  request_timeout: 'busy',
  service_not_available: 'busy',
  invalid_client: 'setUp',
  unauthorized_client: 'setUp',
  invalid_resource: 'setUp',
  invalid_scope: 'setUp',
  dialog_12003: 'setUp',
  dialog_12004: 'setUp',
  dialog_12005: 'setUp',
};

/**
 * Entra's own numbers say more than the protocol's words [learn.microsoft.com, "Microsoft Entra authentication error codes"].
 * Microsoft may change them: one that is not known costs a better sentence, and no sign-in.
 */
const AADSTS: Readonly<Record<string, Why>> = {
  '16000': 'ask',
  '50058': 'ask',
  '50076': 'ask',
  '50078': 'ask',
  '50079': 'ask',
  '65001': 'consent',
  '65004': 'consent',
  '90008': 'consent',
  '90094': 'consent',
  '90095': 'consent',
  '50020': 'account',
  '50034': 'account',
  '50057': 'account',
  '50105': 'account',
  '51004': 'account',
  '90072': 'account',
  '500208': 'account',
  '50131': 'policy',
  '53000': 'policy',
  '53001': 'policy',
  '53002': 'policy',
  '53003': 'policy',
  '530003': 'policy',
  '50011': 'setUp',
  '50194': 'setUp',
  '65005': 'setUp',
  '70011': 'setUp',
  '90009': 'setUp',
  '500011': 'setUp',
  '650052': 'setUp',
  '650053': 'setUp',
  '700016': 'setUp',
  '7000218': 'setUp',
  '9002326': 'setUp',
  '50196': 'busy',
  '90033': 'busy',
};

/** What a thrown thing says of itself, and nothing that could hold a token, a claim or a name. */
export interface RefusalFacts {
  /** MSAL's, the protocol's or `dialog_` and Office's number; empty where there is none. */
  readonly code: string;
  /** The number after Entra's AADSTS; empty where there is none. */
  readonly aadsts: string;
  /** Whether MSAL says that the person must be asked. */
  readonly asks: boolean;
}

/** A refusal of which only these facts are known: Office's own, or one that a dialog has told. */
export class EntraRefused extends Error {
  override readonly name = 'EntraRefused';
  readonly facts: RefusalFacts;

  constructor({ code, aadsts = '', asks = false }: Partial<RefusalFacts> & Pick<RefusalFacts, 'code'>) {
    super(`The sign-in was refused (${code}).`);
    this.facts = { code, aadsts, asks };
  }
}

/** Reads an error of MSAL's. Its message quotes what it likes: only codes of a known form are taken. */
export function refusalFacts(error: unknown): RefusalFacts {
  if (error instanceof EntraRefused) return error.facts;
  const { errorCode, errorMessage, message, name } = (error instanceof Object ? error : {}) as Record<string, unknown>;
  const code = typeof errorCode === 'string' && /^[a-z][a-z0-9_]{2,59}$/.test(errorCode) ? errorCode : '';
  const [, aadsts = ''] = /AADSTS(\d{5,7})\b/.exec(`${errorCode} ${errorMessage} ${message}`) ?? [];
  return { code, aadsts, asks: name === 'InteractionRequiredAuthError' };
}

/** True where another attempt, with a window before the person, may give the token. */
export function asksPerson(error: unknown): boolean {
  if (error instanceof HmisError) return false;
  const facts = refusalFacts(error);
  return facts.asks || ['ask', 'consent'].includes(whyOf(facts));
}

/**
 * The HmisError for whatever kept a token away; HmisErrors and errors of Excel pass. `Busy` where Microsoft was not reached,
 * `NotAllowed` where a person who is signed in was not given one more permission, `NotSignedIn` for the rest.
 */
export function signInRefusal(error: unknown, scopes: readonly TokenScope[]): Error {
  if (error instanceof Error && (error.name === 'HmisError' || error.name === 'WorkbookError')) return error;
  const facts = refusalFacts(error);
  const why = whyOf(facts);
  const code = facts.aadsts ? ` (AADSTS${facts.aadsts})` : facts.code ? ` (${facts.code})` : '';
  switch (why) {
    case 'unreachable':
    case 'busy':
      return new HmisError('Busy', ENTRA_WORDS[why]);
    case 'ask':
      return new HmisError('NotSignedIn', ENTRA_WORDS.ranOut);
    case 'cancelled':
    case 'consent':
      if (isMore(scopes)) return new HmisError('NotAllowed', ENTRA_WORDS.permission(facts.aadsts ? code : ''));
      return new HmisError('NotSignedIn', why === 'cancelled' ? ENTRA_WORDS.cancelled : ENTRA_WORDS.consent(code));
    case 'blocked':
    case 'open':
      return new HmisError(isMore(scopes) ? 'NotAllowed' : 'NotSignedIn', ENTRA_WORDS[why]);
    default:
      return new HmisError(isMore(scopes) ? 'NotAllowed' : 'NotSignedIn', ENTRA_WORDS[why](code));
  }
}

function whyOf({ code, aadsts, asks }: RefusalFacts): Why {
  return AADSTS[aadsts] ?? CODES[code] ?? (asks ? 'ask' : 'failed');
}

/** Whether the person is signed in already, and this is for one thing more. */
function isMore(scopes: readonly TokenScope[]): boolean {
  return !scopes.includes(SIGN_IN_SCOPE);
}
