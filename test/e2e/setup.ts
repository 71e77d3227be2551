import { existsSync } from 'node:fs';
import { installDebianPackages } from '../debian.ts';
import { CHROMIUM_MISSING, provideChromium } from './chromium.ts';

/**
 * Before the first test: what tests run beside Node is installed where it is missing and this machine lets us. Without a
 * browser its tests are left out, which is said, and which `chromium.test.ts` takes for a failure in CI.
 */
export default function setup(): void {
  if (process.env.CI && !existsSync('/usr/bin/soffice')) installDebianPackages(['libreoffice-calc-nogui']);
  if (provideChromium() === undefined)
    process.stderr.write(`\n!! THE BROWSER TESTS ARE LEFT OUT. ${CHROMIUM_MISSING}\n\n`);
}
