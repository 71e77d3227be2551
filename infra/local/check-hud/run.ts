import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../../addin/service/client.ts';
import { type CalendarDate, type DateRange, isCalendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { runCommandLine } from '../cli/command-line.ts';
import { localTokens } from '../cli/connect.ts';
import { type Options, readOptions } from '../cli/options.ts';
import { print, printable, type Terminal, UsageError } from '../cli/terminal.ts';
import { LOCAL_PEOPLE } from '../people.ts';
import { type LocalService, startLocalService } from '../service.ts';
import { checkProject } from './check.ts';
import type { Difference } from './difference.ts';
import { projectsIn } from './hud-answers.ts';
import { checkedProject } from './lists.ts';

const USAGE = [
  'Usage: npm run -s check:hud -- EXPORT ANSWERS [--from DATE] [--to DATE] [--projects ID …]',
  '',
  "Imports an HMIS CSV export, runs the lists over each project and compares them with HUD Data Lab's answers.",
  '',
  '  EXPORT            the zip, a folder with one zip in it, or the folder of its CSV files',
  '  ANSWERS           a folder with a folder a project: 109/Q5a_detail.csv, Q6e_detail, Q7b_detail, Q16_detail',
  "  --from, --to      the range of the answers (default: 2021-10-01 to 2022-09-30, that of HUD Data Lab's test)",
  '  --projects ID     may be repeated (default: all in ANSWERS)',
  '',
  'Every difference is printed by EnrollmentID with what each side rests on; docs/decisions/hud-departures.md says which',
  'are meant. Exit codes: 0 no difference, 1 differences, 2 wrong usage.',
];

/** The range of HUD Data Lab's published answers. */
const HUD_RANGE = { from: '2021-10-01', to: '2022-09-30' } as const;

/** The whole command; 0 where nothing differs, 1 where something does or cannot be compared, 2 for wrong usage. */
export async function runCheck(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = readOptions(argv, { from: 'value', to: 'value', projects: 'values' }, 2);
    if (options.on('help')) {
      print(terminal, USAGE);
      return 0;
    }
    const [source, answers] = options.words;
    if (source === undefined || answers === undefined) throw new UsageError('Which export, and which answers?');
    return await check(await exportIn(source), answers, rangeOf(options), options.values('projects'), terminal);
  } catch (error) {
    const known = error instanceof UsageError || error instanceof HmisError || error instanceof Error;
    terminal.err.write(`${printable(known ? error.message : String(error))}\n`);
    if (!(error instanceof UsageError)) return 1;
    terminal.err.write(`\n${USAGE.join('\n')}\n`);
    return 2;
  }
}

function rangeOf(options: Options): DateRange {
  const day = (name: 'from' | 'to'): CalendarDate => {
    const text = options.value(name) ?? HUD_RANGE[name];
    if (!isCalendarDate(text)) throw new UsageError(`--${name} takes a date, YYYY-MM-DD.`);
    return text;
  };
  const range = { from: day('from'), to: day('to') };
  if (range.from > range.to) throw new UsageError('--from must not be later than --to.');
  return range;
}

/** A folder with a single zip stands for the zip. */
async function exportIn(path: string): Promise<string> {
  if (!existsSync(path)) throw new UsageError(`There is no ${path}.`);
  const names = await readdir(path).catch(() => []);
  const zips = names.filter((name) => /\.zip$/i.test(name));
  if (names.some((name) => /\.csv$/i.test(name)) || zips.length === 0) return path;
  const [only = '', ...others] = zips;
  if (others.length > 0) throw new UsageError(`There are ${zips.length} zips in ${path}: name one.`);
  return join(path, only);
}

async function check(
  source: string,
  answers: string,
  range: DateRange,
  asked: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const projects = asked.length > 0 ? asked : projectsIn(answers);
  if (projects.length === 0) throw new UsageError(`There are no answers in ${answers}.`);
  const dataDir = await mkdtemp(join(tmpdir(), 'hmis-check-'));
  try {
    await importInto(dataDir, source, terminal);
    const service = await startLocalService({ dataDir, port: 0 });
    try {
      return await compareAll(service, projects, answers, range, terminal);
    } finally {
      await service.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function importInto(dataDir: string, source: string, terminal: Terminal): Promise<void> {
  const code = await runCommandLine(['import', source], {
    ...terminal,
    out: terminal.err,
    env: { HMIS_DATA_DIR: dataDir },
  });
  if (code !== 0) throw new Error('The export could not be imported, so nothing was compared.');
}

async function compareAll(
  service: LocalService,
  projects: readonly string[],
  answers: string,
  range: DateRange,
  terminal: Terminal,
): Promise<number> {
  const admin = createClient({ url: service.url, tokens: localTokens(service, 'admin') });
  const known = new Map((await admin.catalog()).projects.map((project) => [project.id, project]));
  const asked = projects.map((id) => {
    const project = known.get(id);
    if (!project) throw new UsageError(`The export has no project ${id}.`);
    return project;
  });
  const client = await checker(service, admin, [...new Set(asked.map(({ organizationId }) => organizationId))]);
  let found = 0;
  for (const { id, projectType } of asked) {
    const project = checkedProject(client, id, projectType, range);
    const { differences, compared } = await checkProject(project, answers);
    found += differences.length;
    const files = [...compared].map(([file, rows]) => `${file} ${rows}`).join(', ');
    const verdict = differences.length === 0 ? 'the same' : `${differences.length} different`;
    print(terminal, [`Project ${printable(id)}: ${verdict} (rows of HUD's: ${files}).`, ...differences.flatMap(lines)]);
  }
  print(terminal, [
    '',
    found === 0 ? 'Nothing differs.' : `${found} differences. See docs/decisions/hud-departures.md.`,
  ]);
  return found === 0 ? 0 : 1;
}

/**
 * Somebody of these very organizations: to everybody else, administrators included, a victim service provider's projects
 * yield no rows.
 */
async function checker(service: LocalService, admin: Client, organizations: readonly string[]): Promise<Client> {
  const { tid, oid, name, role } = LOCAL_PEOPLE.dqo;
  await admin.putUser(tid, oid, { name, role, organizations: [...organizations], mayShowPii: false, active: true });
  return createClient({ url: service.url, tokens: localTokens(service, role) });
}

function lines({ question, enrollmentId, what, ours, theirs }: Difference): string[] {
  return [
    `  ${question}, EnrollmentID ${enrollmentId}, ${what}:`,
    `    ours   ${ours.value}  (${ours.because})`,
    `    HUD's  ${theirs.value}  (${theirs.because})`,
  ].map(printable);
}
