import { beforeEach, describe, expect, it } from 'vitest';
import { dialogUrl, readDialogQuestion } from '../../../../addin/taskpane/dialog/address.ts';
import { type DialogAnswer, readDialogAnswer } from '../../../../addin/taskpane/dialog/answer.ts';
import { signInByDialog } from '../../../../addin/taskpane/dialog/sign-in.ts';
import type { EntraEnvironment } from '../../../../addin/taskpane/entra/environment.ts';
import { msalError } from '../entra/scripted-client.ts';

const environment: EntraEnvironment = {
  clientId: '33333333-3333-4333-8333-333333333333',
  audience: '22222222-2222-4222-8222-222222222222',
  authority: 'https://login.microsoftonline.com/organizations',
};
const RESULT = {
  accessToken: 'token-1',
  expiresOn: new Date('2026-03-02T10:00:00Z'),
  scopes: [
    'openid',
    'profile',
    `api://${environment.audience}/Reports.Read`,
    `api://${environment.audience}/Reports.Read.Pii`,
    'https://graph.microsoft.com/User.Read',
  ],
};

let told: DialogAnswer[];
let asked: unknown[];
beforeEach(() => {
  [told, asked] = [[], []];
});

/** One visit to the dialog's page, with a library that answers `result` or throws it. */
async function visit(search: string, result: unknown = null): Promise<void> {
  const answer = async () => {
    if (result instanceof Error) throw result;
    return result as never;
  };
  await signInByDialog({
    environment,
    address: { origin: 'https://hmis.example.org', pathname: '/dialog.html', search },
    applications: {
      leaving: async () => ({
        acquireTokenRedirect: async (request) => {
          asked.push(request);
          await answer();
        },
      }),
      returning: async () => ({
        handleRedirectPromise: (options) => {
          asked.push(options);
          return answer();
        },
      }),
    },
    tell: async (one) => void told.push(one),
  });
}

describe('the first visit goes on to Microsoft', () => {
  it('with what is asked for, to come back to the page without it', async () => {
    await visit('?scopes=Reports.Read&_host_Info=Excel$Win32$16.01');
    expect(asked).toEqual([
      {
        scopes: [`api://${environment.audience}/Reports.Read`],
        redirectUri: 'https://hmis.example.org/dialog.html',
      },
    ]);
    expect(told).toEqual([]);
  });

  it('and lets the person choose the account where the pane says so', async () => {
    await visit('?scopes=Reports.Read&choose=account');
    expect(asked).toEqual([expect.objectContaining({ prompt: 'select_account' })]);
  });

  it('or tells the pane why it cannot', async () => {
    await visit('?scopes=Reports.Read', msalError('endpoints_resolution_error'));
    expect(told).toEqual([{ code: 'endpoints_resolution_error', aadsts: '', asks: false }]);
  });
});

describe('the second visit tells the pane', () => {
  it('the token, its end and what it is good for, and nothing of the person', async () => {
    await visit('', { ...RESULT, account: { username: 'mara.ellis@example.org' }, idToken: 'id', idTokenClaims: {} });
    const scopes = ['Reports.Read', 'Reports.Read.Pii'];
    expect(told).toEqual([{ token: 'token-1', expiresAt: RESULT.expiresOn.getTime(), scopes }]);
    expect(asked).toEqual([{ navigateToLoginRequestUrl: false }]);
  });

  it('why there is none, in codes', async () => {
    const errorMessage = 'AADSTS65004: mara.ellis@example.org declined to consent';
    await visit('', msalError('access_denied', { name: 'ServerError', errorMessage }));
    expect(told).toEqual([{ code: 'access_denied', aadsts: '65004', asks: false }]);
  });

  it.each([
    ['no answer at all', null],
    ['an answer without a token', { ...RESULT, accessToken: '' }],
    ['a token without an end', { ...RESULT, expiresOn: null }],
  ])('of %s, and does not go to Microsoft again', async (_what, result) => {
    await visit('', result);
    expect(told).toEqual([{ code: '', aadsts: '', asks: false }]);
    expect(asked).toHaveLength(1);
  });
});

it('what the dialog tells, the pane understands', async () => {
  await visit('', RESULT);
  await visit('', msalError('user_cancelled'));
  expect(told.map((answer) => readDialogAnswer(JSON.stringify(answer)))).toEqual(told);
});

describe('what the pane asks, the dialog understands', () => {
  it.each([
    { scopes: ['Reports.Read'], chooseAccount: false },
    { scopes: ['Reports.Read.Pii', 'Admin'], chooseAccount: true },
  ] as const)('%j', (question) => {
    expect(readDialogQuestion(new URL(dialogUrl('https://hmis.example.org/taskpane.html', question)).search)).toEqual(
      question,
    );
  });

  it.each(['', '?scopes=', '?scopes=User.Read', '?code=1&state=2'])('nothing in %s', (search) => {
    expect(readDialogQuestion(search)).toBeUndefined();
  });
});
