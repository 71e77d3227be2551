import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Browser } from 'playwright-core';
import { installDebianPackages } from '../debian.ts';

/** What a look for a browser needs of the machine. */
export interface BrowserMachine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(path: string): boolean;
}

const THIS_MACHINE: BrowserMachine = { platform: process.platform, env: process.env, exists: existsSync };

export const CHROMIUM_MISSING =
  'The browser tests need Chromium, Chrome or Edge: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to its program.';

/**
 * The path of a Chromium: what CHROMIUM_PATH names, else the first of the usual places that is there, else undefined.
 * Throws an Error with a sentence where CHROMIUM_PATH names nothing.
 */
export function findChromium(machine: BrowserMachine = THIS_MACHINE): string | undefined {
  const named = machine.env.CHROMIUM_PATH;
  if (!named) return chromiumPlaces(machine).find((path) => machine.exists(path));
  if (!machine.exists(named)) throw new Error(`CHROMIUM_PATH names ${named}, and nothing is there.`);
  return named;
}

/** Finds a Chromium, or installs Debian's. undefined where there is none, and none could be installed. */
export function provideChromium(): string | undefined {
  return findChromium() ?? (installDebianPackages(['chromium']) ? findChromium() : undefined);
}

/**
 * Starts a headless Chromium with an empty profile of its own, which its end deletes. It finds no host but this machine,
 * so that no test can come to need a network. Throws an Error with CHROMIUM_MISSING where there is none.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(CHROMIUM_MISSING);
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    headless: true,
    // Chromium refuses to run as root in its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}

function chromiumPlaces({ platform, env }: BrowserMachine): string[] {
  if (platform === 'win32') {
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return programs.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])];
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app/Contents/MacOS/${name}`)),
    );
  }
  const programs = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];
  const folders = (env.PATH ?? '').split(':').filter((folder) => posix.isAbsolute(folder));
  return programs.flatMap((program) =>
    [...new Set([...folders, '/usr/bin', '/snap/bin'])].map((folder) => posix.join(folder, program)),
  );
}
