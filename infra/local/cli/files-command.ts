import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchFile } from '../../../addin/files/download.ts';
import { type OpenZip, openZip } from '../../../addin/files/open-zip.ts';
import { sleep } from '../../../addin/service/call.ts';
import type { Client } from '../../../addin/service/client.ts';
import type { FileRequest, FileStatus } from '../../../shared/contract/files.ts';
import { type CalendarDate, isCalendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { FILE_PASSWORD_RULE, generateFilePassword, isFilePassword } from '../../../shared/file-password.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type OptionKind, type Options, readOptions, required } from './options.ts';
import { toFile, writeBytes } from './output.ts';
import { PASSWORD_OPTIONS, passwordFrom } from './password.ts';
import { print, printable, progressBar, type Terminal, textTable, UsageError } from './terminal.ts';

const CREATE: Readonly<Record<string, OptionKind>> = {
  ...PASSWORD_OPTIONS,
  from: 'value',
  to: 'value',
  projects: 'values',
  reason: 'value',
  generate: 'switch',
  'no-password': 'switch',
  wait: 'switch',
  out: 'value',
};
const OPEN: Readonly<Record<string, OptionKind>> = { ...PASSWORD_OPTIONS, extract: 'value' };

export const filesCommand: Command = {
  does: 'asks for validation files behind the APR, watches, downloads and opens them',
  usage: [
    'Usage: hmis files create --from DAY --to DAY [--projects ID …] --reason WHY',
    '                         --password-file FILE | --generate | --no-password  [--wait] [--out FILE.zip]',
    '       hmis files list [--json]',
    '       hmis files get ID --out FILE.zip',
    '       hmis files open FILE.zip [--password-file FILE] [--extract FOLDER]',
    '       hmis files delete ID',
    '',
    'A password has 12 characters or more. It is the first line of --password-file, or HMIS_PASSWORD, or is asked for;',
    'it is never an argument. --generate makes one and prints it, once. --no-password is kept in the audit trail with',
    'your name. create --out waits for the file and downloads it. get shows the password of a file that a schedule made.',
    'open works on this machine alone: it lists what is in a zip, ours or another HMIS’s, and writes it to --extract.',
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'create':
        return await create(readOptions(args, CREATE, 0), terminal);
      case 'list':
        return await list(readOptions(args, { json: 'switch' }, 0), terminal);
      case 'get':
        return await get(readOptions(args, { out: 'value' }, 1), terminal);
      case 'open':
        return await open(readOptions(args, OPEN, 1), terminal);
      case 'delete':
        return await remove(readOptions(args, {}, 1), terminal);
      default:
        throw new UsageError('files create, files list, files get, files open or files delete?');
    }
  },
};

async function create(options: Options, terminal: Terminal): Promise<number> {
  const request: FileRequest = {
    kind: 'apr-validation',
    from: dayOf('from', options),
    to: dayOf('to', options),
    projects: [...options.values('projects')],
    reason: required(options, 'reason'),
    ...(await protectionOf(options, terminal)),
  };
  const out = options.value('out');
  return await withClient(options, terminal, async (client) => {
    const asked = await client.createFile(request, { signal: terminal.signal });
    // Told once it is of use, and on stderr, which is not what a script keeps.
    if (options.on('generate')) terminal.err.write(`The password of this file, shown only now: ${request.password}\n`);
    print(terminal, [asked.id]);
    if (out === undefined && !options.on('wait')) return 0;
    const file = await ended(client, asked, terminal);
    if (file.state !== 'ready') throw new HmisError('Internal', file.message ?? 'The file is not there any more.');
    if (out !== undefined) await download(client, file.id, out, terminal);
    return 0;
  });
}

async function protectionOf(
  options: Options,
  terminal: Terminal,
): Promise<Pick<FileRequest, 'password' | 'passwordWaived'>> {
  const ways = ['password-file', 'generate', 'no-password'].filter(
    (name) => options.on(name) || options.value(name) !== undefined,
  );
  if (ways.length > 1) throw new UsageError(`--${ways[0]} or --${ways[1]}?`);
  if (options.on('no-password')) return { passwordWaived: true };
  if (options.on('generate')) return { password: generateFilePassword((bytes) => crypto.getRandomValues(bytes)) };
  const password = await passwordFrom(options, terminal);
  if (password === undefined) throw new UsageError('Choose --password-file, --generate or --no-password.');
  if (!isFilePassword(password)) throw new UsageError(`A password ${FILE_PASSWORD_RULE}.`);
  return { password };
}

const ASK_MS = 1_000;

async function ended(client: Client, asked: FileStatus, terminal: Terminal): Promise<FileStatus> {
  const bar = progressBar(terminal);
  try {
    for (let file = asked; ; file = await client.file(asked.id, { signal: terminal.signal })) {
      if (file.state !== 'queued' && file.state !== 'running') return file;
      bar.show(file.step, file.done, file.total);
      await sleep(ASK_MS, terminal.signal);
    }
  } finally {
    bar.end();
  }
}

async function list(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => client.files({ signal: terminal.signal }));
  const rows = answer.files.map((file) => [
    file.id,
    file.state,
    file.askedAt.slice(0, 16).replace('T', ' '),
    file.kind === 'report' ? file.name : `${file.from} – ${file.to}`,
    file.projects.length,
    file.own ? 'you' : file.askedBy,
    file.expiresAt?.slice(0, 10) ?? '',
    file.state === 'running' ? file.step : (file.message ?? ''),
  ]);
  const headers = ['File', 'State', 'Asked (UTC)', 'Days or setting', 'Projects', 'By', 'Until', ''];
  print(terminal, options.on('json') ? [JSON.stringify(answer, null, 2)] : textTable(headers, rows));
  return 0;
}

async function get(options: Options, terminal: Terminal): Promise<number> {
  const id = wordOf(options, 'Which file? files list shows their ids.');
  const out = required(options, 'out');
  await withClient(options, terminal, async (client) => {
    const { kind, own } = await client.file(id, { signal: terminal.signal });
    await download(client, id, out, terminal);
    if (kind !== 'report' || !own) return;
    // On stderr, which is not what a script keeps.
    const { password } = await client.filePassword(id, { signal: terminal.signal });
    terminal.err.write(`The password of this file: ${password}\n`);
  });
  return 0;
}

async function download(client: Client, id: string, out: string, terminal: Terminal): Promise<void> {
  const { url } = await client.downloadFile(id, { signal: terminal.signal });
  const zip = await fetchFile(url, terminal.signal);
  await toFile(out, (sink) => writeBytes(sink, zip.stream()), terminal.signal);
  print(terminal, [printable(`Written to ${out}.`)]);
}

async function open(options: Options, terminal: Terminal): Promise<number> {
  const path = wordOf(options, 'Which zip?');
  const blob = await openAsBlob(path);
  const zip = await opened(blob, options, terminal);
  const folder = options.value('extract');
  for (const { name, size } of zip.files) {
    print(terminal, [printable(`${String(size).padStart(12)}  ${name}`)]);
    if (folder === undefined) continue;
    const bytes = await zip.read(name);
    // Folders of the zip are left out: what it holds lies side by side.
    await toFile(join(folder, basename(name)), (sink) => writeBytes(sink, [bytes]), terminal.signal);
  }
  return 0;
}

async function opened(blob: Blob, options: Options, terminal: Terminal): Promise<OpenZip> {
  if (options.value('password-file') === undefined) {
    try {
      return await openZip(blob, undefined);
    } catch (error) {
      if (!(error instanceof HmisError) || error.field !== 'password') throw error;
    }
  }
  return openZip(blob, await passwordFrom(options, terminal));
}

async function remove(options: Options, terminal: Terminal): Promise<number> {
  const id = wordOf(options, 'Which file? files list shows their ids.');
  await withClient(options, terminal, (client) => client.deleteFile(id, { signal: terminal.signal }));
  print(terminal, ['The file is deleted.']);
  return 0;
}

function wordOf({ words: [word] }: Options, question: string): string {
  if (word === undefined) throw new UsageError(question);
  return word;
}

function dayOf(name: string, options: Options): CalendarDate {
  const text = required(options, name);
  if (!isCalendarDate(text)) throw new UsageError(`--${name} takes a date, YYYY-MM-DD.`);
  return text;
}
