import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Client } from '../../../addin/service/client.ts';
import { type AuditAnswer, type AuditCheck, type AuditRequest, auditCheck } from '../../../shared/contract/trail.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../../../shared/dates.ts';
import { TRAIL_EVENTS } from '../../../shared/trail-events.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type OptionKind, type Options, oneOf, readOptions, required } from './options.ts';
import { toFile, writeTexts } from './output.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const RANGE: Readonly<Record<string, OptionKind>> = { from: 'value', to: 'value' };
const FILTERS: Readonly<Record<string, OptionKind>> = { ...RANGE, tid: 'value', oid: 'value', what: 'value' };

export const auditCommand: Command = {
  does: 'lists, exports and verifies the audit trail',
  usage: [
    'Usage: hmis audit list   --from DAY [--to DAY] [--tid TENANT --oid OBJECT] [--what EVENT] [--json]',
    '       hmis audit export --from DAY [--to DAY] [--tid TENANT --oid OBJECT] [--what EVENT] --out FILE',
    '       hmis audit verify --from DAY [--to DAY] [--save FILE] [--against FILE]',
    '',
    'DAY is a day in UTC, YYYY-MM-DD; without --to it is one day.',
    `EVENT is one of ${TRAIL_EVENTS.join(', ')}.`,
    'export writes one entry a line as JSON, each with its hash: the SHA-256 of its canonical JSON without it.',
    'verify exits with 1 where an entry was changed, moved or taken out. --save keeps the ends of the chains; --against',
    'compares with such a file, and so finds a chain that was cut at its end or written anew.',
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'list':
        return await list(readOptions(args, { ...FILTERS, json: 'switch' }, 0), terminal);
      case 'export':
        return await exportTrail(readOptions(args, { ...FILTERS, out: 'value' }, 0), terminal);
      case 'verify':
        return await verify(readOptions(args, { ...RANGE, save: 'value', against: 'value' }, 0), terminal);
      default:
        throw new UsageError('audit list, audit export or audit verify?');
    }
  },
};

async function list(options: Options, terminal: Terminal): Promise<number> {
  const question = questionOf(options);
  await withClient(options, terminal, async (client) => {
    for await (const entries of parts(client, question, terminal)) {
      if (options.on('json'))
        print(
          terminal,
          entries.map((entry) => JSON.stringify(entry)),
        );
      else if (entries.length > 0) print(terminal, textTable(HEADERS, entries.map(line)));
    }
  });
  return 0;
}

const HEADERS = ['When (UTC)', 'Who', 'What', 'Rows', 'Names', 'Result', 'Details'];

function line(entry: AuditAnswer['entries'][number]): (string | number)[] {
  const { at, name, what, rows, pii, reason, result, details } = entry;
  const why = reason === undefined ? '' : `: ${reason}`;
  return [
    at.slice(0, 19).replace('T', ' '),
    name,
    what,
    rows,
    pii ? `shown${why}` : 'hidden',
    result,
    inShort(details),
  ];
}

function inShort(details: unknown): string {
  const text = JSON.stringify(details);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

async function exportTrail(options: Options, terminal: Terminal): Promise<number> {
  const question = questionOf(options);
  const file = required(options, 'out');
  let count = 0;
  await withClient(options, terminal, (client) =>
    toFile(
      file,
      async (sink) => {
        for await (const entries of parts(client, question, terminal)) {
          count += entries.length;
          await writeTexts(
            sink,
            entries.map((entry) => `${JSON.stringify(entry)}\n`),
          );
        }
      },
      terminal.signal,
    ),
  );
  print(terminal, [printable(`${count.toLocaleString('en-US')} entries written to ${file}.`)]);
  return 0;
}

async function* parts(
  client: Client,
  question: AuditRequest,
  { signal }: Terminal,
): AsyncGenerator<AuditAnswer['entries']> {
  let after: string | undefined;
  do {
    const answer = await client.audit({ ...question, ...(after === undefined ? {} : { after }) }, { signal });
    yield answer.entries;
    after = answer.after;
  } while (after !== undefined);
}

async function verify(options: Options, terminal: Terminal): Promise<number> {
  const { from, to } = rangeOf(options);
  const against = await savedChecks(options.value('against'));
  const checks: AuditCheck[] = [];
  await withClient(options, terminal, async (client) => {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const heads = against.find((check) => check.day === day)?.heads;
      checks.push(await client.checkAudit({ day, ...(heads ? { heads } : {}) }, { signal: terminal.signal }));
    }
  });
  const file = options.value('save');
  if (file !== undefined) {
    await toFile(file, (sink) => writeTexts(sink, [`${JSON.stringify(checks, null, 2)}\n`]), terminal.signal);
  }
  const faults = checks.flatMap(({ day, faults: found }) =>
    found.map(({ shard, seq, what }) => `${day}, chain ${shard}, entry ${seq}: ${FAULTS[what]}.`),
  );
  const entries = checks.reduce((sum, check) => sum + check.entries, 0).toLocaleString('en-US');
  print(terminal, faults.length > 0 ? faults : [`${entries} entries, every one whole and in its place.`]);
  return faults.length > 0 ? 1 : 0;
}

const FAULTS: Readonly<Record<AuditCheck['faults'][number]['what'], string>> = {
  unreadable: 'cannot be read',
  changed: 'was changed',
  moved: 'stands in another’s place',
  missing: 'is missing',
  chainBroken: 'does not follow from the one before it',
};

async function savedChecks(file: string | undefined): Promise<AuditCheck[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8');
  const parsed = z.safeParse(z.array(auditCheck), jsonOf(text));
  if (!parsed.success) throw new UsageError('--against takes a file that audit verify --save wrote.');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function questionOf(options: Options): AuditRequest {
  const [tid, oid] = [options.value('tid'), options.value('oid')];
  if ((tid === undefined) !== (oid === undefined)) throw new UsageError('--tid and --oid go together.');
  const what = options.value('what') === undefined ? undefined : oneOf(options, 'what', TRAIL_EVENTS, 'plan');
  return {
    ...rangeOf(options),
    ...(tid !== undefined && oid !== undefined ? { who: { tid, oid } } : {}),
    ...(what === undefined ? {} : { what }),
  };
}

function rangeOf(options: Options): { from: CalendarDate; to: CalendarDate } {
  const from = dayOf('from', required(options, 'from'));
  return { from, to: options.value('to') === undefined ? from : dayOf('to', required(options, 'to')) };
}

function dayOf(name: string, text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new UsageError(`--${name} takes a date, YYYY-MM-DD.`);
  return text;
}
