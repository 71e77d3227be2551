import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerRibbon, RIBBON_COMMANDS } from '../../../addin/commands/ribbon.ts';
import { installOffice, type ScriptedOffice, scriptedPane, settled } from './scripted-ribbon.ts';

let office: ScriptedOffice;
beforeEach(() => {
  office = installOffice();
});
afterEach(() => office.remove());

it.each(RIBBON_COMMANDS)('%s is completed at once: Office keeps the next press back until then', async (name) => {
  answerRibbon(scriptedPane({ byItself: false }).desk);
  expect(office.press(name)).toBe(true);
  await expect.poll(() => office.shown.times + office.dialogs.length).toBeGreaterThan(0);
  await settled();
});

it('a fault that nobody foresaw opens the pane, and is never silent', async () => {
  const { desk } = scriptedPane();
  const entry = {
    speaks: Promise.resolve(),
    byItself: Promise.resolve(true),
    get pane(): never {
      throw new Error('unforeseen');
    },
  };
  answerRibbon({ ...desk, entry });
  office.press('refresh');
  await expect.poll(() => office.shown.times).toBe(1);
});

it('a page outside of Excel has no ribbon to answer', () => {
  office.remove();
  expect(() => answerRibbon(scriptedPane().desk)).not.toThrow();
});
