import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../../infra/local/cli/options.ts';
import { parameterHelp, wrapped } from '../../../../infra/local/cli/report-help.ts';
import { givenParameters, parameterOptions, REPORT_OPTIONS } from '../../../../infra/local/cli/report-options.ts';
import { UsageError } from '../../../../infra/local/cli/terminal.ts';
import { parameter } from '../../../../shared/parameter.ts';
import { VISITS } from '../../../addin/service/scripted-service.ts';

const { parameters } = VISITS;

function given(args: readonly string[]): Record<string, unknown> {
  return givenParameters(parameters, readOptions(args, { ...parameterOptions(parameters), ...REPORT_OPTIONS }, 0));
}

describe('a report’s options', () => {
  it('are its parameters, by their names', () => {
    const args = [
      '--from',
      '2025-01-01',
      '--kind',
      'first',
      '--headsOnly',
      'true',
      '--standardDays=0',
      '--personalId',
      'x',
    ];
    expect(given(args)).toEqual({
      from: '2025-01-01',
      kind: 'first',
      headsOnly: true,
      standardDays: 0,
      personalId: 'x',
    });
  });

  it('may be repeated where the parameter is a list or has several choices', () => {
    expect(given(['--projects', '109', '--projects', '110', '--bands', 'b', '--bands', 'a'])).toEqual({
      projects: ['109', '110'],
      bands: ['b', 'a'],
    });
  });

  it('left out are left to the service', () => {
    expect(given([])).toEqual({});
    expect(given(['--format', 'csv'])).toEqual({});
  });

  it.each([
    [['--form', 'x'], "Unknown option '--form'."],
    [['--from', 'yesterday'], '--from takes a date, YYYY-MM-DD.'],
    [['--from', '2025-02-30'], '--from takes a date, YYYY-MM-DD.'],
    [['--from', '2025-01-01', '--from', '2025-01-02'], '--from can be given once.'],
    [['--kind', 'second'], '--kind takes one of: any, first.'],
    [['--bands', 'a', '--bands', 'c'], '--bands takes one of: a, b.'],
    [['--headsOnly', 'yes'], '--headsOnly takes true or false.'],
    [['--standardDays', '1.5'], '--standardDays takes a whole number.'],
    [['--standardDays', '31'], '--standardDays takes a whole number from 0 to 30.'],
    [['--projects', ''], '--projects takes ids of 1 to 200 bytes, at most 1,000 of them.'],
    [['--personalId', 'x'.repeat(201)], '--personalId takes at most 200 characters.'],
    [['--headsOnly'], "Option '--headsOnly <value>' argument missing"],
    [['stray'], 'What is “stray” here?'],
  ])('%j are wrong usage', (args, sentence) => {
    expect(() => given(args)).toThrow(new UsageError(sentence));
  });

  it('are told in help with label, what they take and what they are when left out', () => {
    const help = parameterHelp(parameters).join('\n');
    expect(help).toContain('--from YYYY-MM-DD');
    expect(help).toMatch(/--kind VALUE +Kind \(default: any\), one of\n +any +Any kind\n +first +First visits/);
    expect(help).toMatch(/--projects ID +Projects \(may be repeated; default: all that you may see\)/);
    expect(help).toMatch(/--hidePii true\|false +Hide PII \(default: true\)/);
    expect(help).toMatch(/--standardDays NUMBER +Standard days \(0 to 30; default: 3\)/);
  });

  it('are “none” and not “all” where a list of choices adds to the report', () => {
    const choices = { label: 'Also', options: { nights: 'Bed nights' }, default: [] } as const;
    const help = parameterHelp({
      more: parameter.choices({ ...choices, adds: true }),
      only: parameter.choices(choices),
    });
    expect(help.filter((line) => line.includes('default'))).toEqual([
      '  --more VALUE  Also (may be repeated; default: none), any of',
      '  --only VALUE  Also (may be repeated; default: all), any of',
    ]);
  });

  it('are told in lines that fit a terminal', () => {
    const lines = wrapped('a word '.repeat(60).trim(), 10);
    expect(lines.every((line) => line.length <= 110 && line.startsWith(' '.repeat(10)))).toBe(true);
    expect(lines.map((line) => line.trim()).join(' ')).toBe('a word '.repeat(60).trim());
  });
});
