import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { COMMANDS_WORDS } from '../../../addin/commands/commands-words.ts';
import { ADMIN_WORDS } from '../../../addin/taskpane/admin-words.ts';
import { EDITS_WORDS } from '../../../addin/taskpane/edits-words.ts';
import { ENTRA_WORDS } from '../../../addin/taskpane/entra/words.ts';
import { SPANISH } from '../../../addin/taskpane/es/spanish.ts';
import { FILES_WORDS } from '../../../addin/taskpane/files-words.ts';
import { languageOf, type TableName } from '../../../addin/taskpane/language.ts';
import { SAVED_WORDS } from '../../../addin/taskpane/saved-words.ts';
import { SCHEDULES_WORDS } from '../../../addin/taskpane/schedules-words.ts';
import { SHEETS_WORDS } from '../../../addin/taskpane/sheets-words.ts';
import { WORDS } from '../../../addin/taskpane/words.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import { PROJECT_TYPES } from '../../../shared/project-types.ts';

const ENGLISH: Readonly<Record<TableName, object>> = {
  pane: WORDS,
  admin: ADMIN_WORDS,
  commands: COMMANDS_WORDS,
  edits: EDITS_WORDS,
  files: FILES_WORDS,
  saved: SAVED_WORDS,
  schedules: SCHEDULES_WORDS,
  sheets: SHEETS_WORDS,
  entra: ENTRA_WORDS,
};

/** The same in both languages, rightly: a name, “No”, and the header of a column. */
const SAME = ['pane.product', 'admin.details.no', 'files.missingColumn'];

/** What every report says of itself in the pane. */
async function labelsOfReports(): Promise<Set<string>> {
  const ids = readdirSync(new URL('../../../shared/reports/', import.meta.url)).map((file) => file.replace('.ts', ''));
  const reports = await Promise.all(ids.map(loadReport));
  const said = reports.flatMap(({ title, description, parameters }) => [
    title,
    description,
    ...Object.values(parameters).flatMap((p) => [
      p.label,
      p.help ?? '',
      ...('options' in p ? Object.values(p.options) : []),
    ]),
  ]);
  return new Set([...said, ...Object.values(PII_REASONS), ...Object.values(PROJECT_TYPES)].filter(Boolean));
}

/** The texts of a table that are no functions, by their place in it. */
function textsOf(table: object, at: string): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[`${at}.${key}`, value]];
    return typeof value === 'object' && value !== null ? textsOf(value, `${at}.${key}`) : [];
  });
}

it.each([
  ['es-MX', 'es-US'],
  ['es', 'es-US'],
  ['ES-us', 'es-US'],
  ['en-GB', 'en-US'],
  ['est', 'en-US'],
  ['', 'en-US'],
])('whose Excel speaks %s is spoken to in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it('everything that a report says of itself in the pane has its Spanish, and nothing else does', async () => {
  expect(new Set(Object.keys(SPANISH.labels))).toEqual(await labelsOfReports());
});

it('no text of the pane was left in English', () => {
  const spanish = new Map(Object.entries(SPANISH.tables).flatMap(([name, table]) => textsOf(table, name)));
  const english = Object.entries(ENGLISH).flatMap(([name, table]) => textsOf(table, name));
  expect([...spanish.keys()].sort()).toEqual(english.map(([place]) => place).sort());
  expect(english.filter(([place, text]) => spanish.get(place) === text).map(([place]) => place)).toEqual(SAME);
});

it('a part that was fetched before speaks the language, and so does one that is fetched afterwards', async () => {
  vi.resetModules();
  const { speak, spoken, translated } = await import('../../../addin/taskpane/language.ts');
  const { formatDate } = await import('../../../addin/taskpane/format.ts');
  const before = await import('../../../addin/taskpane/words.ts');
  expect(before.WORDS.tabs.form).toBe('New report');
  speak((await import('../../../addin/taskpane/es/spanish.ts')).SPANISH);
  const after = await import('../../../addin/taskpane/sheets-words.ts');
  expect([before.WORDS.tabs.form, before.rowsInWords(1_234)]).toEqual(['Informe', '1,234 filas']);
  expect(after.SHEETS_WORDS.refreshAll).toBe('Actualizar todo');
  expect([translated('Night'), translated('A label of tomorrow')]).toEqual(['Noche', 'A label of tomorrow']);
  const { calendarDate } = await import('../../../shared/dates.ts');
  expect([spoken(), formatDate(calendarDate('2025-09-30'))]).toEqual(['es-US', '30 sept 2025']);
  vi.resetModules();
});
