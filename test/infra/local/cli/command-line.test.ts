import { describe, expect, it } from 'vitest';
import { printable, textTable } from '../../../../infra/local/cli/terminal.ts';
import { hmis } from './terminal.ts';

describe('help', () => {
  it('lists the commands', async () => {
    const { code, out, err } = await hmis(['help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const name of ['import', 'snapshots', 'rollback', 'report', 'catalog', 'users', 'sample']) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it.each([
    ['help', 'import'],
    ['import', '--help'],
  ])('is there for a command: %s %s', async (...argv) => {
    const { code, out } = await hmis(argv);
    expect(code).toBe(0);
    expect(out).toContain('--accept-smaller');
  });

  it('lists the reports', async () => {
    const { code, out } = await hmis(['report', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: hmis report ID');
  });

  it('is what no command at all gets, as wrong usage', async () => {
    const { code, out, err } = await hmis([]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage:');
  });
});

describe('wrong usage ends with 2 and says how it is right', () => {
  it.each([
    [['inport'], 'There is no command “inport”.'],
    [['toString'], 'There is no command “toString”.'],
    [['import'], 'Which file or folder?'],
    [['import', 'a', 'b'], 'What is “b” here?'],
    [['import', 'a', '--fast'], "Unknown option '--fast'."],
    [['rollback'], 'Which snapshot?'],
    [['report'], 'Which report?'],
    [['report', '--format', 'csv'], 'Which report?'],
    [['report', 'no-such-report'], 'There is no report no-such-report; there are: '],
    [['users'], 'users list, users set or users end?'],
    [['users', 'set', '--tid', 't'], '--oid is missing.'],
    [
      ['users', 'set', '--tid', 't', '--oid', 'o', '--name', 'n', '--role', 'king'],
      '--role takes one of: manager, dqo, coordinator, admin.',
    ],
    [['sample', '--clients', 'many', '--seed', '1', '--out', 'x'], '--clients takes a whole number.'],
    [['snapshots', '--url', 'a', '--url', 'b'], '--url can be given once.'],
    [['snapshots', '--url', 'http://hmis.example.org'], '--url takes the address of a service, https://…'],
    [['snapshots', '--url', 'hmis.example.org'], '--url takes the address of a service, https://…'],
    [['snapshots', '--url', 'https://x.example/?token=1'], '--url takes an address without user, query or fragment.'],
    [
      ['snapshots', '--url', 'https://x.example', '--as', 'dqo'],
      '--as is for the service on this machine, not for --url.',
    ],
    [['snapshots', '--as', 'king'], '--as takes one of: manager, dqo, coordinator, admin.'],
  ])('%j', async (argv, sentence) => {
    const { code, out, err } = await hmis(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.startsWith(sentence)).toBe(true);
    expect(err).toContain('\n\n');
  });
});

describe('bad data ends with 1 and one sentence', () => {
  it('for a file that is not there', async () => {
    const { code, err } = await hmis(['import', '/no/such.zip'], { url: 'http://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(err).toBe('There is no such file or folder: /no/such.zip.\n');
  });

  it('for a service that is not there', async () => {
    const { code, err } = await hmis(['rollback', 'x'], { url: 'http://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(err).toMatch(/^The service cannot be reached.*\n$/);
  });
});

describe('a text table', () => {
  it('aligns texts to the left and numbers to the right', () => {
    expect(
      textTable(
        ['File', 'Rows'],
        [
          ['Client.csv', 1_234],
          ['Exit.csv', 5],
        ],
      ),
    ).toEqual(['File         Rows', 'Client.csv  1,234', 'Exit.csv        5']);
  });

  it('never lets a name move the cursor', () => {
    expect(printable('a\u001b[2Jb\u202ec\n')).toBe('a?[2Jb?c?');
  });
});
