import { Writable } from 'node:stream';
import { type RunResult, runReport } from '../../../addin/service/run.ts';
import { csvChunks } from '../../../functions/formats/csv.ts';
import { jsonChunks } from '../../../functions/formats/json.ts';
import { runWorkbook } from '../../../functions/formats/run-workbook.ts';
import { writeXlsx } from '../../../functions/formats/xlsx.ts';
import { HmisError } from '../../../shared/errors.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import type { AnyReport } from '../../../shared/report.ts';
import { reportIds } from '../../report-ids.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type Options, oneOf, readOptions } from './options.ts';
import { toFile, writeTexts } from './output.ts';
import { parameterHelp, wrapped } from './report-help.ts';
import { givenParameters, parameterOptions, REPORT_OPTIONS } from './report-options.ts';
import { print, printable, progressBar, type Terminal, UsageError } from './terminal.ts';

const FORMATS = ['json', 'csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

export const reportCommand: Command = {
  does: 'runs a report',
  usage: [
    'Usage: hmis report ID [--PARAMETER VALUE …] [--format json|csv|xlsx] [--out FILE] [--summary]',
    '                      [--as ROLE] [--reason REASON]',
    '',
    'hmis report --help lists the reports; hmis report ID --help a report’s parameters.',
  ],
  async run([id, ...args], terminal) {
    if (id === '--help') return await listReports(terminal);
    if (id === undefined || id.startsWith('-')) throw new UsageError('Which report?');
    const report = await definitionOf(id);
    const options = readOptions(args, { ...parameterOptions(report.parameters), ...REPORT_OPTIONS }, 0);
    if (options.on('help')) {
      print(terminal, reportHelp(report));
      return 0;
    }
    const request = requestOf(report, options);
    const format = formatOf(options);
    const asked = askedTable(report, options, format);
    const run = await withClient(options, terminal, (client) => {
      const bar = progressBar(terminal);
      return runReport(client, {
        ...request,
        signal: terminal.signal,
        onProgress: ({ pages, pagesDone, rows }) => bar.show(`${rows.toLocaleString('en-US')} rows`, pagesDone, pages),
      }).finally(() => bar.end());
    });
    await write({ report, run, format, asked }, options.value('out'), terminal);
    return 0;
  },
};

function requestOf(report: AnyReport, options: Options) {
  const reason = options.value('reason');
  const params = givenParameters(report.parameters, options);
  if (params.hidePii === false && reason === undefined) {
    throw new UsageError(
      `--hidePii false needs a --reason: ${Object.keys(PII_REASONS).join(', ')}, or your own words.`,
    );
  }
  return { report, params, reason };
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

interface Written {
  readonly report: AnyReport;
  readonly run: RunResult;
  readonly format: Format;
  readonly asked: AskedTable;
}

async function write({ report, run, format, asked }: Written, out: string | undefined, terminal: Terminal) {
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

async function definitionOf(id: string): Promise<AnyReport> {
  try {
    return await loadReport(id);
  } catch (error) {
    if (!(error instanceof HmisError) || error.code !== 'NotFound') throw error;
    throw new UsageError(`There is no report ${id.slice(0, 60)}; there are: ${reportIds().join(', ')}.`);
  }
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
