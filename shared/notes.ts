import { type CalendarDate, earlier } from './dates.ts';
import { applies, type ChoicesParameter, type Parameter, type Parameters, type ParamsOf } from './parameter.ts';
import type { ReportDefinition, RunFacts } from './report.ts';
import type { SnapshotFacts } from './snapshot.ts';
import type { Tally } from './tally.ts';

/** A note names this many values of a list and counts the rest: a cell ends at 32,767 characters, a reader long before. */
const NAMED = 40;

/**
 * What every report says about a run, around the definition's own notes: first a warning where a date lies outside the
 * export, then rule and method (the definition's), what was asked in words, the export, the rows, and what was left out.
 * Pure: the same run gives the same notes, whatever pages it came in.
 */
export function runNotes<P extends Parameters>(
  definition: ReportDefinition<P>,
  params: ParamsOf<P>,
  tally: Tally,
  run: RunFacts,
): string[] {
  return [
    ...outsideExport(definition.parameters, params, run.snapshot),
    ...definition.notes(params, tally, run),
    ...asked(definition.parameters, params, run.names),
    exportIdentity(run.snapshot),
    `Rows: ${number(run.rows)}.`,
    ...personalData(definition, run),
    ...barriers(definition, run),
    ...withheld(run),
    ...(run.snapshot.hashed
      ? ['Names and SSNs are hashed in this export: nobody can read them, and most flaws in them cannot be seen.']
      : []),
  ];
}

function outsideExport(parameters: Parameters, params: Values, snapshot: SnapshotFacts): string[] {
  const { exportStartDate, exportEndDate, exportDate } = snapshot;
  const known = earlier(exportEndDate, exportDate);
  const outside = Object.entries(parameters)
    .filter(([, p]) => p.kind === 'date' && applies(p, params))
    .map(([name, p]) => ({ label: p.label, date: params[name] as CalendarDate }))
    .filter(({ date }) => date < exportStartDate || date > known);
  if (outside.length === 0) return [];
  const dates = outside.map(({ label, date }) => `${label} ${date}`).join(' and ');
  const made = exportDate < exportEndDate ? `, made on ${exportDate}` : '';
  return [
    `Warning: ${dates} ${outside.length === 1 ? 'lies' : 'lie'} outside the export (${exportStartDate} to ${exportEndDate}${made}): records outside it may be missing here.`,
  ];
}

type Values = Readonly<Record<string, unknown>>;

function asked(parameters: Parameters, params: Values, names: RunFacts['names']): string[] {
  const said: string[] = [];
  const open: string[] = [];
  for (const [name, p] of Object.entries(parameters)) {
    if (name === 'hidePii' || !applies(p, params)) continue;
    const words = inWords(p, params[name], names);
    if (words === undefined) open.push(p.label);
    else said.push(`${p.label}: ${words}`);
  }
  return [
    ...(said.length > 0 ? [`Asked for: ${said.join('; ')}.`] : []),
    ...(open.length > 0 ? [`Not narrowed by: ${open.join('; ')}.`] : []),
  ];
}

/** A parameter's value as a person would say it; undefined where it narrows nothing. */
function inWords(p: Parameter, value: unknown, names: RunFacts['names']): string | undefined {
  switch (p.kind) {
    case 'choice':
      return p.options[String(value)] ?? String(value);
    case 'choices':
      return options(p, value);
    case 'list':
      return list(value, (id) => named(id, names[`${p.of}:${id}`]));
    case 'flag':
      return value === true ? 'Yes' : 'No';
    case 'number':
      return number(Number(value));
    case 'date':
    case 'text':
      return value === '' ? undefined : String(value);
  }
}

/** Of many options most: the few that are missing say it shorter. */
function options(p: ChoicesParameter, value: unknown): string | undefined {
  const chosen = Array.isArray(value) ? value : [];
  const labels = (picked: boolean) =>
    Object.entries(p.options).flatMap(([option, label]) => (chosen.includes(option) === picked ? [label] : []));
  const [some, missing] = [labels(true), labels(false)];
  if (some.length === 0) return p.adds ? 'none' : undefined;
  if (missing.length === 0) return 'all';
  return missing.length * 3 > some.length ? some.join(', ') : `all but ${missing.join(', ')}`;
}

function list(value: unknown, word: (item: string) => string): string | undefined {
  const items = Array.isArray(value) ? value.map(String) : [];
  if (items.length === 0) return undefined;
  const rest = items.length - NAMED;
  return items.slice(0, NAMED).map(word).join(', ') + (rest > 0 ? ` and ${number(rest)} more` : '');
}

function named(id: string, name: string | undefined): string {
  return name === undefined || name === id ? id : `${name} (${id})`;
}

function exportIdentity(snapshot: SnapshotFacts): string {
  const { format, exportDate, exportStartDate, exportEndDate, software, id } = snapshot;
  const year = format === 'FY2024' ? 'FY 2024' : 'FY 2026';
  const from = software === '' ? '' : `, from ${software}`;
  return `Data: HMIS CSV export (${year}) of ${exportDate}, ${exportStartDate} to ${exportEndDate}${from}; snapshot ${id}.`;
}

function personalData(definition: Pick<ReportDefinition, 'columns'>, run: RunFacts): string[] {
  const columns = definition.columns.filter((column) => column.pii).map((column) => column.header ?? column.key);
  if (columns.length === 0) return [];
  return [
    run.piiHidden
      ? `Personal data is hidden; left empty: ${columns.join(', ')}.`
      : `Personal data is shown: ${columns.join(', ')}.`,
  ];
}

function barriers(definition: Pick<ReportDefinition, 'columns'>, run: RunFacts): string[] {
  const columns = definition.columns.filter((column) => column.barrier).map((column) => column.header ?? column.key);
  if (columns.length === 0 || run.barriersHidden !== true) return [];
  return [`Barriers are shown only to people who may edit trackers; left empty: ${columns.join(', ')}.`];
}

function withheld(run: RunFacts): string[] {
  if (run.withheldProjects === 0) return [];
  const one = run.withheldProjects === 1;
  const projects = one
    ? '1 project of a victim service provider'
    : `${number(run.withheldProjects)} projects of victim service providers`;
  const persons = run.withheldPersons === null ? '' : `, with ${number(run.withheldPersons)} people,`;
  return [`${projects}${persons} ${one ? 'was' : 'were'} left out: only their own organizations see them.`];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
