import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ENTRA_WORDS } from '../../addin/taskpane/entra/words.ts';
import { startService, type TestService } from '../service.ts';
import { findChromium, openBrowser } from './chromium.ts';
import { type Deployment, ENVIRONMENT, startDeployment } from './deployment.ts';
import { listOf } from './made-up-list.ts';
import { PERSON, routeEntra, type ScriptedEntra } from './scripted-entra.ts';
import { type BridgeAnswer, type BridgeQuestion, bridgeOf, type OfficeSets, routeOffice } from './scripted-office.ts';
import { RUN } from './stage.ts';

const IN_EXCEL = ['NestedAppAuth', 'DialogOrigin'];
const WITHOUT_NESTED = ['DialogOrigin'];
const READ = `api://${ENVIRONMENT.audience}/Reports.Read`;

describe.runIf(findChromium())("a deployment's pane", () => {
  let service: TestService;
  let deployment: Deployment;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  beforeAll(async () => {
    service = await startService({ zip: listOf(20) });
    deployment = await startDeployment(service);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await deployment.close();
    await service.close();
  });
  afterEach(() => context.close());

  /** A profile of its own, in which Microsoft's library is scripted; whatever it logs against us is a fault. */
  async function newContext(sets: OfficeSets, language?: string): Promise<void> {
    context = await browser.newContext({ viewport: { width: 350, height: 700 } });
    faults = [];
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    context.on('weberror', (error) => faults.push(error.error().message));
    await routeOffice(context, sets, language);
  }

  async function openPane(): Promise<void> {
    page = await context.newPage();
    await page.goto(`${deployment.url}/taskpane.html`);
  }

  const button = () => page.getByRole('button', { name: ENTRA_WORDS.signIn });
  const isSignedIn = () => page.getByRole('button', { name: PERSON.name }).waitFor();

  /** Everything that a page can keep past its own end. */
  async function kept(): Promise<unknown> {
    const inPage = await page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
    }));
    return { ...inPage, cookies: await context.cookies() };
  }
  const NOTHING = { local: {}, session: {}, databases: [], cookies: [] };

  it('speaks as Excel does, whatever the browser does', async () => {
    await newContext(WITHOUT_NESTED, 'es-MX');
    await openPane();
    await page.getByRole('button', { name: 'Iniciar sesión con Microsoft' }).waitFor();
    expect(faults).toEqual([]);
  });

  describe('outside of Excel, or in an old one', () => {
    it('shows its sign-in under its policy, and keeps nothing of a sign-in that failed', async () => {
      await newContext(undefined);
      await openPane();
      await button().click();
      await page.getByText('This page works inside Excel').waitFor();
      expect(await kept()).toEqual(NOTHING);
      expect(faults).toEqual([]);
    });

    it('is told that an Excel is too old, where it would not say whose message a dialog brings', async () => {
      await newContext([]);
      await openPane();
      await button().click();
      await page.getByText('This Excel is too old').waitFor();
    });

    it('shows it without Microsoft’s script, too', async () => {
      await newContext(undefined);
      await context.route('https://appsforoffice.microsoft.com/**', (route) => route.abort());
      await openPane();
      await button().click();
      await page.getByText('This page works inside Excel').waitFor();
    });
  });

  describe('in an Excel that signs add-ins in', () => {
    let answer: (question: BridgeQuestion) => BridgeAnswer;
    let asked: BridgeQuestion[];
    let token: string;

    async function open(): Promise<void> {
      token = await service.token('manager');
      await newContext(IN_EXCEL);
      asked = await bridgeOf(context, async (question) => answer(question));
      await openPane();
    }

    it('opens without a word where Excel knows the person, and keeps nothing', async () => {
      answer = () => ({ token });
      await open();
      await isSignedIn();
      expect(asked).toEqual([{ method: 'GetToken', scope: READ }]);
      expect(await kept()).toEqual(NOTHING);
      expect(faults).toEqual([]);
    });

    it('says that a sign-in was cancelled, keeps nothing of it, and signs in at the next click', async () => {
      let refused = 'USER_CANCEL';
      answer = ({ method }) => {
        if (method === 'GetToken') return { refused: 'USER_INTERACTION_REQUIRED' };
        return refused ? { refused } : { token };
      };
      await open();
      await button().click();
      await page.getByText(ENTRA_WORDS.cancelled).waitFor();
      expect(await kept()).toEqual(NOTHING);
      refused = 'NO_NETWORK';
      await button().click();
      await page.getByText(ENTRA_WORDS.unreachable).waitFor();
      refused = '';
      await button().click();
      await isSignedIn();
      expect(asked.map(({ method }) => method)).toContain('GetTokenPopup');
      expect(await kept()).toEqual(NOTHING);
      expect(faults).toEqual([]);
    });

    it('asks for the permission to show names when they are shown, and not before', async () => {
      let consented = false;
      answer = ({ method, scope }) => {
        if (scope === READ || consented) return { token };
        return { refused: method === 'GetToken' ? 'USER_INTERACTION_REQUIRED' : 'USER_CANCEL' };
      };
      await open();
      await isSignedIn();
      await page.getByRole('button', { name: 'How many rows?' }).click();
      await page.getByText(/At most/).waitFor();
      await page.getByLabel('Hide PII').uncheck();
      await page.getByLabel('Why do you need it?').selectOption({ index: 1 });
      expect(asked.map(({ scope }) => scope)).toEqual([READ]);

      await page.getByRole('button', { name: RUN }).click();
      await page.getByRole('paragraph').filter({ hasText: 'This needs a permission' }).waitFor();
      await page.getByRole('button', { name: PERSON.name }).waitFor();
      expect(asked.slice(1)).toEqual([
        { method: 'GetToken', scope: `${READ}.Pii` },
        { method: 'GetTokenPopup', scope: `${READ}.Pii` },
      ]);

      consented = true;
      const answered = page.waitForResponse('**/v1/pii/reports/*/pages/*');
      await page.getByRole('button', { name: RUN }).click();
      expect((await answered).status()).toBe(200);
      expect(await kept()).toEqual(NOTHING);
    });

    it('locks itself after 15 idle minutes, and nothing opens it again but a click', async () => {
      answer = () => ({ token });
      token = await service.token('manager');
      await newContext(IN_EXCEL);
      asked = await bridgeOf(context, async (question) => answer(question));
      await context.clock.install();
      await openPane();
      await isSignedIn();
      await page.getByLabel('Report type').selectOption('began');
      await page.mouse.move(0, 0);
      asked.length = 0;
      await page.clock.fastForward('15:30');
      await page.getByText('Nothing happened here for 15 minutes').waitFor();
      expect(await page.getByRole('button', { name: PERSON.name }).count()).toBe(0);
      expect(await kept()).toEqual(NOTHING);
      await page.evaluate(() => {
        dispatchEvent(new Event('offline'));
        dispatchEvent(new Event('online'));
      });
      await page.clock.runFor('05:00');
      expect(asked).toEqual([]);
      await button().click();
      await isSignedIn();
      expect(asked).toEqual([{ method: 'GetToken', scope: READ }]);
      await expect(page.getByLabel('Report type').inputValue()).resolves.toBe('began');
      expect(faults).toEqual([]);
    });

    it('signs out for good until a click', async () => {
      answer = () => ({ token });
      await open();
      await page.getByRole('button', { name: PERSON.name }).click();
      await page.getByText('Sign out', { exact: true }).click();
      await page.getByText('You are signed out').waitFor();
      expect(asked).toHaveLength(1);
      await button().click();
      await isSignedIn();
      expect(asked).toHaveLength(2);
    });
  });

  describe('in an Excel that does not', () => {
    let entra: ScriptedEntra;

    async function open(answer: (asked: URLSearchParams) => Record<string, string>): Promise<void> {
      await newContext(WITHOUT_NESTED);
      entra = await routeEntra(context, { answer, token: await service.token('manager') });
    }

    it('signs in by a dialog, whose window keeps no token and no name', async () => {
      await open(() => ({ code: 'code-1' }));
      await openPane();
      const dialog = context.waitForEvent('page', (one) => one !== page);
      await button().click();
      await isSignedIn();
      expect((await dialog).isClosed()).toBe(true);
      expect(
        entra.questions.map((asked) => [asked.get('scope'), asked.get('redirect_uri'), asked.get('prompt')]),
      ).toEqual([[`${READ} openid profile offline_access`, `${deployment.url}/dialog.html`, null]]);
      expect(entra.questions[0]?.get('code_challenge_method')).toBe('S256');
      expect(entra.redemptions.map((asked) => asked.get('code'))).toEqual(['code-1']);
      const inDialog = await page.evaluate(() => (globalThis as { keptByDialog?: string }).keptByDialog ?? '');
      expect(inDialog).not.toMatch(/eyJ|refresh-token|secret|mara|ellis|a5d3c0de/i);
      expect(await kept()).toEqual(NOTHING);
      expect(faults).toEqual([]);
    });

    it('says what Microsoft refused, with its number, and lets the person choose an account after a sign-out', async () => {
      let refuse = true;
      await open(() => {
        if (!refuse) return { code: 'code-2' };
        return {
          error: 'access_denied',
          error_description: `AADSTS50105: ${PERSON.preferred_username} is not assigned`,
        };
      });
      await openPane();
      await button().click();
      await page.getByText('(AADSTS50105)').waitFor();
      expect(await page.locator('body').innerText()).not.toContain(PERSON.preferred_username);
      expect(await kept()).toEqual(NOTHING);
      refuse = false;
      await button().click();
      await isSignedIn();
      await page.getByRole('button', { name: PERSON.name }).click();
      await page.getByText('Sign out', { exact: true }).click();
      await button().click();
      await isSignedIn();
      expect(entra.questions.map((asked) => asked.get('prompt'))).toEqual([null, null, 'select_account']);
      expect(faults).toEqual([]);
    });

    it('a page of another site that opens the dialog’s page is told nothing', async () => {
      await open(() => ({ code: 'code-3' }));
      await context.route('https://evil.example/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>evil</title>' }),
      );
      const stranger = await context.newPage();
      await stranger.goto('https://evil.example/');
      const opening = context.waitForEvent('page', (one) => one !== stranger);
      await stranger.evaluate((url) => {
        const heard: unknown[] = [];
        addEventListener('message', ({ data }) => heard.push(data));
        Object.assign(globalThis, { heard });
        window.open(url, '_blank', 'popup');
      }, `${deployment.url}/dialog.html?scopes=Reports.Read`);
      const dialog = await opening;
      await dialog.waitForURL('**/dialog.html*');
      const heard = () => stranger.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
      // The token was there, and what was kept is what the test's Office tells anybody.
      await expect.poll(heard).toEqual([{ keptByDialog: expect.any(String) }]);
      expect(entra.redemptions).toHaveLength(1);
      await stranger.waitForTimeout(300);
      expect(await heard()).toHaveLength(1);
    });
  });
});
