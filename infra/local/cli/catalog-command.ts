import type { Catalog } from '../../../shared/contract/runs.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { readOptions } from './options.ts';
import { snapshotLine } from './snapshots-command.ts';
import { print, printable, textTable } from './terminal.ts';

export const catalogCommand: Command = {
  does: 'lists organizations, projects, CoCs, funding sources and users, with the ids that reports take',
  usage: ['Usage: hmis catalog [--json] [--as manager|dqo|coordinator|admin]'],
  async run(args, terminal) {
    const options = readOptions(args, { json: 'switch' }, 0);
    const catalog = await withClient(options, terminal, (client) => client.catalog({ signal: terminal.signal }));
    print(terminal, options.on('json') ? [JSON.stringify(catalog, null, 2)] : catalogLines(catalog));
    return 0;
  },
};

function catalogLines(catalog: Catalog): string[] {
  const organizations = new Map(catalog.organizations.map(({ id, name }) => [id, name]));
  return [
    snapshotLine(catalog.snapshot),
    `“As of today” means ${catalog.asOf}.`,
    '',
    ...textTable(
      ['Organization', 'Name', 'Victim services'],
      catalog.organizations.map((o) => [o.id, o.name, o.victimServiceProvider ? 'yes' : '']),
    ),
    '',
    ...textTable(
      ['Project', 'Name', 'Organization', 'Type', 'Enrollments', 'CoCs', 'Funding sources'],
      catalog.projects.map((p) => [
        p.id,
        p.name,
        organizations.get(p.organizationId) ?? p.organizationId,
        p.projectTypeName,
        // Text, so that withheld counts don't change the column's side.
        (p.enrollments ?? 'withheld').toLocaleString('en-US'),
        p.cocs.join(' '),
        p.fundingSources.join('; '),
      ]),
    ),
    '',
    printable(`CoCs: ${catalog.cocs.join(', ')}`),
    '',
    ...textTable(
      ['Funding source', 'Name'],
      catalog.fundingSources.map((f) => [f.id, f.name]),
    ),
    '',
    ...textTable(
      ['User', 'Name'],
      catalog.users.map((u) => [u.id, u.name]),
    ),
  ];
}
