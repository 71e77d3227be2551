import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { snapshotLine } from './snapshots-command.ts';
import { printable, textTable } from './terminal.ts';

const SHOWN = 20;

/** The result of an import for a person: counts by file, what could not be used and why, what was odd. */
export function importLines(status: ImportStatus): string[] {
  return [...files(status), ...refused(status), ...warnings(status), ...stored(status), ...trackers(status)];
}

function files({ files: counts }: ImportStatus): string[] {
  const rows = Object.entries(counts).map(([file, c]) => [file, c.rows, c.kept, c.deleted, c.refused]);
  return rows.length === 0 ? [] : [...textTable(['File', 'Rows', 'Kept', 'Deleted', 'Refused'], rows), ''];
}

function refused({ refused: { total, rows } }: ImportStatus): string[] {
  if (total === 0) return [];
  const shown = rows.slice(0, SHOWN);
  const which = total > shown.length ? `, the first ${shown.length} (--json has all)` : '';
  return [
    `Rows that could not be used: ${total.toLocaleString('en-US')}${which}`,
    ...shown.map(({ file, line, field, reason }) => printable(`  ${file} line ${line}, ${field}: ${reason}`)),
    '',
  ];
}

function warnings({ warnings: all }: ImportStatus): string[] {
  if (all.length === 0) return [];
  return [
    'Taken as it was, but odd:',
    ...all.map(({ file, field, what, count }) =>
      printable(`  ${file}${field ? `, ${field}` : ''}: ${what} (${count})`),
    ),
    '',
  ];
}

function stored({ state, snapshot, unchanged, stored: s }: ImportStatus): string[] {
  if (state !== 'done' || !snapshot) return [];
  const projects = `${n(s.projects)} projects (${n(s.projectsUnchanged)} as they were)`;
  return [
    snapshotLine(snapshot),
    unchanged
      ? 'This export was already stored: nothing was written.'
      : `Stored: ${projects}, ${n(s.enrollments)} enrollments, ${n(s.segments)} segments, ${n(s.bytes)} bytes.`,
  ];
}

const FOLLOWED = {
  moved: 'moved with their enrollment',
  setAside: 'set aside, for their enrollment is gone',
  returned: 'back with their enrollment',
  deleted: 'deleted',
} as const satisfies Record<keyof NonNullable<ImportStatus['trackers']>, string>;

function trackers({ trackers: counts }: ImportStatus): string[] {
  if (!counts) return [];
  const said = (Object.keys(FOLLOWED) as (keyof typeof FOLLOWED)[])
    .filter((what) => counts[what] > 0)
    .map((what) => `${n(counts[what])} ${FOLLOWED[what]}`);
  return said.length > 0 ? [`Housing trackers: ${said.join(', ')}.`] : [];
}

function n(value: number): string {
  return value.toLocaleString('en-US');
}
