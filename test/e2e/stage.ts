import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import type { ValidationRules } from '../../functions/files/validation-zip.ts';
import { LOCAL_PEOPLE } from '../../infra/local/people.ts';
import type { Role } from '../../shared/roles.ts';
import { startService, type TestService } from '../service.ts';
import { openBrowser } from './chromium.ts';
import { readSheet, readSheetNames, type SheetCell } from './workbook-reading.ts';

/** The service on a folder of its own and a browser, for the tests of one file. */
export interface Stage {
  readonly service: TestService;
  /** The browser workbook as `npm start` shows it, in a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Desk>;
  close(): Promise<void>;
}

/** A browser workbook with the pane beside it, and a person before it. */
export interface Desk {
  readonly page: Page;
  readonly pane: FrameLocator;
  readonly context: BrowserContext;
  /** Errors of the console, uncaught ones and dialogs: what a person must never see. */
  readonly faults: readonly string[];
  signIn(role: Role): Promise<void>;
  /** Presses Run and waits for the result. */
  run(): Promise<void>;
  sheetNames(): Promise<string[]>;
  sheet(name: string): Promise<SheetCell[][]>;
  close(): Promise<void>;
}

export const RUN = 'Put in a new sheet';

export async function openStage(zip: Buffer, rules?: Partial<ValidationRules>): Promise<Stage> {
  const service = await startService({ zip, ...(rules ? { rules } : {}) });
  const browser = await openBrowser();
  return {
    service,
    open: (options = {}) => openDesk(service, browser, options),
    async close() {
      await browser.close();
      await service.close();
    },
  };
}

async function openDesk(service: TestService, browser: Browser, options: BrowserContextOptions): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${service.url}/#key=${service.secret}`);
  const pane = page.frameLocator('iframe[title="HMIS Sheets"]');
  return {
    page,
    pane,
    context,
    faults,
    async signIn(role) {
      await pane.getByLabel('Sign in as').selectOption(role);
      await pane.getByRole('button', { name: 'Sign in' }).click();
      await pane.getByRole('button', { name: RUN }).waitFor();
      await pane.getByRole('button', { name: LOCAL_PEOPLE[role].name }).waitFor();
    },
    async run() {
      await pane.getByRole('button', { name: RUN }).click();
      await pane.getByRole('button', { name: 'Show the sheet' }).waitFor();
    },
    sheetNames: () => readSheetNames(page),
    sheet: (name) => readSheet(page, name),
    close: () => context.close(),
  };
}
