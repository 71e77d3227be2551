import { expect, it } from 'vitest';
import { browserCommand } from '../../../infra/local/open-in-browser.ts';

const ADDRESS = 'http://127.0.0.1:3000/#key=abc_-123';

it.each([
  ['darwin', ['open', ADDRESS]],
  ['win32', ['cmd', '/c', 'start', '""', `"${ADDRESS}"`]],
  ['linux', ['xdg-open', ADDRESS]],
])('on %s the browser is opened by its own command', (platform, command) => {
  expect(browserCommand(ADDRESS, {}, platform)).toEqual(command);
});

it.each([
  ['in CI', { CI: 'true' }],
  ['with BROWSER=none', { BROWSER: 'none' }],
])('%s no browser is opened', (_, env) => {
  expect(browserCommand(ADDRESS, env, 'linux')).toBeUndefined();
});
