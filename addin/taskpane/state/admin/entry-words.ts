import type { Catalog } from '../../../../shared/contract/runs.ts';
import { isCalendarDate } from '../../../../shared/dates.ts';
import type { Parameter } from '../../../../shared/parameter.ts';
import { PII_REASONS } from '../../../../shared/pii-reasons.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import { ROLES } from '../../../../shared/roles.ts';
import { TRAIL_EVENTS } from '../../../../shared/trail-events.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { formatDate, formatNumber } from '../../format.ts';
import { translated } from '../../language.ts';
import { WORDS } from '../../words.ts';
import type { TrailEntry } from './read-back.ts';
import type { User } from './rights-form.ts';
import { utcInWords } from './zoned-time.ts';

/** By what ids in an entry get their names, as far as they have some. */
export interface Names {
  readonly users: readonly User[];
  readonly reports: ReadonlyMap<string, AnyReport>;
  readonly catalog: Catalog | undefined;
}

/** An entry in one line: what was done, and to what. */
export function headlineOf({ what, details }: TrailEntry, names: Names): string {
  const event = 'verified' in details ? ADMIN_WORDS.verified : ADMIN_WORDS.events[what];
  const subject = subjectOf(details, names);
  return subject === undefined ? event : ADMIN_WORDS.about(event, subject);
}

function subjectOf(details: TrailEntry['details'], names: Names): string | undefined {
  if (typeof details.report === 'string') return reportName(details.report, names);
  if (typeof details.person === 'string') return personName(details.person, names);
  return undefined;
}

function reportName(id: string, { reports }: Names): string {
  return translated(reports.get(id)?.title ?? id);
}

/** Of `tid#oid`, as the trail names people. */
function personName(person: string, { users }: Names): string {
  return users.find(({ tid, oid }) => `${tid}#${oid}` === person)?.name ?? person.replace('#', ' ');
}

/** Why names were shown: the usual reason's sentence, or the person's own words. */
export function reasonInWords(reason: string): string {
  return translated(Object.entries(PII_REASONS).find(([key]) => key === reason)?.[1] ?? reason);
}

export function resultInWords(result: string): string {
  const words = ADMIN_WORDS.details;
  if (result === 'ok') return words.done;
  if (result === 'NotAllowed') return words.notAllowed;
  return result === 'NotFound' ? words.outOfReach : words.refused(result);
}

export type Detail = readonly [label: string, text: string];

/** All that an entry tells, as labels and texts. What this version knows no words for is told as it stands. */
export function detailsOf(entry: TrailEntry, names: Names): readonly Detail[] {
  const words = ADMIN_WORDS.details;
  return [
    [words.result, resultInWords(entry.result)],
    ...(entry.reason === undefined ? [] : [[words.reason, reasonInWords(entry.reason)] as const]),
    ...inOrder(entry.details, FIRST).flatMap(([name, value]) => told(name, value, entry, names)),
    [words.utc, utcInWords(entry.at)],
    [ADMIN_WORDS.rights.oid, entry.oid],
    [ADMIN_WORDS.rights.tid, entry.tid],
    [words.entry, words.place(entry.shard, entry.seq)],
  ];
}

/** What a reader looks for first, whatever order an entry was stored in. */
const FIRST = ['report', 'person', 'change', 'page', 'params', 'snapshot'];

function inOrder(record: Readonly<Record<string, unknown>>, first: readonly string[]): readonly [string, unknown][] {
  const names = [
    ...first.filter((name) => name in record),
    ...Object.keys(record).filter((one) => !first.includes(one)),
  ];
  return names.map((name) => [name, record[name]]);
}

function told(name: string, value: unknown, { details }: TrailEntry, names: Names): readonly Detail[] {
  const words = ADMIN_WORDS.details;
  if (isRecord(value)) {
    if (name === 'read') return readInWords(value, names);
    if (name === 'params') return paramsInWords(value, String(details.report), names);
    if (name === 'change') return changeInWords(value, names);
  }
  const text = asItStands(value);
  switch (name) {
    // Tells two questions apart; a reader learns nothing from it.
    case 'plan':
      return [];
    case 'report':
      return [[words.report, reportName(text, names)]];
    case 'page':
      return [[words.page, formatNumber(Number(value) + 1)]];
    case 'snapshot':
      return [[words.snapshot, dataInWords(text)]];
    case 'person':
      return [[words.person, personName(text, names)]];
    case 'verified':
      return [[words.verified, dayInWords(text)]];
    case 'route':
      return [[words.route, text]];
    default:
      return value === null ? [] : [[name === 'field' ? words.field : name, text]];
  }
}

/** A snapshot's id begins with the day of its export. */
function dataInWords(id: string): string {
  const day = id.replace(/^(\d{4})(\d{2})(\d{2})-.*$/, '$1-$2-$3');
  return isCalendarDate(day) ? ADMIN_WORDS.details.data(day, id) : id;
}

function readInWords({ from, to, who, what }: Readonly<Record<string, unknown>>, names: Names): readonly Detail[] {
  const words = ADMIN_WORDS.details;
  const event = TRAIL_EVENTS.find((one) => one === what);
  const of = [
    ...(typeof who === 'string' ? [personName(who, names)] : []),
    ...(event ? [ADMIN_WORDS.events[event]] : []),
  ];
  const days = from === to ? dayInWords(from) : `${dayInWords(from)} – ${dayInWords(to)}`;
  return [[words.days, days], ...(of.length > 0 ? [[words.readOf, of.join(', ')] as const] : [])];
}

/** A report's parameters that narrow it, as its form names them. */
function paramsInWords(params: Readonly<Record<string, unknown>>, report: string, names: Names): readonly Detail[] {
  const parameters = names.reports.get(report)?.parameters ?? {};
  return inOrder(params, Object.keys(parameters)).flatMap(([name, value]): Detail[] => {
    if (Array.isArray(value) && value.length === 0) return [];
    const p = parameters[name];
    return [p ? [translated(p.label), valueInWords(p, value, names)] : [name, asItStands(value)]];
  });
}

function valueInWords(p: Parameter, value: unknown, { catalog }: Names): string {
  switch (p.kind) {
    case 'date':
      return dayInWords(value);
    case 'choice':
      return translated(p.options[String(value)] ?? String(value));
    case 'choices':
      return listInWords(value, (option) => translated(p.options[option] ?? option));
    case 'list': {
      if (!catalog || p.of === 'cocs') return listInWords(value, (id) => id);
      const known = new Map(catalog[p.of].map(({ id, name }) => [id, name]));
      return listInWords(value, (id) => known.get(id) || id);
    }
    case 'flag':
      return yesOrNo(value === true);
    case 'number':
    case 'text':
      return asItStands(value);
  }
}

/** What a change of rights changed, field by field. */
function changeInWords(change: Readonly<Record<string, unknown>>, names: Names): readonly Detail[] {
  const { rights, details } = ADMIN_WORDS;
  const labels: Readonly<Record<string, string>> = {
    name: rights.name,
    role: rights.role,
    organizations: rights.organizations,
    mayShowPii: rights.mayShowPii,
    active: details.active,
  };
  return inOrder(change, Object.keys(labels)).map(([name, value]): Detail => {
    const { before, after } = isRecord(value) ? value : {};
    return [labels[name] ?? name, details.change(rightInWords(name, before, names), rightInWords(name, after, names))];
  });
}

function rightInWords(field: string, value: unknown, { catalog }: Names): string {
  if (value === null || value === undefined) return ADMIN_WORDS.details.nothing;
  if (typeof value === 'boolean') return yesOrNo(value);
  if (field === 'role') {
    const role = ROLES.find((one) => one === value);
    return role ? WORDS.roles[role] : asItStands(value);
  }
  if (field !== 'organizations') return asItStands(value);
  if (value === 'all') return WORDS.account.allOrganizations;
  const known = new Map(catalog?.organizations.map(({ id, name }) => [id, name]));
  return listInWords(value, (id) => known.get(id) || id) || WORDS.account.noOrganizations;
}

const NAMED = 20;

function listInWords(value: unknown, word: (item: string) => string): string {
  const items = Array.isArray(value) ? value.map(String) : [];
  const more = items.length - NAMED;
  const named = items.slice(0, NAMED).map(word).join(', ');
  return more > 0 ? `${named} ${WORDS.list.andMore(more)}` : named;
}

function dayInWords(day: unknown): string {
  return typeof day === 'string' && isCalendarDate(day) ? formatDate(day) : asItStands(day);
}

function yesOrNo(value: boolean): string {
  return value ? ADMIN_WORDS.details.yes : ADMIN_WORDS.details.no;
}

function asItStands(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
