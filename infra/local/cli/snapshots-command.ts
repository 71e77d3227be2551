import type { SnapshotFacts } from '../../../shared/snapshot.ts';
import type { Command } from './command.ts';
import { withClient } from './connect.ts';
import { readOptions } from './options.ts';
import { print, printable, textTable, UsageError } from './terminal.ts';

export const snapshotsCommand: Command = {
  does: 'lists the exports that are stored',
  usage: ['Usage: hmis snapshots [--json]'],
  async run(args, terminal) {
    const options = readOptions(args, { json: 'switch' }, 0);
    const answer = await withClient(options, terminal, (client) => client.snapshots({ signal: terminal.signal }));
    if (options.on('json')) {
      print(terminal, [JSON.stringify(answer, null, 2)]);
      return 0;
    }
    const rows = answer.snapshots.map((s) => [
      s.current ? '*' : '',
      s.id,
      s.exportDate,
      `${s.exportStartDate} to ${s.exportEndDate}`,
      s.importedAt.slice(0, 19).replace('T', ' '),
      s.projects,
      s.enrollments,
      s.software,
    ]);
    const headers = ['', 'Snapshot', 'Exported', 'Period', 'Imported (UTC)', 'Projects', 'Enrollments', 'Software'];
    print(terminal, rows.length === 0 ? ['No export has been imported.'] : textTable(headers, rows));
    return 0;
  },
};

export const rollbackCommand: Command = {
  does: 'makes an earlier snapshot the current one again',
  usage: ['Usage: hmis rollback SNAPSHOT', '', 'hmis snapshots lists them.'],
  async run(args, terminal) {
    const options = readOptions(args, {}, 1);
    const [id] = options.words;
    if (!id) throw new UsageError('Which snapshot?');
    await withClient(options, terminal, (client) => client.rollback(id, { signal: terminal.signal }));
    print(terminal, [printable(`Snapshot ${id} is current.`)]);
    return 0;
  },
};

/** The identity of an export in one line. */
export function snapshotLine(s: SnapshotFacts): string {
  const year = s.format === 'FY2024' ? 'FY 2024' : 'FY 2026';
  const from = s.software === '' ? '' : `, from ${s.software}`;
  return printable(
    `Snapshot ${s.id}: HMIS CSV export (${year}) of ${s.exportDate}, ${s.exportStartDate} to ${s.exportEndDate}${from}.`,
  );
}
