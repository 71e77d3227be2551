import type { ProfileBody } from '../../../shared/contract/people.ts';
import { ROLES } from '../../../shared/roles.ts';
import { bootstrap } from './bootstrap-command.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { type OptionKind, type Options, oneOf, readOptions, required, trueOrFalse } from './options.ts';
import { print, printable, type Terminal, textTable, UsageError } from './terminal.ts';

const LIST: Readonly<Record<string, OptionKind>> = { json: 'switch' };
const PERSON: Readonly<Record<string, OptionKind>> = { tid: 'value', oid: 'value' };
const SET: Readonly<Record<string, OptionKind>> = {
  ...PERSON,
  name: 'value',
  role: 'value',
  organizations: 'values',
  mayShowPii: 'value',
};

export const usersCommand: Command = {
  does: 'lists the people who may use the service, gives and ends their rights',
  usage: [
    'Usage: hmis users list [--json]',
    '       hmis users set --tid TENANT --oid OBJECT --name NAME --role manager|dqo|coordinator|admin',
    '                      --organizations ID [--organizations ID …] | --organizations all  --mayShowPii true|false',
    '       hmis users end --tid TENANT --oid OBJECT',
    '       hmis users bootstrap --table TABLE --region REGION --tid TENANT --oid OBJECT --name NAME',
    '',
    'TENANT and OBJECT are the ids of the person’s directory and account in Microsoft Entra.',
    'set replaces all rights of a person; they hold from the next call on.',
    'bootstrap makes the first administrator of a deployment on AWS, with the credentials of who owns its account; where',
    'there is one already, it changes nothing. On one machine there is an administrator from the start.',
  ],
  async run([verb, ...args], terminal) {
    switch (verb) {
      case 'list':
        return await list(readOptions(args, LIST, 0), terminal);
      case 'set':
        return await set(readOptions(args, SET, 0), terminal);
      case 'end':
        return await end(readOptions(args, PERSON, 0), terminal);
      case 'bootstrap':
        return await bootstrap(args, terminal);
      default:
        throw new UsageError('users list, users set or users end?');
    }
  },
};

async function list(options: Options, terminal: Terminal): Promise<number> {
  const answer = await withClient(options, terminal, (client) => client.users({ signal: terminal.signal }));
  const rows = answer.users.map((u) => [
    u.name,
    u.role,
    u.organizations === 'all' ? 'all' : u.organizations.join(' '),
    u.mayShowPii ? 'yes' : 'no',
    u.active ? 'yes' : 'ended',
    u.tid,
    u.oid,
  ]);
  const headers = ['Name', 'Role', 'Organizations', 'Shows PII', 'Active', 'Tenant', 'Object'];
  print(terminal, options.on('json') ? [JSON.stringify(answer, null, 2)] : textTable(headers, rows));
  return 0;
}

async function set(options: Options, terminal: Terminal): Promise<number> {
  const [tid, oid] = [required(options, 'tid'), required(options, 'oid')];
  const name = required(options, 'name');
  required(options, 'role');
  const body: ProfileBody = {
    name,
    role: oneOf(options, 'role', ROLES, 'manager'),
    organizations: organizationsOf(options),
    mayShowPii: trueOrFalse('mayShowPii', required(options, 'mayShowPii')),
    active: true,
  };
  await withClient(options, terminal, (client) => client.putUser(tid, oid, body, { signal: terminal.signal }));
  print(terminal, [printable(`${name} may use the service as ${body.role}.`)]);
  return 0;
}

function organizationsOf(options: Options): 'all' | string[] {
  required(options, 'organizations');
  const given = options.values('organizations');
  if (!given.includes('all')) return [...given];
  if (given.length > 1) throw new UsageError('--organizations takes ids, or all by itself.');
  return 'all';
}

async function end(options: Options, terminal: Terminal): Promise<number> {
  const [tid, oid] = [required(options, 'tid'), required(options, 'oid')];
  await withClient(options, terminal, (client) => client.endUser(tid, oid, { signal: terminal.signal }));
  print(terminal, ['This person may no longer use the service.']);
  return 0;
}
