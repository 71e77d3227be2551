import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Client } from '../../../addin/service/client.ts';
import type { SettingFacts } from '../../../shared/contract/saved.ts';
import { HmisError } from '../../../shared/errors.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { PERIODS } from '../../../shared/relative-dates.ts';
import {
  readSettingFile,
  SETTING_FILE_BYTES,
  type SettingFile,
  settingFileText,
} from '../../../shared/setting-file.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type OptionKind, type Options, readOptions, readSome } from './options.ts';
import { toFile, writeTexts } from './output.ts';
import { definitionOf, parameterOptions } from './report-options.ts';
import {
  asOptions,
  fetchSetting,
  fileParams,
  findSetting,
  givenSaved,
  tellGone,
  type Wanted,
} from './saved-setting.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const WHICH: Readonly<Record<string, OptionKind>> = { report: 'value', organization: 'value' };

export const savedCommand: Command = {
  does: 'lists, saves, deletes, exports and imports settings of reports',
  usage: [
    'Usage: hmis saved list [--report ID] [--json]',
    '       hmis saved show NAME [--report ID] [--organization ID] [--json]',
    '       hmis saved save NAME --report ID [--PARAMETER VALUE …] [--organization ID]',
    '       hmis saved delete NAME [--report ID] [--organization ID]',
    '       hmis saved export NAME [--report ID] [--organization ID] [--out FILE]',
    '       hmis saved import FILE [--name NAME] [--organization ID]',
    '',
    'A setting is a report’s parameters under a name: your own, or with --organization one of an organization’s, for all',
    'who see it. Saved under a name that is taken there, it takes that one’s place. NAME can be its id too.',
    'A date that moves on is first-of-PERIOD or last-of-PERIOD, as in --from first-of-lastMonth --to last-of-lastMonth;',
    `PERIOD is one of: ${PERIODS.join(', ')}.`,
    'hmis report --saved NAME runs a report by it.',
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'list':
        return await list(readOptions(args, { report: 'value', json: 'switch' }, 0), terminal);
      case 'show':
        return await show(readOptions(args, { ...WHICH, json: 'switch' }, 1), terminal);
      case 'save':
        return await save(args, terminal);
      case 'delete':
        return await remove(readOptions(args, WHICH, 1), terminal);
      case 'export':
        return await exportFile(readOptions(args, { ...WHICH, out: 'value' }, 1), terminal);
      case 'import':
        return await importFile(readOptions(args, { name: 'value', organization: 'value' }, 1), terminal);
      default:
        throw new UsageError('saved list, saved show, saved save, saved delete, saved export or saved import?');
    }
  },
};

async function list(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => client.settings({ signal: terminal.signal }));
  const report = options.value('report');
  const settings = answer.settings.filter((one) => report === undefined || one.report === report);
  const rows = settings.map((one) => [
    one.name,
    one.report,
    one.organization ?? 'your own',
    one.at.slice(0, 16).replace('T', ' '),
    one.by,
    one.id,
  ]);
  const headers = ['Name', 'Report', 'Of', 'Changed (UTC)', 'By', 'Id'];
  print(terminal, options.on('json') ? [JSON.stringify({ settings }, null, 2)] : textTable(headers, rows));
  return 0;
}

async function show(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => fetchSetting(client, wantedBy(options), terminal));
  const { setting, gone } = answer;
  if (options.on('json')) {
    print(terminal, [JSON.stringify(answer, null, 2)]);
    return 0;
  }
  const whose = setting.organization === null ? 'your own' : `of ${setting.organization}`;
  const lines = [`--report ${setting.report}`, ...asOptions(setting.params)].map((line) => `  ${line}`);
  print(terminal, [`${setting.name} (${whose})`, ...lines].map(printable));
  tellGone(gone, terminal);
  return 0;
}

async function save(args: readonly string[], terminal: Terminal): Promise<number> {
  const id = readSome(args, ['report']).value('report');
  if (id === undefined) throw new UsageError('--report is missing.');
  const { parameters } = await definitionOf(id);
  const options = readOptions(args, { ...parameterOptions(parameters), ...WHICH }, 1);
  const name = wordOf(options, 'Under which name?');
  const params = givenSaved(parameters, options);
  await withClient(options, terminal, (client) =>
    put(client, { name, report: id, params }, options.value('organization'), terminal),
  );
  return 0;
}

/** Saves under a name, in place of the setting that has it there. */
async function put(
  client: Client,
  { name, report, params }: SettingFile,
  organization: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const { signal } = terminal;
  const { settings } = await client.settings({ signal });
  const of = organization ?? null;
  const before = settings.find((one) => one.name === name && one.report === report && one.organization === of);
  const ref = { id: before?.id ?? randomUUID(), organization: of };
  const answer = await client.putSetting(ref, { version: before?.version ?? 0, name, report, params }, { signal });
  if (answer.result === 'stale') throw changedMeanwhile();
  print(terminal, [printable(`${before ? 'Saved in place of the one before' : 'Saved'}: ${name}, ${ref.id}.`)]);
}

async function remove(options: Options, terminal: Terminal): Promise<number> {
  const wanted = wantedBy(options);
  await withClient(options, terminal, async (client) => {
    const found: SettingFacts = await findSetting(client, wanted, terminal);
    const answer = await client.deleteSetting(found, found.version, { signal: terminal.signal });
    if (answer.result === 'stale') throw changedMeanwhile();
  });
  print(terminal, ['The setting is deleted.']);
  return 0;
}

async function exportFile(options: Options, terminal: Terminal): Promise<number> {
  const wanted = wantedBy(options);
  const { setting, gone } = await withClient(options, terminal, (client) => fetchSetting(client, wanted, terminal));
  const text = settingFileText(setting);
  const out = options.value('out');
  if (out === undefined) await writeTexts(terminal.out, [text]);
  else {
    await toFile(out, (sink) => writeTexts(sink, [text]), terminal.signal);
    terminal.err.write(printable(`Written: ${out}.`).concat('\n'));
  }
  tellGone(gone, terminal);
  return 0;
}

async function importFile(options: Options, terminal: Terminal): Promise<number> {
  const path = wordOf(options, 'Which file?');
  // A file that is no setting is refused before it fills the memory.
  const text = (await stat(path)).size > SETTING_FILE_BYTES ? '' : await readFile(path, 'utf8');
  const file = readSettingFile(text);
  const name = options.value('name') ?? file.name;
  const { parameters } = await loadReport(file.report);
  await withClient(options, terminal, async (client) => {
    const params = await fileParams(client, file, parameters, terminal);
    await put(client, { name, report: file.report, params }, options.value('organization'), terminal);
  });
  return 0;
}

function wantedBy(options: Options): Wanted {
  return {
    called: wordOf(options, 'Which setting? saved list shows those there are.'),
    report: options.value('report'),
    organization: options.value('organization'),
  };
}

function wordOf({ words: [word] }: Options, question: string): string {
  if (word === undefined) throw new UsageError(question);
  return word;
}

function changedMeanwhile(): HmisError {
  return new HmisError('BadRequest', 'Somebody else has just changed this setting. Look at it again, then decide.');
}
