import { beforeEach, describe, expect, it } from 'vitest';
import { DialogRefused, type HostDialogEvents } from '../../../../addin/excel/host-dialog.ts';
import { WorkbookError } from '../../../../addin/excel/workbook-error.ts';
import type { EntraClient } from '../../../../addin/taskpane/entra/client.ts';
import { dialogClient } from '../../../../addin/taskpane/entra/dialog-client.ts';
import { signInRefusal } from '../../../../addin/taskpane/entra/refusal.ts';

const PAGE = 'https://hmis.example.org/taskpane.html?_host_Info=Excel$Win32$16.01';
const OURS = 'https://hmis.example.org';
const TOKEN = { token: 'token-1', expiresAt: 1_772_000_000_000, scopes: ['Reports.Read', 'Admin'] };

/** An Office that opens what it is told to, and does nothing by itself. */
interface Opened {
  readonly url: URL;
  readonly events: HostDialogEvents;
  closed: number;
}

let opened: Opened[];
let client: EntraClient;
beforeEach(() => {
  opened = [];
  client = dialogClient(PAGE, async (url, events) => {
    const dialog: Opened = { url: new URL(url), events, closed: 0 };
    opened.push(dialog);
    return { close: () => void dialog.closed++ };
  });
});

/** A question that is under way, with the dialog that is open for it. */
function ask({ chooseAccount = false } = {}) {
  const answer = client.ask(['Reports.Read'], { chooseAccount });
  // A rejection that is looked at later is no fault.
  answer.catch(() => undefined);
  const [dialog] = opened;
  if (!dialog) throw new Error('No dialog was opened.');
  return { answer, dialog };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const isOpen = async (answer: Promise<unknown>) =>
  (await Promise.race([answer.catch(() => 'refused'), settled().then(() => 'open')])) === 'open';

it('the dialog is a page of ours, and its address names permissions and nobody', () => {
  const { dialog } = ask();
  expect(dialog.url.href).toBe('https://hmis.example.org/dialog.html?scopes=Reports.Read');
});

it('after a sign-out the dialog lets the person choose the account', () => {
  expect(ask({ chooseAccount: true }).dialog.url.searchParams.get('choose')).toBe('account');
});

it('nothing is silent here', async () => {
  await expect(client.silent(['Reports.Read'])).rejects.toMatchObject({ facts: { asks: true } });
  expect(opened).toEqual([]);
});

describe('an answer', () => {
  it('is taken once, and the dialog closed', async () => {
    const { answer, dialog } = ask();
    await settled();
    dialog.events.onMessage(JSON.stringify(TOKEN), OURS);
    dialog.events.onMessage(JSON.stringify({ ...TOKEN, token: 'another' }), OURS);
    dialog.events.onEnd(12_006);
    expect(await answer).toEqual(TOKEN);
    expect(dialog.closed).toBe(1);
  });

  it('that comes before Office has said that the dialog is open is taken, and the dialog closed then', async () => {
    const { answer, dialog } = ask();
    dialog.events.onMessage(JSON.stringify(TOKEN), OURS);
    expect(await answer).toEqual(TOKEN);
    await settled();
    expect(dialog.closed).toBe(1);
  });

  it.each([
    ['another origin', 'https://evil.example'],
    ['our origin over http', 'http://hmis.example.org'],
    ['a host whose name begins with ours', 'https://hmis.example.org.evil.example'],
    ['another port', 'https://hmis.example.org:444'],
    ['an Office that does not say from where', undefined],
    ['a page without an origin', 'null'],
  ])('of %s is not heard', async (_what, origin) => {
    const { answer, dialog } = ask();
    dialog.events.onMessage(JSON.stringify(TOKEN), origin);
    expect(await isOpen(answer)).toBe(true);
    dialog.events.onMessage(JSON.stringify(TOKEN), OURS);
    expect(await answer).toEqual(TOKEN);
  });

  it.each([
    'no JSON',
    '',
    'null',
    '{}',
    JSON.stringify({ ...TOKEN, token: '' }),
    JSON.stringify({ ...TOKEN, token: 1 }),
    JSON.stringify({ ...TOKEN, token: 'x'.repeat(16_385) }),
    JSON.stringify({ ...TOKEN, more: true }),
    JSON.stringify({ ...TOKEN, expiresAt: 'tomorrow' }),
    JSON.stringify({ code: 'user_cancelled' }),
    JSON.stringify({ code: 'x'.repeat(61), aadsts: '', asks: false }),
  ])('that is none of ours is not heard: %.40s', async (message) => {
    const { answer, dialog } = ask();
    dialog.events.onMessage(message, OURS);
    expect(await isOpen(answer)).toBe(true);
    expect(dialog.closed).toBe(0);
  });

  it('is good for what was asked, whatever else it names', async () => {
    const { answer, dialog } = ask();
    dialog.events.onMessage(JSON.stringify({ ...TOKEN, scopes: [] }), OURS);
    expect((await answer).scopes).toEqual(['Reports.Read']);
  });
});

describe('no token comes', () => {
  const message = async (answer: Promise<unknown>) =>
    signInRefusal(await answer.catch((error: unknown) => error), ['Reports.Read']).message;

  it('where Microsoft refused, with its code', async () => {
    const { answer, dialog } = ask();
    dialog.events.onMessage(JSON.stringify({ code: 'access_denied', aadsts: '50105', asks: false }), OURS);
    expect(await message(answer)).toContain('AADSTS50105');
    await settled();
    expect(dialog.closed).toBe(1);
  });

  it('where the person closed the dialog', async () => {
    const { answer, dialog } = ask();
    dialog.events.onEnd(12_006);
    expect(await message(answer)).toContain('cancelled');
  });

  it('where the pane was left meanwhile, and the dialog is closed', async () => {
    const { answer, dialog } = ask();
    await settled();
    client.end();
    expect(await message(answer)).toContain('cancelled');
    expect(dialog.closed).toBe(1);
  });

  it.each([
    [12_007, 'open already'],
    [12_009, 'cancelled'],
    [12_011, 'blocked'],
    [12_004, 'not set up'],
    [5_001, 'dialog_5001'],
  ])('where Office opened none (%d)', async (code, words) => {
    const refusing = dialogClient(PAGE, async () => {
      throw new DialogRefused(code);
    });
    expect(await message(refusing.ask(['Reports.Read'], { chooseAccount: false }))).toContain(words);
  });

  it('outside of Excel, which is said', async () => {
    const outside = dialogClient(PAGE, async () => {
      throw new WorkbookError('NotExcel');
    });
    expect(await message(outside.ask(['Reports.Read'], { chooseAccount: false }))).toContain('inside Excel');
  });
});
