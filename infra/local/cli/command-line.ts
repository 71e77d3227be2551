import { HmisError } from '../../../shared/errors.ts';
import { auditCommand } from './audit-command.ts';
import { catalogCommand } from './catalog-command.ts';
import type { Command } from './command.ts';
import { filesCommand } from './files-command.ts';
import { housingCommand } from './housing-command.ts';
import { importCommand } from './import-command.ts';
import { reportCommand } from './report-command.ts';
import { sampleCommand } from './sample-command.ts';
import { savedCommand } from './saved-command.ts';
import { schedulesCommand } from './schedules-command.ts';
import { rollbackCommand, snapshotsCommand } from './snapshots-command.ts';
import { print, printable, type Terminal, UsageError } from './terminal.ts';
import { usersCommand } from './users-command.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  snapshots: snapshotsCommand,
  rollback: rollbackCommand,
  report: reportCommand,
  saved: savedCommand,
  housing: housingCommand,
  files: filesCommand,
  schedules: schedulesCommand,
  catalog: catalogCommand,
  users: usersCommand,
  audit: auditCommand,
  sample: sampleCommand,
};

const CANCELLED = 130;

/**
 * Runs one command: 0 done, 1 refused or bad data with one sentence on stderr, 2 not written as it can be, with the
 * usage; 130 after Ctrl+C.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...args] = argv;
  if (name === '' || name === 'help' || name === '--help') return help(args, terminal, name === '' ? 2 : 0);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!command) throw new UsageError(`There is no command “${name.slice(0, 60)}”.`);
    // A report's own help is made from its definition, by its command.
    if (args.includes('--help') && command !== reportCommand) return help([name], terminal, 0);
    return await command.run(args, terminal);
  } catch (error) {
    if (terminal.signal.aborted) return CANCELLED;
    // The reader of a pipe has seen enough (`… | head`).
    if (codeOf(error) === 'EPIPE') return 0;
    terminal.err.write(`${printable(sentenceOf(error))}\n`);
    if (!(error instanceof UsageError)) return 1;
    terminal.err.write(`\n${(command?.usage ?? overview()).join('\n')}\n`);
    return 2;
  }
}

function help([name = '']: readonly string[], terminal: Terminal, exitCode: number): number {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const lines = command ? [command.does, '', ...command.usage] : overview();
  if (exitCode === 0) print(terminal, lines);
  else terminal.err.write(`${lines.join('\n')}\n`);
  return exitCode;
}

function overview(): string[] {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    'HMIS Sheets: reports on an HMIS CSV export.',
    '',
    'Usage: npm run -s hmis -- <command> [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`),
    '',
    'hmis help <command> says more; hmis report <id> --help lists the options of a report.',
    '',
    'Every command works on the data of this machine, in .data/ or the folder that HMIS_DATA_DIR names, as the',
    'person of the role that --as names: manager, dqo, coordinator or admin (the default). With --url, and an',
    'access token in HMIS_TOKEN, it works on a deployed service.',
    '',
    'Exit codes: 0 done, 1 refused or bad data, 2 wrong usage.',
  ];
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder',
  EACCES: 'This file or folder may not be opened',
  EPERM: 'This file or folder may not be opened',
  EISDIR: 'This is a folder, not a file',
  ENOTDIR: 'This is a file, not a folder',
  ENOSPC: 'The disk is full',
};

function sentenceOf(error: unknown): string {
  if (error instanceof HmisError || error instanceof UsageError) return error.message;
  const fault = FILE_FAULTS[codeOf(error) ?? ''];
  if (fault) {
    const path = error instanceof Error && 'path' in error ? `: ${String(error.path)}` : '';
    return `${fault}${path}.`;
  }
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
