import { describe, expect, test } from 'vitest';
import { type BrowserMachine, CHROMIUM_MISSING, findChromium, openBrowser } from './chromium.ts';

const linux = { platform: 'linux', env: { PATH: '/usr/local/bin:/usr/bin:bin' } } as const;
const mac = { platform: 'darwin', env: { HOME: '/Users/mara' } } as const;
const windows = {
  platform: 'win32',
  env: {
    PROGRAMFILES: 'C:\\Program Files',
    'PROGRAMFILES(X86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Users\\mara\\AppData\\Local',
  },
} as const;

const CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const EDGE = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

describe('a Chromium is found', () => {
  test.each<[string, Omit<BrowserMachine, 'exists'>, string[], string | undefined]>([
    ['on the PATH', linux, ['/usr/local/bin/google-chrome'], '/usr/local/bin/google-chrome'],
    ['before Chrome, on Linux', linux, ['/usr/bin/google-chrome', '/usr/bin/chromium'], '/usr/bin/chromium'],
    ['as a snap', linux, ['/snap/bin/chromium'], '/snap/bin/chromium'],
    ['without a PATH', { platform: 'linux', env: {} }, ['/usr/bin/chromium'], '/usr/bin/chromium'],
    ['on a Mac, as Chrome', mac, [CHROME], CHROME],
    ["on a Mac, in one's own applications", mac, [`/Users/mara${CHROME}`], `/Users/mara${CHROME}`],
    ['on Windows, as Edge', windows, [EDGE], EDGE],
    ['nowhere on a machine without one', linux, ['/usr/bin/firefox'], undefined],
    ['not in a relative folder of the PATH', linux, ['bin/chromium'], undefined],
    [
      'where CHROMIUM_PATH says, before all others',
      { ...linux, env: { ...linux.env, CHROMIUM_PATH: '/opt/chrome' } },
      ['/usr/bin/chromium', '/opt/chrome'],
      '/opt/chrome',
    ],
  ])('%s', (_where, machine, there, found) => {
    expect(findChromium({ ...machine, exists: (path) => there.includes(path) })).toBe(found);
  });

  test('or CHROMIUM_PATH is said to name nothing, and no other is taken', () => {
    const machine = { ...linux, env: { CHROMIUM_PATH: '/opt/chrome' } };
    expect(() => findChromium({ ...machine, exists: (path) => path === '/usr/bin/chromium' })).toThrow(
      'CHROMIUM_PATH names /opt/chrome, and nothing is there.',
    );
  });
});

test.runIf(process.env.CI)('CI leaves no browser test out', () => {
  expect(findChromium(), CHROMIUM_MISSING).toBeDefined();
});

describe.runIf(findChromium())('the browser', () => {
  test('opens a page, and finds no host but this machine', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<title>Sheets</title><button onclick="document.title=1+1">Add</button>');
      expect(await page.title()).toBe('Sheets');
      await page.getByRole('button', { name: 'Add' }).click();
      expect(await page.title()).toBe('2');
      await expect(page.goto('https://example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    } finally {
      await browser.close();
    }
  });
});
