import { Writable } from 'node:stream';
import type { Client } from '../../../addin/service/client.ts';
import { type RunResult, runReport } from '../../../addin/service/run.ts';
import { csvChunks } from '../../../functions/formats/csv.ts';
import { jsonChunks } from '../../../functions/formats/json.ts';
import { runWorkbook } from '../../../functions/formats/run-workbook.ts';
import { writeXlsx } from '../../../functions/formats/xlsx.ts';
import type { SettingAnswer } from '../../../shared/contract/saved.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import type { AnyReport } from '../../../shared/report.ts';
import { reportIds } from '../../report-ids.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type Options, oneOf, readOptions, readSome } from './options.ts';
import { toFile, writeTexts } from './output.ts';
import { parameterHelp, wrapped } from './report-help.ts';
import { definitionOf, givenParameters, parameterOptions, REPORT_OPTIONS } from './report-options.ts';
import { fetchSetting, runParams } from './saved-setting.ts';
import { print, printable, progressBar, type Terminal, UsageError } from './terminal.ts';

const FORMATS = ['json', 'csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

export const reportCommand: Command = {
  does: 'runs a report',
  usage: [
    'Usage: hmis report ID [--PARAMETER VALUE …] [--format json|csv|xlsx] [--out FILE] [--summary]',
    '                      [--saved SETTING] [--as ROLE] [--reason REASON]',
    '       hmis report --saved SETTING […]',
    '',
    'With --saved what is not given is as the setting says (hmis help saved).',
    'hmis report --help lists the reports; hmis report ID --help a report’s parameters.',
  ],
  async run([first, ...rest], terminal) {
    if (first === '--help' || (first?.startsWith('-') && rest.includes('--help'))) return await listReports(terminal);
    if (first === undefined) throw new UsageError('Which report?');
    if (first.startsWith('-')) return await runBySetting([first, ...rest], terminal);
    const report = await definitionOf(first);
    const options = optionsOf(report, rest);
    if (options.on('help')) {
      print(terminal, reportHelp(report));
      return 0;
    }
    const asked = askedBy(report, options);
    const called = options.value('saved');
    return await withClient(options, terminal, async (client) => {
      if (called === undefined) return await run(client, asked, terminal);
      const setting = await fetchSetting(client, { called, report: report.id }, terminal);
      return await run(client, await withSetting(client, asked, setting, terminal), terminal);
    });
  },
};

/** `hmis report --saved NAME`: which report, and so which options there are, is known once the setting is. */
async function runBySetting(args: readonly string[], terminal: Terminal): Promise<number> {
  const some = readSome(args, ['saved']);
  const called = some.value('saved');
  if (called === undefined) throw new UsageError('Which report?');
  return await withClient(some, terminal, async (client) => {
    const setting = await fetchSetting(client, { called }, terminal);
    const report = await definitionOf(setting.setting.report);
    const asked = askedBy(report, optionsOf(report, args));
    return await run(client, await withSetting(client, asked, setting, terminal), terminal);
  });
}

/** A run that is asked for, and what becomes of its rows. */
interface Asked {
  readonly report: AnyReport;
  readonly params: Readonly<Record<string, unknown>>;
  readonly reason: string | undefined;
  readonly format: Format;
  readonly table: AskedTable;
  readonly out: string | undefined;
}

async function run(client: Client, asked: Asked, terminal: Terminal): Promise<number> {
  const { report, params, reason } = asked;
  const bar = progressBar(terminal);
  const result = await runReport(client, {
    report,
    params,
    reason,
    signal: terminal.signal,
    onProgress: ({ pages, pagesDone, rows }) => bar.show(`${rows.toLocaleString('en-US')} rows`, pagesDone, pages),
  }).finally(() => bar.end());
  await write(asked, result, terminal);
  return 0;
}

function optionsOf(report: AnyReport, args: readonly string[]): Options {
  return readOptions(args, { ...parameterOptions(report.parameters), ...REPORT_OPTIONS }, 0);
}

function askedBy(report: AnyReport, options: Options): Asked {
  const reason = options.value('reason');
  const params = givenParameters(report.parameters, options);
  requireReason(params, reason);
  const format = formatOf(options);
  return { report, params, reason, format, table: askedTable(report, options, format), out: options.value('out') };
}

/** The run as a setting says it, what was given on the command line in its place. */
async function withSetting(client: Client, asked: Asked, setting: SettingAnswer, terminal: Terminal): Promise<Asked> {
  const params = await runParams(client, setting, asked.params, terminal);
  requireReason(params, asked.reason);
  return { ...asked, params };
}

function requireReason({ hidePii }: Readonly<Record<string, unknown>>, reason: string | undefined): void {
  if (hidePii !== false || reason !== undefined) return;
  throw new UsageError(`--hidePii false needs a --reason: ${Object.keys(PII_REASONS).join(', ')}, or your own words.`);
}

/** As asked, else as the file is called, else json. */
function formatOf(options: Options): Format {
  const out = options.value('out');
  const called = FORMATS.find((format) => out?.toLowerCase().endsWith(`.${format}`));
  const format = oneOf(options, 'format', FORMATS, called ?? 'json');
  if (format === 'xlsx' && out === undefined) throw new UsageError('--format xlsx needs --out FILE.');
  return format;
}

/** A CSV file holds one table; the other formats have the rows and, where there is one, the summary. */
type AskedTable = 'rows' | 'summary';

function askedTable(report: AnyReport, options: Options, format: Format): AskedTable {
  if (!options.on('summary')) return 'rows';
  if (report.summary === undefined) throw new UsageError(`The report ${report.id} has no summary.`);
  if (format !== 'csv') throw new UsageError('--summary is for csv: json and xlsx have rows and summary.');
  return 'summary';
}

async function write({ report, format, table: asked, out }: Asked, run: RunResult, terminal: Terminal): Promise<void> {
  const table = asked === 'summary' && run.summary ? run.summary : run;
  const texts = format === 'csv' ? csvChunks(table) : jsonChunks(run);
  if (out === undefined) {
    await writeTexts(terminal.out, texts);
  } else {
    const file = (sink: Writable) =>
      format === 'xlsx' ? writeXlsx(runWorkbook(report, run), Writable.toWeb(sink)) : writeTexts(sink, texts);
    await toFile(out, file, terminal.signal);
    terminal.err.write(`Written: ${out}, ${table.rows.length.toLocaleString('en-US')} rows.\n`);
  }
  // A CSV file has no place for its notes, and a list without them can be misread.
  if (format === 'csv') terminal.err.write(run.notes.map((note) => `${printable(note)}\n`).join(''));
}

async function listReports(terminal: Terminal): Promise<number> {
  const ids = reportIds();
  const width = Math.max(0, ...ids.map((id) => id.length));
  const reports = await Promise.all(ids.map(loadReport));
  print(terminal, [
    ...reportCommand.usage.slice(0, 1),
    '',
    ...reports.flatMap(({ id, title, description }) => [
      `  ${id.padEnd(width)}  ${title}`,
      `  ${' '.repeat(width)}  ${description}`,
    ]),
    '',
    ...reportCommand.usage.slice(2),
  ]);
  return 0;
}

function reportHelp(report: AnyReport): string[] {
  return [
    `${report.title}: ${report.description}`,
    '',
    `Usage: hmis report ${report.id} [options]`,
    '',
    ...parameterHelp(report.parameters),
    '',
    '  --format json|csv|xlsx   what to write (default: as the file is called, else json)',
    '  --out FILE               where to (default: the terminal; xlsx needs a file)',
    ...(report.summary ? ['  --summary                csv: the summary in place of the rows'] : []),
    '  --saved SETTING          what is not given is as this saved setting says',
    '  --as ROLE                on this machine: manager, dqo, coordinator or admin (the default)',
    '  --reason REASON          why names are shown, with --hidePii false: your own words, or one of',
    ...Object.entries(PII_REASONS).map(
      ([reason, label]) => `                             ${reason.padEnd(14)} ${label}`,
    ),
    '',
    ...wrapped(`Columns: ${report.columns.map(({ key, header }) => header ?? key).join(', ')}.`, 0),
    'hmis catalog lists the ids of organizations, projects, CoCs, funding sources and users.',
  ];
}
