import { randomUUID } from 'node:crypto';
import type { Client } from '../../../addin/service/client.ts';
import type { ScheduleList, ScheduleStatus } from '../../../shared/contract/schedules.ts';
import { type Rhythm, TIME_OF_DAY, WEEKDAYS } from '../../../shared/rhythm.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type OptionKind, type Options, readOptions, required } from './options.ts';
import { findSetting } from './saved-setting.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const DAYS: readonly string[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const ADD: Readonly<Record<string, OptionKind>> = {
  report: 'value',
  organization: 'value',
  every: 'value',
  on: 'value',
  at: 'value',
  reason: 'value',
};

export const schedulesCommand: Command = {
  does: 'runs saved settings day by day, week by week or month by month, into files on the server',
  usage: [
    'Usage: hmis schedules list [--json]',
    '       hmis schedules add SETTING --every day --at HH:MM [--reason WHY]',
    '       hmis schedules add SETTING --every week --on WEEKDAY --at HH:MM [--reason WHY]',
    '       hmis schedules add SETTING --every month --on 1…31 --at HH:MM [--reason WHY]',
    '       hmis schedules pause ID | resume ID | run ID | end ID',
    '',
    'SETTING is a name or an id of hmis saved list; --report and --organization say which, where several have the name.',
    'A setting that shows names needs a --reason, which is kept with each run in the audit trail.',
    'Times are by the clock of the CoC; on the 31st is the last day of a shorter month. Each run makes a file of hmis',
    'files list, encrypted under a password of its own: hmis files get ID shows it.',
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'list':
        return await list(readOptions(args, { json: 'switch' }, 0), terminal);
      case 'add':
        return await add(readOptions(args, ADD, 1), terminal);
      case 'pause':
      case 'resume':
      case 'run': {
        const act = verb;
        return await change(readOptions(args, {}, 1), terminal, (client, id) =>
          client.changeSchedule(id, act, { signal: terminal.signal }),
        );
      }
      case 'end':
        return await change(readOptions(args, {}, 1), terminal, (client, id) =>
          client.endSchedule(id, { signal: terminal.signal }),
        );
      default:
        throw new UsageError('schedules list, add, pause, resume, run or end?');
    }
  },
};

async function list(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => client.schedules({ signal: terminal.signal }));
  print(terminal, options.on('json') ? [JSON.stringify(answer, null, 2)] : tableOf(answer));
  return 0;
}

async function add(options: Options, terminal: Terminal): Promise<number> {
  const [called] = options.words;
  if (called === undefined) throw new UsageError('Which setting? hmis saved list shows those there are.');
  const rhythm = rhythmOf(options);
  const reason = options.value('reason');
  const id = randomUUID();
  await withClient(options, terminal, async (client) => {
    const wanted = { called, report: options.value('report'), organization: options.value('organization') };
    const { id: setting, organization } = await findSetting(client, wanted, terminal);
    const request = { setting: { id: setting, organization }, rhythm, ...(reason === undefined ? {} : { reason }) };
    return client.makeSchedule(id, request, { signal: terminal.signal });
  });
  print(terminal, [id]);
  return 0;
}

async function change(
  options: Options,
  terminal: Terminal,
  act: (client: Client, id: string) => Promise<ScheduleList>,
): Promise<number> {
  const [id] = options.words;
  if (id === undefined) throw new UsageError('Which schedule? schedules list shows their ids.');
  const answer = await withClient(options, terminal, (client) => act(client, id));
  print(terminal, tableOf(answer));
  return 0;
}

function rhythmOf(options: Options): Rhythm {
  const at = required(options, 'at');
  if (!TIME_OF_DAY.test(at)) throw new UsageError('--at takes a time of day, HH:MM, from 00:00 to 23:59.');
  const on = options.value('on')?.toLowerCase();
  switch (required(options, 'every')) {
    case 'day':
      if (on !== undefined) throw new UsageError('--on is for --every week and --every month.');
      return { every: 'day', at };
    case 'week': {
      const day = WEEKDAYS[DAYS.indexOf(on ?? '')];
      if (day === undefined) throw new UsageError(`--on takes a day of the week: ${DAYS.join(', ')}.`);
      return { every: 'week', on: day, at };
    }
    case 'month': {
      const day = /^\d{1,2}$/.test(on ?? '') ? Number(on) : 0;
      if (day < 1 || day > 31) throw new UsageError('--on takes a day of the month, 1 to 31.');
      return { every: 'month', on: day, at };
    }
    default:
      throw new UsageError('--every day, week or month?');
  }
}

function tableOf({ timeZone, schedules }: ScheduleList): string[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const time = (at: string | undefined) => (at === undefined ? '' : clock.format(new Date(at)));
  const rows = schedules.map((schedule) => [
    schedule.id,
    schedule.name,
    schedule.report,
    whenOf(schedule.rhythm),
    schedule.state,
    time(schedule.nextRun),
    time(schedule.lastRun?.at),
    lastOf(schedule),
    schedule.own ? 'you' : schedule.owner,
  ]);
  const headers = ['Schedule', 'Setting', 'Report', 'When', 'State', 'Next', 'Last', 'Went', 'By'];
  const told = schedules.flatMap(({ name, message }) =>
    message === undefined ? [] : [printable(`${name}: ${message}`)],
  );
  return [
    ...textTable(headers, rows),
    ...(told.length > 0 ? ['', ...told] : []),
    '',
    `Times are those of ${timeZone}.`,
  ];
}

function whenOf(rhythm: Rhythm): string {
  switch (rhythm.every) {
    case 'day':
      return `daily ${rhythm.at}`;
    case 'week':
      return `${DAYS[rhythm.on - 1]} ${rhythm.at}`;
    case 'month':
      return `monthly on ${rhythm.on} ${rhythm.at}`;
  }
}

function lastOf({ lastRun }: ScheduleStatus): string {
  if (lastRun === undefined) return '';
  return lastRun.message ?? (lastRun.state === 'made' ? `file ${lastRun.file}` : 'being made');
}
