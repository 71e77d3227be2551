import { describe, expect, it } from 'vitest';
import { WorkbookError } from '../../../../addin/excel/workbook-error.ts';
import { asksPerson, EntraRefused, refusalFacts, signInRefusal } from '../../../../addin/taskpane/entra/refusal.ts';
import { ENTRA_WORDS } from '../../../../addin/taskpane/entra/words.ts';
import { HmisError } from '../../../../shared/errors.ts';
import { INTERACTION_REQUIRED, msalError } from './scripted-client.ts';

const aadsts = (number: string, errorCode = 'invalid_request') =>
  msalError(errorCode, { name: 'ServerError', errorMessage: `AADSTS${number}: Something. Trace ID: 1` });

describe('what keeps a person from signing in is said in one sentence', () => {
  it.each([
    ['someone must be asked', INTERACTION_REQUIRED, 'NotSignedIn', ENTRA_WORDS.ranOut],
    [
      'a broker that wants a person',
      msalError('x', { name: 'InteractionRequiredAuthError' }),
      'NotSignedIn',
      ENTRA_WORDS.ranOut,
    ],
    ['the window was closed (MSAL)', msalError('user_cancelled'), 'NotSignedIn', ENTRA_WORDS.cancelled],
    ['the window was closed (Excel)', msalError('user_canceled'), 'NotSignedIn', ENTRA_WORDS.cancelled],
    ['the dialog was closed', new EntraRefused({ code: 'dialog_12006' }), 'NotSignedIn', ENTRA_WORDS.cancelled],
    ['no to a new window', new EntraRefused({ code: 'dialog_12009' }), 'NotSignedIn', ENTRA_WORDS.cancelled],
    ['a pop-up was blocked', msalError('popup_window_error'), 'NotSignedIn', ENTRA_WORDS.blocked],
    ['a dialog is open already', new EntraRefused({ code: 'dialog_12007' }), 'NotSignedIn', ENTRA_WORDS.open],
    ['no network', msalError('no_network_connectivity'), 'Busy', ENTRA_WORDS.unreachable],
    ['no answer of Entra', msalError('post_request_failed'), 'Busy', ENTRA_WORDS.unreachable],
    ['a dialog that could not load', new EntraRefused({ code: 'dialog_12002' }), 'Busy', ENTRA_WORDS.unreachable],
    ['time ran out', msalError('timed_out'), 'Busy', ENTRA_WORDS.busy],
    ['Entra has a bad minute', msalError('temporarily_unavailable', { name: 'ServerError' }), 'Busy', ENTRA_WORDS.busy],
    ['nobody has consented', aadsts('65001', 'invalid_grant'), 'NotSignedIn', ENTRA_WORDS.consent(' (AADSTS65001)')],
    ['an admin must consent', aadsts('90094', 'access_denied'), 'NotSignedIn', ENTRA_WORDS.consent(' (AADSTS90094)')],
    ['an account of another tenant', aadsts('50020'), 'NotSignedIn', ENTRA_WORDS.account(' (AADSTS50020)')],
    ['an account that is not assigned', aadsts('50105'), 'NotSignedIn', ENTRA_WORDS.account(' (AADSTS50105)')],
    ['conditional access', aadsts('53003', 'access_denied'), 'NotSignedIn', ENTRA_WORDS.policy(' (AADSTS53003)')],
    ['a redirect URI that is missing', aadsts('50011'), 'NotSignedIn', ENTRA_WORDS.setUp(' (AADSTS50011)')],
    [
      'an app that is not there',
      aadsts('700016', 'unauthorized_client'),
      'NotSignedIn',
      ENTRA_WORDS.setUp(' (AADSTS700016)'),
    ],
    [
      'a dialog on a page that Office does not trust',
      new EntraRefused({ code: 'dialog_12004' }),
      'NotSignedIn',
      ENTRA_WORDS.setUp(' (dialog_12004)'),
    ],
    ['a code nobody knows', msalError('hash_empty_error'), 'NotSignedIn', ENTRA_WORDS.failed(' (hash_empty_error)')],
    ['no code at all', new Error('Anything'), 'NotSignedIn', ENTRA_WORDS.failed('')],
    ['something that is no error', 'thrown', 'NotSignedIn', ENTRA_WORDS.failed('')],
  ] as const)('%s', (_what, error, code, message) => {
    expect(signInRefusal(error, ['Reports.Read'])).toMatchObject({ name: 'HmisError', code, message });
  });
});

describe('one permission more that is not given', () => {
  it.each([
    ['refused by the person', msalError('user_cancelled'), ENTRA_WORDS.permission('')],
    ['refused at consent', aadsts('65004', 'access_denied'), ENTRA_WORDS.permission(' (AADSTS65004)')],
    ['not consented to by an admin', aadsts('90094'), ENTRA_WORDS.permission(' (AADSTS90094)')],
    ['not set up', aadsts('650053'), ENTRA_WORDS.setUp(' (AADSTS650053)')],
  ])('%s, does not end the sign-in', (_what, error, message) => {
    expect(signInRefusal(error, ['Reports.Read.Pii'])).toMatchObject({ code: 'NotAllowed', message });
  });
});

it('a permission for which nobody could be asked is a sign-in that ran out: the button comes first', () => {
  expect(signInRefusal(INTERACTION_REQUIRED, ['Admin'])).toMatchObject({ code: 'NotSignedIn' });
  expect(signInRefusal(msalError('consent_required'), ['Admin'])).toMatchObject({ code: 'NotAllowed' });
});

it('what is a refusal already passes as it is', () => {
  for (const error of [new HmisError('Busy', 'Wait.'), new WorkbookError('NotExcel')]) {
    expect(signInRefusal(error, ['Reports.Read'])).toBe(error);
  }
});

describe('a refusal holds nothing of what the library quotes', () => {
  const token = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJuYW1lIjoiTWFyYSBFbGxpcyJ9.c2ln';

  it.each([
    ['in its message', msalError('unknown_error', { errorMessage: `AADSTS50105: mara.ellis@example.org ${token}` })],
    ['in its code', msalError(`mara.ellis@example.org ${token}`)],
    ['in a code that looks like one', msalError(`x${'a'.repeat(80)}`)],
  ])('%s', (_where, error) => {
    const { message, cause } = signInRefusal(error, ['Reports.Read']) as Error;
    expect(message).not.toMatch(/eyJ|mara|aaaa/i);
    expect(cause).toBeUndefined();
    expect(JSON.stringify(refusalFacts(error))).not.toMatch(/eyJ|mara|aaaa/i);
  });
});

describe('a window is opened', () => {
  it.each([
    [INTERACTION_REQUIRED, true],
    [msalError('consent_required'), true],
    [aadsts('65001', 'invalid_grant'), true],
    [aadsts('50076', 'invalid_grant'), true],
    [msalError('user_cancelled'), false],
    [msalError('no_network_connectivity'), false],
    [aadsts('50105'), false],
    [new HmisError('Busy', 'Wait.'), false],
  ])('%s: %s', (error, opened) => {
    expect(asksPerson(error)).toBe(opened);
  });
});
