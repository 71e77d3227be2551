import type { BrowserContext } from 'playwright-core';
import { idToken, PERSON } from './scripted-entra.ts';

/** What a scripted host answers to one question of MSAL's: a token for these minutes, or a status of the bridge. */
export type BridgeAnswer = { readonly token: string; readonly minutes?: number } | { readonly refused: string };

/** A question of MSAL's to the host: `GetToken` without a word, `GetTokenPopup` by a window. */
export interface BridgeQuestion {
  readonly method: 'GetInitContext' | 'GetToken' | 'GetTokenPopup';
  readonly scope: string;
}

/** Office's requirement sets in the script that stands for Microsoft's; undefined for a page outside of Office. */
export type OfficeSets = readonly string[] | undefined;

/** In place of Microsoft's hosted script: as much of Office as signing in asks for. The dialog is a window. */
export async function routeOffice(context: BrowserContext, sets: OfficeSets, language = 'en-US'): Promise<void> {
  const script = `(${officeInPage})(${JSON.stringify(sets ?? null)}, ${JSON.stringify(language)})`;
  await context.route('https://appsforoffice.microsoft.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
}

/** Runs in the page. */
function officeInPage(sets: readonly string[] | null, language: string): void {
  interface Dialog {
    addEventHandler(type: string, handler: (event: object) => void): void;
    close(): void;
  }
  const info = { host: sets ? 'Excel' : null, platform: 'OfficeOnline' };
  const Office = {
    onReady: async () => info,
    HostType: { Excel: 'Excel' },
    actions: { associate: () => undefined },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
    context: {
      displayLanguage: language,
      requirements: { isSetSupported: (set: string) => sets?.includes(set) ?? false },
      ui: {
        displayDialogAsync(url: string, _options: object, done: (result: object) => void) {
          const opened = window.open(url, '_blank', 'popup');
          const handlers: Record<string, (event: object) => void> = {};
          window.addEventListener('message', ({ source, data, origin }) => {
            if (source !== opened) return;
            if (typeof data === 'string') handlers.message?.({ message: data, origin });
            else Object.assign(globalThis, data);
          });
          const dialog: Dialog = {
            addEventHandler: (type, handler) => {
              handlers[type] = handler;
            },
            close: () => opened?.close(),
          };
          done({ status: 'succeeded', value: dialog });
        },
        messageParent(message: string, { targetOrigin }: { targetOrigin: string }) {
          // What the dialog's window has kept until now, for the test to look at.
          const kept = JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie]);
          const opener = window.opener as Window;
          opener.postMessage({ keptByDialog: kept }, '*');
          opener.postMessage(message, targetOrigin);
        },
      },
    },
  };
  Object.assign(globalThis, { Office });
}

/** Puts Excel's bridge into the pane, which answers MSAL as `answer` says. Its questions are kept in order. */
export async function bridgeOf(
  context: BrowserContext,
  answer: (question: BridgeQuestion) => Promise<BridgeAnswer>,
): Promise<BridgeQuestion[]> {
  const asked: BridgeQuestion[] = [];
  await context.exposeFunction('askHost', async (json: string): Promise<string> => {
    const { method, requestId, tokenParams } = JSON.parse(json);
    const reply = { messageType: 'NestedAppAuthResponse', requestId };
    if (method === 'GetInitContext') {
      return JSON.stringify({ ...reply, success: true, initContext: { sdkName: 'test', sdkVersion: '1' } });
    }
    const question: BridgeQuestion = { method, scope: tokenParams.scope };
    asked.push(question);
    const given = await answer(question);
    if ('refused' in given) return JSON.stringify({ ...reply, success: false, error: { status: given.refused } });
    const token = {
      access_token: given.token,
      id_token: idToken(),
      expires_in: (given.minutes ?? 60) * 60,
      scope: question.scope,
    };
    const account = {
      environment: 'login.windows.net',
      homeAccountId: `${PERSON.oid}.${PERSON.tid}`,
      localAccountId: PERSON.oid,
      tenantId: PERSON.tid,
      username: PERSON.preferred_username,
      name: PERSON.name,
    };
    return JSON.stringify({ ...reply, success: true, token, account });
  });
  await context.addInitScript(() => {
    const listeners: ((answer: string) => void)[] = [];
    Object.assign(globalThis, {
      nestedAppAuthBridge: {
        addEventListener: (_type: string, listener: (answer: string) => void) => listeners.push(listener),
        postMessage: async (question: string) => {
          const { askHost } = globalThis as unknown as { askHost(question: string): Promise<string> };
          const reply = await askHost(question);
          for (const listener of listeners) listener(reply);
        },
      },
    });
  });
  return asked;
}
