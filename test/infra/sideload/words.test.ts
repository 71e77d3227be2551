import { describe, expect, test } from 'vitest';
import { afterRemoval, afterSideload, beforeCertificate } from '../../../infra/sideload/words.ts';

const words = (platform: NodeJS.Platform) =>
  afterSideload({ platform, home: '/h', manifestPath: '/h/manifest.xml', id: 'id' }, 'https://localhost:3000', 'KEY');

describe('what is printed after the start', () => {
  test.each(['win32', 'darwin', 'linux'] as const)(
    'on %s has the key, the manifest for Excel on the web, and the way out',
    (platform) => {
      expect(words(platform)).toContain('\n  KEY\n');
      expect(words(platform)).toMatch(/Upload My Add-in, and choose\n {2}\/h\/manifest\.xml\n/);
      expect(words(platform)).toContain('npm run sideload -- --remove');
    },
  );

  test.each([
    ['win32', /Excel on this machine/, /accept its certificate/],
    ['darwin', /Excel on this Mac/, /accept its certificate/],
    ['linux', /accept its certificate/, /Excel on this/],
  ] as const)('on %s says what to do there, and not what to do elsewhere', (platform, here, elsewhere) => {
    expect(words(platform)).toMatch(here);
    expect(words(platform)).not.toMatch(elsewhere);
  });
});

test('the question for trust is announced where the system asks it', () => {
  expect(beforeCertificate('win32')).toMatch(/Yes/);
  expect(beforeCertificate('darwin')).toMatch(/password/);
  expect(beforeCertificate('linux')).toBeUndefined();
});

test('the removal says that the certificate stays, where one was installed', () => {
  expect(afterRemoval('win32')).toMatch(/office-addin-dev-certs uninstall/);
  expect(afterRemoval('linux')).not.toMatch(/certificate/);
});
