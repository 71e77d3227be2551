import type { CalendarDate } from '../../shared/dates.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ListOf } from '../../shared/parameter.ts';
import type { Role } from '../../shared/roles.ts';
import type { WorkbookErrorCode } from '../excel/workbook-error.ts';
import { formatDate, formatNumber } from './format.ts';
import { words } from './language.ts';

/**
 * Every sentence and label of the pane, in one table, so that another language is another table. Those of the
 * administrators' part are in `admin-words.ts`. What a report or the service says of itself comes with it.
 */
export const WORDS = words('pane', {
  product: 'HMIS Sheets',
  what: 'HMIS reports, straight into this workbook: choose a report, say for whom and when, and it comes as an Excel table.',

  signIn: {
    ranOut: 'Your sign-in has run out. Sign in again: your choices are kept.',
    idle: 'Nothing happened here for 15 minutes, so you were signed out. Sign in again: your choices are kept.',
    notLoaded: 'HMIS Sheets could not be loaded. Check the connection, then sign in again.',
    signedOut: 'You are signed out. The sheets in this workbook stay as they are.',
  },
  loading: 'Loading reports and projects',
  rows: (rows: number): string => (rows === 1 ? '1 row' : `${formatNumber(rows)} rows`),

  account: {
    open: (initials: string, name: string) => `${initials}, account of ${name}`,
    admin: 'People, imports, audit trail',
    signOut: 'Sign out',
    organizations: 'Organizations',
    allOrganizations: 'The whole CoC',
    noOrganizations: 'None yet',
    names: 'Names, SSN, birth dates',
    mayShow: 'You may show them',
    mayNotShow: 'Always hidden for you',
  },
  roles: {
    manager: 'Program manager',
    dqo: 'Data quality officer',
    coordinator: 'CoC coordinator',
    admin: 'HMIS admin',
  } satisfies Record<Role, string>,

  data: {
    label: 'The data',
    asOf: (day: CalendarDate) => `Data as of ${formatDate(day)}`,
    age: (days: number) => (days === 0 ? 'today' : days === 1 ? '1 day old' : `${formatNumber(days)} days old`),
    old: (age: string) => `${age}: ask your HMIS admin for a newer one.`,
  },

  noData: {
    title: 'No data imported yet',
    text: 'HMIS Sheets is set up, but there is no HMIS export in it. Ask your HMIS admin to import one.',
    admin: 'HMIS Sheets is set up, but there is no HMIS export in it.',
    go: 'Import one',
    again: 'Look again',
  },
  noRights: {
    title: 'You have no access yet',
    text: 'You are signed in, but nobody has given you rights in HMIS Sheets. Ask your HMIS admin to add you.',
  },

  admin: {
    loading: 'Loading people and trail',
    notLoaded: 'This part could not be loaded',
    notLoadedText: 'Check the connection, then try again.',
    back: 'Back to the reports',
  },

  tabs: { label: 'Parts of HMIS Sheets', form: 'New report', sheets: 'This workbook', files: 'Files' },

  files: {
    loading: 'Loading your files',
    notLoaded: 'This part could not be loaded',
    notLoadedText: 'Check the connection, then try again.',
  },

  form: {
    report: 'Report',
    reset: 'Reset',
    resetLabel: 'Reset all choices',
    wasReset: 'All choices are as they were at first.',
    more: 'More filters',
    set: (count: number) => `${formatNumber(count)} set`,
    range: 'Range',
    run: 'Put in a new sheet',
    count: 'How many rows?',
    counting: 'Counting …',
  },

  saved: { notLoaded: 'Saved settings could not be loaded.' },

  ranges: {
    custom: 'Other dates',
    night: (day: CalendarDate) => `One night, ${formatDate(day)}`,
    thisMonth: 'This month',
    lastMonth: 'Last month',
    lastTwelveMonths: 'Last 12 months',
    fiscalYear: (year: number) => `HUD fiscal year ${year}`,
    fiscalYearSoFar: (year: number) => `HUD fiscal year ${year} so far`,
  },

  list: {
    all: {
      organizations: 'All organizations',
      projects: 'All projects',
      cocs: 'All CoCs',
      users: 'Everyone',
      fundingSources: 'All funding sources',
    } satisfies Record<ListOf, string>,
    allButOne: (name: string) => `All but ${name}`,
    allOptions: 'All',
    chosen: (count: number, of: number) => `${formatNumber(count)} of ${formatNumber(of)} chosen`,
    search: 'Search',
    searchLabel: (label: string) => `Search: ${label}`,
    hint: 'Arrow keys move through the list, Space chooses, Escape closes it.',
    clear: 'Clear',
    clearLabel: (label: string) => `Clear: ${label}`,
    noneChosen: 'None chosen means all',
    nothing: 'Nothing by that name.',
    empty: 'There are none.',
    more: (count: number) => `${formatNumber(count)} more: type to find them.`,
    andMore: (count: number) => `and ${formatNumber(count)} more`,
    withheld: 'Only its own organization sees its clients',
  },

  field: {
    date: 'Enter a date, month, day and year.',
    number: (min: number, max: number) => `Enter a whole number from ${formatNumber(min)} to ${formatNumber(max)}.`,
    text: 'Enter at most 200 characters.',
    list: 'Choose at most 1,000.',
    choice: 'Choose one of the list.',
    lost: 'What was chosen here is gone. Choose anew.',
    reason: 'Choose why names are needed.',
    ownReason: 'Say why in 3 to 100 characters.',
  },

  pii: {
    noRight: 'Your rights don’t include names. An HMIS admin can change that.',
    warning: 'The new sheet will contain client data',
    columns: (names: string) => `${names} will be filled in. Keep the workbook where only those who may see it can.`,
    reason: 'Why do you need it?',
    choose: 'Choose a reason',
    own: 'Another reason',
    ownLabel: 'Your reason',
    ownHelp: 'It is kept in the audit trail: no client’s name, please.',
  },

  plan: {
    none: 'Nothing fits: change the dates, then the filters.',
    rows: (rows: number) => `At most ${rowsInWords(rows)}`,
    detail: (pages: number, time: string) => `${pages === 1 ? '1 page' : `${formatNumber(pages)} pages`} · ${time}`,
    quick: 'a few seconds',
    aboutSeconds: (seconds: number) => `about ${formatNumber(seconds)} seconds`,
    aboutMinutes: (minutes: number) => (minutes === 1 ? 'about a minute' : `about ${formatNumber(minutes)} minutes`),
    large: 'That is a lot of rows',
    largeText: (rows: number, time: string) =>
      `Up to ${formatNumber(rows)} rows, ${time}. Excel stays busy while they are written.`,
    goOn: 'Go on',
    back: 'Back to the choices',
  },

  run: {
    planning: 'Asking the service',
    downloading: 'Downloading',
    writing: 'Writing to the workbook',
    cancelling: 'Cancelling',
    rowsSoFar: (rows: number, most: number) => `${formatNumber(rows)} rows so far, of at most ${formatNumber(most)}`,
    rowsWritten: (rows: number, of: number) => `${formatNumber(rows)} of ${formatNumber(of)} rows`,
    wait: 'You can go on reading, but don’t edit a cell until it is done.',
    notYet: 'Nothing is written to the workbook yet.',
    takingBack: 'Taking back what was written.',
    cancel: 'Cancel',
    cancelled: 'Cancelled. Nothing was changed in the workbook.',
  },

  done: {
    heading: (rows: number, sheet: string) => `${rowsInWords(rows)} in sheet ‘${sheet}’`,
    took: 'Time taken',
    seconds: (seconds: string) => (seconds === '1' ? '1 second' : `${seconds} seconds`),
    data: 'Data as of',
    pii: 'Client data',
    hidden: 'Hidden',
    shown: 'Shown: this workbook holds names',
    notes: 'How it was counted',
    more: 'More notes',
    warning: 'Warning',
    show: 'Show the sheet',
    another: 'Run another',
  },

  sheets: {
    loading: 'Loading the reports of this workbook',
    notLoaded: 'This part could not be loaded',
    notLoadedText: 'Check the connection, then try again.',
  },

  connection: {
    offline: 'You are offline',
    offlineText:
      'Your choices are kept, and the workbook is as it was. Reports work again when the connection is back.',
    unreachable: 'The service can’t be reached',
    unreachableText: 'Your choices are kept, and the workbook is as it was. HMIS Sheets keeps trying.',
    back: 'The connection is back.',
  },

  actions: {
    tryAgain: 'Try again',
    writeAgain: 'Write again',
    reload: 'Update the choices',
    close: 'Dismiss',
    details: 'Details for support',
    copy: 'Copy details',
    copied: 'Copied',
  },

  /** Headlines of refusals; the sentence below each is the service's or Excel's own. */
  trouble: {
    BadRequest: 'The service did not take these choices',
    NotSignedIn: 'You are not signed in',
    NotAllowed: 'You may not do this',
    NotFound: 'The choices are no longer right',
    MethodNotAllowed: 'The pane and the service don’t fit',
    NoSnapshot: 'No data imported yet',
    PlanChanged: 'Something changed meanwhile',
    ImportRunning: 'An import is running',
    SnapshotGone: 'The data was replaced meanwhile',
    TooLarge: 'Too much at once',
    ImportRefused: 'The import was refused',
    TooManyRequests: 'Too many calls',
    Internal: 'The service stumbled',
    SnapshotIncomplete: 'The data is not ready yet',
    Busy: 'The service is busy',
    CellEdit: 'Finish the cell you are in',
    ReadOnly: 'This workbook is read-only',
    Protected: 'The workbook is protected',
    SheetProtected: 'The sheet is protected',
    BesideProtected: 'A sheet beside it is protected',
    TableGone: 'The table is gone',
    HeaderChanged: 'A header was changed',
    KeyGone: 'A needed column is missing',
    InTheWay: 'Something is in the way',
    TableInTheWay: 'Another table is in the way',
    BeingRefreshed: 'Somebody refreshes this sheet',
    RefreshUnfinished: 'The refresh is unfinished',
    SheetGone: 'The sheet is gone',
    TooManyRows: 'Too many rows for a sheet',
    TooOld: 'This Excel is too old',
    NotExcel: 'This is not Excel',
    Unfinished: 'A half-written sheet is left',
    Closed: 'Excel stopped answering',
    Failed: 'Excel could not write the sheet',
    Unexpected: 'Something went wrong',
  } satisfies Record<ErrorCode | WorkbookErrorCode | 'Unexpected', string>,
  unexpected:
    'HMIS Sheets stumbled over something nobody foresaw. Try again; if it stays, send support the details below.',
  keptRows: 'The rows are downloaded: writing again needs no second download.',
} as const);

export function rowsInWords(rows: number): string {
  return WORDS.rows(rows);
}
