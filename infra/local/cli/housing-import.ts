import { readFile } from 'node:fs/promises';
import type { Client } from '../../../addin/service/client.ts';
import { runReport } from '../../../addin/service/run.ts';
import { ROWS_AT_ONCE, type SaveResult, type TrackerRow } from '../../../shared/contract/trackers.ts';
import { HmisError } from '../../../shared/errors.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { SEALED_FIELDS, type SealedField } from '../../../shared/tracker.ts';
import {
  headerRow,
  type Mapping,
  mapHeaders,
  type ReadRow,
  readRow,
  SHEET_FIELDS,
  type SheetField,
} from '../../../shared/tracker-sheet.ts';
import { readCsvRows, type SheetRow } from '../sheet-in/csv.ts';
import { readXlsx } from '../sheet-in/xlsx.ts';
import { withClient } from './connect.ts';
import { type OptionKind, readOptions } from './options.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const OWN: Readonly<Record<string, OptionKind>> = {
  map: 'values',
  'dry-run': 'switch',
  reason: 'value',
  json: 'switch',
};

/** What became of a row of the sheet. */
interface RowResult {
  /** As the sheet numbers it. */
  readonly row: number;
  readonly enrollmentId: string;
  readonly result: SaveResult['result'];
  readonly version: number | null;
  readonly message: string;
}

/**
 * Takes a tracker sheet in, row by row: each is saved or refused by itself and listed by its number. Exit code 1 where a
 * row was not saved.
 */
export async function housingImport(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, OWN, 1);
  const [path] = options.words;
  if (path === undefined) throw new UsageError('Which file?');
  const given = mapOptions(options.values('map'));
  const { mapping, unused, rows } = columnsOf(await rowsOf(path), given);
  const reason = options.value('reason');
  const sealed = SEALED_FIELDS.filter((field) => mapping.has(field));
  const dryRun = options.on('dry-run');
  const results = await withClient(options, terminal, (client) =>
    takeIn(client, rows, reason === undefined ? without(mapping, sealed) : mapping, { dryRun, reason }, terminal),
  );
  const left = reason === undefined && sealed.length > 0 ? sealed : [];
  if (options.on('json')) print(terminal, [JSON.stringify({ dryRun, unused, leftOut: left, results }, null, 2)]);
  else print(terminal, resultLines(results, { dryRun, unused, left }));
  return results.every(({ result }) => result === 'saved' || result === 'unchanged') ? 0 : 1;
}

async function rowsOf(path: string): Promise<SheetRow[]> {
  const file = await readFile(path);
  if (/\.xlsx$/i.test(path)) return readXlsx(file);
  if (/\.csv$/i.test(path)) return readCsvRows(file);
  throw new UsageError('A tracker sheet is a .csv or an .xlsx file.');
}

function mapOptions(maps: readonly string[]): ReadonlyMap<string, SheetField> {
  return new Map(
    maps.map((text) => {
      const at = text.lastIndexOf('=');
      const field = SHEET_FIELDS.find((each) => each === text.slice(at + 1).trim());
      if (at < 1 || field === undefined) {
        throw new UsageError(`--map takes "Header=Field", with one of: ${SHEET_FIELDS.join(', ')}.`);
      }
      return [text.slice(0, at).trim(), field] as const;
    }),
  );
}

function columnsOf(all: readonly SheetRow[], given: ReadonlyMap<string, SheetField>) {
  const first = Math.max(0, headerRow(all.map(({ cells }) => cells)));
  const headers = (all[first]?.cells ?? []).map((cell) => String(cell ?? ''));
  const mapped = mapHeaders(headers, given);
  if ('wrong' in mapped) throw new HmisError('BadRequest', mapped.wrong);
  const rows = all.slice(first + 1).filter(({ cells }) => cells.some((cell) => String(cell ?? '').trim() !== ''));
  if (rows.length === 0) throw new HmisError('BadRequest', 'The sheet has no row under its headers.');
  return { ...mapped, rows };
}

/** Without a reason sealed fields are not taken: the door without names refuses them. */
function without(mapping: Mapping, sealed: readonly SealedField[]): Mapping {
  return new Map([...mapping].filter(([field]) => !sealed.some((each) => each === field)));
}

async function takeIn(
  client: Client,
  rows: readonly SheetRow[],
  mapping: Mapping,
  { dryRun, reason }: { dryRun: boolean; reason: string | undefined },
  { signal }: Terminal,
): Promise<RowResult[]> {
  const known = await openStays(client, signal);
  const read = rows.map((row) => ({ row: row.number, asked: askedOf(readRow(row.cells, mapping), known) }));
  const results = new Map<number, RowResult>();
  for (const { row, asked } of read) {
    if ('message' in asked) results.set(row, { row, enrollmentId: '', result: 'refused', version: null, ...asked });
  }
  const asked = read.flatMap(({ row, asked }) => ('message' in asked ? [] : [{ row, asked }]));
  for (let from = 0; from < asked.length; from += ROWS_AT_ONCE) {
    const some = asked.slice(from, from + ROWS_AT_ONCE);
    const body = { rows: some.map(({ asked }) => asked), dryRun, ...(reason === undefined ? {} : { reason }) };
    const { results: saved } = await client.saveTrackers(body, reason !== undefined, { signal });
    some.forEach(({ row }, i) => {
      const result = saved[i];
      if (result) results.set(row, rowResult(row, result));
    });
  }
  return [...results.values()].sort((a, b) => a.row - b.row);
}

interface OpenStay {
  readonly personalId: string;
  readonly version: number;
}

/** Every open enrollment this person sees, whatever the project's type, with its tracker's version. */
async function openStays(client: Client, signal: AbortSignal): Promise<ReadonlyMap<string, OpenStay>> {
  const report = await loadReport('housing-status');
  const params = { projectTypes: [], headsOfHouseholdOnly: false };
  const { columns, rows } = await runReport(client, { report, params, signal });
  const at = (key: string) => columns.findIndex((column) => column.key === key);
  const [enrollment, person, version] = [at('EnrollmentID'), at('PersonalID'), at('Version')];
  return new Map(
    rows.map((row) => [
      String(row[enrollment]),
      { personalId: String(row[person]), version: Number(row[version] ?? 0) },
    ]),
  );
}

/** The edit that a row asks for; made from the tracker as it stands where the sheet names no version. */
function askedOf(read: ReadRow, known: ReadonlyMap<string, OpenStay>): TrackerRow | { readonly message: string } {
  if ('message' in read) return { message: `${read.field}: ${read.message}.` };
  const { personalId, version, changes } = read;
  const ofPerson = [...known].filter(([, stay]) => stay.personalId === personalId).map(([id]) => id);
  if (read.enrollmentId === null && ofPerson.length !== 1) {
    if (personalId === null) return { message: 'Neither EnrollmentID nor PersonalID is filled.' };
    const many = `has ${ofPerson.length} open enrollments among those you can see: say which by EnrollmentID`;
    return {
      message: `PersonalID: ${ofPerson.length === 0 ? 'has no open enrollment among those you can see' : many}.`,
    };
  }
  const enrollmentId = read.enrollmentId ?? ofPerson[0] ?? '';
  return { enrollmentId, version: version ?? known.get(enrollmentId)?.version ?? 0, changes };
}

function rowResult(row: number, result: SaveResult): RowResult {
  const { enrollmentId } = result;
  const version = 'current' in result ? result.current.version : null;
  const message =
    result.result === 'saved'
      ? result.warnings.map((warning) => warning.message).join(' ')
      : result.result === 'unchanged'
        ? ''
        : result.message;
  return { row, enrollmentId, result: result.result, version, message };
}

function resultLines(
  results: readonly RowResult[],
  { dryRun, unused, left }: { dryRun: boolean; unused: readonly string[]; left: readonly string[] },
): string[] {
  const count = (result: RowResult['result']) => results.filter((each) => each.result === result).length;
  const saved = dryRun ? 'would be saved' : 'saved';
  return [
    ...textTable(
      ['Row', 'Enrollment', 'Result', 'Version', 'Why'],
      results.map((each) => [
        String(each.row),
        each.enrollmentId,
        each.result === 'saved' ? saved : each.result,
        String(each.version ?? ''),
        each.message,
      ]),
    ),
    '',
    `${count('saved')} ${saved}, ${count('unchanged')} unchanged, ${count('stale')} stale, ${count('refused')} refused.`,
    ...(unused.length > 0 ? [printable(`Columns that were not used: ${unused.join(', ')}.`)] : []),
    ...(left.length > 0 ? [`Left out, for they need a --reason: ${left.join(', ')}.`] : []),
    ...(dryRun ? ['Nothing was saved: this was a dry run.'] : []),
  ];
}
