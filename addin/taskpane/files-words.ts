import type { FileStatus } from '../../shared/contract/files.ts';
import { FILE_PASSWORD_LENGTH } from '../../shared/file-password.ts';
import type { AnnualDisagreement } from '../files/compare-annual.ts';
import { formatDate, formatNumber } from './format.ts';
import { words } from './language.ts';

/** Every sentence and label of the part about files on the server. */
export const FILES_WORDS = words('files', {
  title: 'Files on server',
  what: 'The client lists behind your APR, as an encrypted zip. They hold names.',
  none: 'You have no files yet.',
  ask: 'Ask for validation files',
  schedules: 'Schedules',
  openLocal: 'Open a zip from this computer',
  refreshed: 'The list is up to date.',
  by: (name: string) => `Asked for by ${name}`,
  days: (file: FileStatus) =>
    file.kind === 'report' ? file.name : `${formatDate(file.from)} to ${formatDate(file.to)}`,
  projects: (count: number) => `${formatNumber(count)} ${count === 1 ? 'project' : 'projects'}`,
  data: (file: FileStatus) => (file.exportDate ? `Data as of ${formatDate(file.exportDate)}` : ''),
  states: {
    queued: 'Waiting',
    running: 'Being made',
    ready: 'Ready',
    failed: 'Failed',
    expired: 'Expired',
  } satisfies Record<FileStatus['state'], string>,
  until: (day: string) => `Until ${day}`,
  noPassword: 'No password',
  open: 'Open',
  openLabel: (days: string) => `Open the files of ${days}`,
  remove: 'Delete',
  removeLabel: (days: string) => `Delete the files of ${days}`,
  removeAsk: 'Delete these files from the server? Sheets made from them stay.',
  keep: 'Keep them',
  removed: 'The files are deleted.',

  form: {
    title: 'Ask for validation files',
    from: 'From',
    to: 'To',
    projects: 'Projects',
    reason: 'Why do you need names?',
    choose: 'Choose a reason',
    protection: 'Password of the zip',
    own: 'My own password',
    generate: 'Make one for me',
    waive: 'No password',
    password: 'Password',
    passwordHelp: `${FILE_PASSWORD_LENGTH} characters or more. Nobody can tell it to you later.`,
    again: 'Password once more',
    generated: 'The password, shown only here',
    generatedHelp: 'Copy it into your password store now.',
    another: 'Make another',
    waiver: 'Anyone who gets this zip can read it. That you chose this is kept with your name.',
    submit: 'Make the files',
    asking: 'Asking …',
    cancel: 'Cancel',
    errors: {
      date: 'Enter a date, month, day and year.',
      order: 'The first day must not be after the last one.',
      reason: 'Choose why names are needed.',
      password: `Enter ${FILE_PASSWORD_LENGTH} to 128 letters, digits and signs of a US keyboard.`,
      again: 'The two are not the same.',
    },
    asked: 'The files are being made. They are in the list below when they are ready.',
  },

  zip: {
    title: 'What is in the zip',
    file: 'Zip file',
    password: 'Password of the zip',
    passwordHelp: 'It is used in this pane only, and sent nowhere.',
    open: 'Open',
    opening: 'Opening …',
    back: 'Back to the files',
    size: (bytes: number) =>
      bytes < 1_000_000
        ? `${formatNumber(Math.ceil(bytes / 1_000))} kB`
        : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`,
    put: 'Put in a new sheet',
    putLabel: (name: string) => `Put in a new sheet: ${name}`,
    putting: (rows: number, of: number) => `${formatNumber(rows)} of ${formatNumber(of)} rows`,
    done: (sheet: string, rows: number) => `${formatNumber(rows)} rows are in the sheet “${sheet}”.`,
    names: 'The sheet holds names. Keep the workbook where only those who may see them can.',
    filtered: 'It shows the rows with Required Annual = Yes. Clear the filter to see all.',
    missing: (count: number) =>
      count === 0
        ? 'No required annual assessment is missing.'
        : `${formatNumber(count)} required annual ${count === 1 ? 'assessment is' : 'assessments are'} missing: see the last column.`,
  },
  compare: {
    title: 'Compare with our annual list',
    help: 'Each person for whom this file and our own list of annual assessments, as the APR counts it, do not agree.',
    from: 'From',
    to: 'To',
    run: 'Compare',
    running: 'Comparing …',
    dates: 'Enter both dates, the first not after the last.',
    none: 'This file has no column Required Annual, or no ids.',
    agree: (compared: number) => `All ${formatNumber(compared)} rows agree.`,
    differ: (count: number, compared: number) =>
      `${formatNumber(count)} ${count === 1 ? 'disagreement' : 'disagreements'}; ${formatNumber(compared)} rows are on both lists.`,
    person: 'Person',
    enrollment: 'Enrollment',
    what: 'What differs',
    more: (count: number) => `and ${formatNumber(count)} more`,
    kinds: {
      requiredThereOnly: 'Required in the file, not in our list',
      requiredHereOnly: 'Required in our list, not in the file',
      doneThereOnly: 'Done in the file, missing in our list',
      doneHereOnly: 'Done in our list, missing in the file',
      missingHere: 'Required in the file, not on our list at all',
      missingThere: 'Required in our list, not in the file at all',
    } satisfies Record<AnnualDisagreement['what'], string>,
  },
  missingColumn: 'Missing Annual',
} as const);
