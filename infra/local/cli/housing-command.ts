import type { SaveResult, TrackerAnswer, TrackerVersion } from '../../../shared/contract/trackers.ts';
import { badRequest } from '../../../shared/parameter.ts';
import {
  SEALED_FIELDS,
  TRACKER_FIELDS,
  TRACKER_LABELS,
  type TrackerChanges,
  type TrackerField,
  trackerChanges,
} from '../../../shared/tracker.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { housingImport } from './housing-import.ts';
import { type OptionKind, type Options, readOptions, wholeNumber } from './options.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const SHOW: Readonly<Record<string, OptionKind>> = { reason: 'value', json: 'switch' };
const SET: Readonly<Record<string, OptionKind>> = {
  ...SHOW,
  from: 'value',
  project: 'value',
  ...(Object.fromEntries(TRACKER_FIELDS.map((field) => [field, 'value'])) as Record<TrackerField, OptionKind>),
};

export const housingCommand: Command = {
  does: 'shows and edits housing trackers, and takes in a tracker sheet',
  usage: [
    'Usage: hmis housing show ENROLLMENT [--reason REASON] [--json]',
    '       hmis housing history ENROLLMENT [--reason REASON] [--json]',
    '       hmis housing set ENROLLMENT --from VERSION [--FIELD VALUE …] [--project ID] [--reason REASON] [--json]',
    '       hmis housing import FILE.csv|FILE.xlsx [--map "Header=Field" …] [--dry-run] [--reason REASON] [--json]',
    '       hmis housing aside [--json]',
    '       hmis housing take-over ENROLLMENT --tracker OTHER_ENROLLMENT [--project ID] [--json]',
    '',
    '  --from     the version the edit is made from: 0 where there is no tracker yet; show tells it',
    '  --FIELD    one of the fields below; an empty value clears it. Dates are YYYY-MM-DD, answers Yes or No',
    '  --project  where the enrollment is, where that is known: it is found faster',
    '  --reason   shows and takes the sealed fields, which need the right to see names and a reason',
    '  --map      which column of the sheet holds which field, where the header does not tell',
    '  --dry-run  says what would become of each row, and saves nothing',
    '',
    ...TRACKER_FIELDS.map((field) => {
      const sealed = (SEALED_FIELDS as readonly TrackerField[]).includes(field) ? ' (sealed)' : '';
      return `  ${field.padEnd(24)} ${TRACKER_LABELS[field]}${sealed}`;
    }),
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'show':
      case 'history':
        return await show(readOptions(args, SHOW, 1), verb === 'history', terminal);
      case 'set':
        return await set(readOptions(args, SET, 1), terminal);
      case 'import':
        return await housingImport(args, terminal);
      case 'aside':
        return await aside(readOptions(args, { json: 'switch' }, 0), terminal);
      case 'take-over':
        return await takeOver(readOptions(args, { json: 'switch', tracker: 'value', project: 'value' }, 1), terminal);
      default:
        throw new UsageError('housing show, history, set, import, aside or take-over?');
    }
  },
};

function enrollmentOf({ words: [id] }: Options): string {
  if (id === undefined || id === '') throw new UsageError('Which enrollment?');
  return id;
}

async function show(options: Options, withHistory: boolean, terminal: Terminal): Promise<number> {
  const id = enrollmentOf(options);
  const answer = await withClient(options, terminal, (client) =>
    client.tracker(id, reasonOf(options), { signal: terminal.signal }),
  );
  const lines = withHistory ? historyLines(answer) : [headLine(answer), ...versionLines(answer.current)];
  print(terminal, options.on('json') ? [JSON.stringify(answer, null, 2)] : lines);
  return 0;
}

function headLine({ enrollmentId, personalId, projectId, entryDate, exitDate, current }: TrackerAnswer): string {
  const stay = exitDate === null ? `since ${entryDate}` : `${entryDate} to ${exitDate}`;
  const version = current.version === 0 ? 'no tracker yet (version 0)' : `version ${current.version}`;
  return printable(`Enrollment ${enrollmentId} of ${personalId} in project ${projectId}, ${stay}: ${version}.`);
}

function versionLines({ at, by, values }: TrackerVersion): string[] {
  return [
    ...(at === null ? [] : [printable(`Saved ${at} by ${by}.`)]),
    ...TRACKER_FIELDS.map((field) => printable(`  ${field.padEnd(24)} ${values[field] ?? ''}`).trimEnd()),
  ];
}

function historyLines(answer: TrackerAnswer): string[] {
  const { history } = answer;
  const rows = history.map((version, i) => {
    const before = history[i + 1]?.values;
    const changed = TRACKER_FIELDS.filter((field) => version.values[field] !== (before?.[field] ?? null));
    const what = changed.map((field) => `${field}: ${version.values[field] ?? '(cleared)'}`);
    if (version.takenFrom !== undefined) what.unshift(`taken over from ${version.takenFrom}`);
    return [version.version, version.at ?? '', version.by ?? '', what.join('; ')];
  });
  return [headLine(answer), '', ...textTable(['Version', 'When', 'Who', 'What'], rows)];
}

async function set(options: Options, terminal: Terminal): Promise<number> {
  const id = enrollmentOf(options);
  const version = wholeNumber('from', options.value('from') ?? '');
  const changes = changesOf(options);
  const { reason } = reasonOf(options);
  const projectId = options.value('project');
  const body = { version, changes, ...(projectId === undefined ? {} : { projectId }) };
  const result = await withClient(options, terminal, (client) =>
    client.saveTracker(id, reason === undefined ? body : { ...body, reason }, reason !== undefined, {
      signal: terminal.signal,
    }),
  );
  return tell(result, options, terminal);
}

function changesOf(options: Options): TrackerChanges {
  const given = TRACKER_FIELDS.flatMap((field) => {
    const value = options.value(field);
    return value === undefined ? [] : [[field, value === '' ? null : value] as const];
  });
  if (given.length === 0) throw new UsageError('What is to be set?');
  const parsed = trackerChanges.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new UsageError(`--${badRequest(parsed.error.issues).message}`);
  return parsed.data;
}

async function takeOver(options: Options, terminal: Terminal): Promise<number> {
  const id = enrollmentOf(options);
  const from = options.value('tracker');
  if (!from) throw new UsageError('Which tracker? Name its enrollment with --tracker.');
  const projectId = options.value('project');
  const body = { from, ...(projectId === undefined ? {} : { projectId }) };
  const result = await withClient(options, terminal, (client) =>
    client.takeTracker(id, body, { signal: terminal.signal }),
  );
  return tell(result, options, terminal);
}

function tell(result: SaveResult, options: Options, terminal: Terminal): number {
  print(terminal, options.on('json') ? [JSON.stringify(result, null, 2)] : resultLines(result));
  return result.result === 'saved' || result.result === 'unchanged' ? 0 : 1;
}

function resultLines(result: SaveResult): string[] {
  switch (result.result) {
    case 'saved':
      return [
        `Saved as version ${result.current.version}.`,
        ...result.warnings.map(({ message }) => printable(`Warning: ${message}`)),
      ];
    case 'unchanged':
      return [`It was so already: version ${result.current.version}.`];
    case 'stale':
      return [
        printable(result.message),
        `Version ${result.base.version}, that your edit was made from:`,
        ...versionLines(result.base),
        `Version ${result.current.version}, as it stands:`,
        ...versionLines(result.current),
      ];
    case 'refused':
      return [printable(result.message)];
  }
}

async function aside(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => client.trackersAside({ signal: terminal.signal }));
  const rows = answer.trackers.map((each) => [
    each.enrollmentId,
    each.personalId,
    each.organizationId,
    each.since.slice(0, 10),
    each.deletedFrom,
  ]);
  const lines =
    rows.length === 0
      ? ['No tracker is set aside.']
      : textTable(['Enrollment', 'Person', 'Organization', 'Set aside', 'Deleted from'], rows);
  print(terminal, options.on('json') ? [JSON.stringify(answer, null, 2)] : lines);
  return 0;
}

function reasonOf(options: Options): { reason?: string } {
  const reason = options.value('reason');
  return reason === undefined ? {} : { reason };
}
