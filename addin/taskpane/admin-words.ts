import type { AuditCheck } from '../../shared/contract/trail.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import type { TrailEvent } from '../../shared/trail-events.ts';
import { formatDate, formatNumber } from './format.ts';
import { words } from './language.ts';

/** The sentences and labels of the administrators' part, in a table of their own: nobody else fetches them. */
export const ADMIN_WORDS = words('admin', {
  parts: { label: 'Parts of the administration', people: 'People', imports: 'Imports', trail: 'Audit trail' },

  people: {
    title: 'People',
    description: 'Who may use HMIS Sheets, and what they see.',
    add: 'Add a person',
    search: 'Search by name, role, organization or ID',
    count: (found: number, all: number) =>
      found === all ? inPeople(all) : `${formatNumber(found)} of ${inPeople(all)}`,
    loading: 'Loading the people',
    nothing: 'Nobody by that name.',
    you: 'You',
    mayShow: 'May show names',
    ended: 'Ended',
    change: 'Change',
    changeLabel: (name: string) => `Change rights of ${name}`,
  },

  rights: {
    addTitle: 'Add a person',
    changeTitle: (name: string) => `Rights of ${name}`,
    oid: 'Object ID',
    oidHelp: 'In the Microsoft Entra admin center: Users, the person, Object ID.',
    tid: 'Tenant ID',
    tidHelp: 'In the Microsoft Entra admin center: Overview, Tenant ID. At first it is your own.',
    name: 'Name',
    nameHelp: 'It stands in the audit trail and on their report sheets.',
    role: 'Role',
    about: {
      manager: 'Runs reports on the organizations chosen below.',
      dqo: 'Checks the data of the organizations chosen below.',
      coordinator: 'Always sees the whole CoC, and never names.',
      admin: 'Gives rights, imports data and reads the audit trail.',
    } satisfies Record<Role, string>,
    ownRole: 'Only another administrator can change your role or end your rights.',
    organizations: 'Sees clients of',
    everywhere: 'The whole CoC',
    everywhereHelp: 'All but victim service providers: those must be chosen one by one.',
    some: 'Only some organizations',
    choose: 'Organizations',
    chooseNone: 'None chosen',
    noneForAdmin: 'With none chosen, this administrator sees no clients.',
    victimServiceProvider: 'Victim service provider',
    unknown: 'Not in the data that you see',
    mayShowPii: 'May show names, SSN and birth dates',
    mayShowPiiHelp: 'Only for a reason, which the audit trail keeps.',
    ids: 'IDs in Microsoft Entra',
    save: 'Save',
    give: 'Give rights',
    saving: 'Saving …',
    end: 'End rights',
    endHelp: 'The person stays in this list, and can be given rights again.',
    ask: (name: string) => `End all rights of ${name}?`,
    askText: 'From their next call on they see nothing. Sheets they have made stay as they are.',
    ending: 'Ending …',
    keep: 'Keep them',
  },

  changed: {
    title: 'Someone else has just changed these rights',
    text: 'Nothing of yours is saved yet. This is what stands there now:',
    take: 'Use what is there now',
    goOn: 'Or save again, and yours take its place.',
    ended: 'Rights ended',
  },

  done: {
    saved: (name: string) => `Saved. ${name}’s rights hold from their next call on.`,
    ended: (name: string) => `${name}’s rights are ended from their next call on.`,
    unchanged: 'Nothing was changed, so nothing was saved.',
  },

  wrong: {
    id: 'Enter it as Entra shows it: 32 digits and letters, with four hyphens.',
    sameIds: 'This is the tenant ID again. The object ID is the person’s own.',
    listed: (name: string) => `${name} is in the list already: change their rights there.`,
    name: 'Enter a name of at most 200 characters.',
    noOrganizations: 'Choose at least one organization, or the whole CoC.',
    manyOrganizations: 'Choose at most 500, or the whole CoC.',
  },

  /** As `Sep 24, 2025 to Sep 30, 2025`. */
  days: (from: CalendarDate, to: CalendarDate): string =>
    from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`,

  imports: {
    title: 'Imports',
    description: 'The HMIS exports that all reports are made from.',
    choose: 'Import an export',
    chooseHelp: 'The zip of an HMIS CSV export (FY 2026 or FY 2024), as your HMIS writes it.',
    file: 'Zip of an HMIS CSV export',
    chosen: (name: string) => `Import ‘${name}’?`,
    chosenText: (size: string) =>
      `${size}. It is read and checked whole before anything changes. Then all reports come from it; the export before is kept.`,
    go: 'Import it',
    another: 'Choose another',
    cancel: 'Cancel',
    empty: 'This file is empty. Choose the zip of an HMIS CSV export.',
    tooLarge: 'This file is larger than 5 GB, more than one import takes.',

    sending: 'Sending the file',
    sent: (sent: string, of: string) => `${sent} of ${of}`,
    keepOpen: 'Keep this workbook open until it is sent.',
    running: 'Importing',
    by: (name: string) => `Begun by ${name}`,
    goesOn: 'It goes on if you close this pane. Reports come from the data before until it is done.',
    stuck: 'Nothing has moved for 15 minutes. Look at the list below later: it says which export is current.',
    waiting: 'Waiting for the file',
    reading: (file: string) => `Reading ${file}`,
    storing: (done: number, of: number) => `Storing project ${formatNumber(done)} of ${formatNumber(of)}`,
    opening: 'Opening the file',

    done: (day: CalendarDate) => `Imported: data as of ${formatDate(day)}`,
    unchanged: 'This export was stored already',
    unchangedText: 'Nothing was written, and nothing has changed.',
    stored: (projects: number, unchanged: number, enrollments: number) =>
      `${inProjects(projects)}, ${formatNumber(unchanged)} of them as they were; ${inEnrollments(enrollments)}.`,
    trackers: {
      moved: (n: number) => `${formatNumber(n)} housing trackers moved with their enrollment.`,
      setAside: (n: number) => `${formatNumber(n)} housing trackers set aside, for their enrollment is gone.`,
      returned: (n: number) => `${formatNumber(n)} housing trackers are back with their enrollment.`,
      deleted: (n: number) => `${formatNumber(n)} housing trackers deleted.`,
    },
    refused: 'The export was refused',
    failed: 'The import failed',
    asBefore: 'The data is as it was.',
    smaller: 'The export is much smaller than the data now',
    smallerText:
      'Often that is a mistake: an export of one organization, or of a few days. If you import it, reports show only who is in it, and housing trackers of people who are not in it are deleted with their history: going back to the export before does not bring those back.',
    accept: 'Import it all the same',
    close: 'Close',

    rows: (total: number) =>
      total === 1 ? '1 row could not be used' : `${formatNumber(total)} rows could not be used`,
    rowsText: 'They are left out of all reports. Mend them in the HMIS, then export again.',
    line: (file: string, line: number) => `${file}, line ${formatNumber(line)}`,
    why: (field: string, reason: string) => `${field}: ${reason}`,
    first: (shown: number) => `The first ${formatNumber(shown)} are shown.`,
    put: 'Put all in a new sheet',
    isPut: (rows: number, sheet: string) =>
      `${rows === 1 ? '1 row is' : `${formatNumber(rows)} rows are`} in the sheet ‘${sheet}’.`,
    files: (files: number) => (files === 1 ? 'Rows of 1 file' : `Rows of ${formatNumber(files)} files`),
    counts: { file: 'File', rows: 'Rows', deleted: 'Deleted', refused: 'Not used' },
    odd: (kinds: number) => (kinds === 1 ? '1 thing was odd' : `${formatNumber(kinds)} things were odd`),
    oddText: 'Taken as it stood.',
    oddThing: (place: string, what: string, count: number) =>
      `${place === '' ? '' : `${place}: `}${what}${count > 1 ? ` (${formatNumber(count)} times)` : ''}`,

    list: 'Exports that are stored',
    loading: 'Loading the exports',
    none: 'No export has been imported yet.',
    current: 'Current',
    dataOf: (day: CalendarDate) => `Data as of ${formatDate(day)}`,
    period: (range: string) => `Period ${range}`,
    imported: (at: string) => `Imported ${at}`,
    counted: (projects: number, enrollments: number) => `${inProjects(projects)} · ${inEnrollments(enrollments)}`,
    hashed: 'Names are hashed',
    kept: 'The current one and the one before are kept, others for a day.',
    back: 'Go back to it',
    backLabel: (day: CalendarDate) => `Go back to it: export of ${formatDate(day)}`,
    ask: (day: CalendarDate) => `Go back to the export of ${formatDate(day)}?`,
    askText:
      'All reports come from it at once. Housing trackers of enrollments it does not have are set aside, and come back with the next import. It is kept in the audit trail.',
    goBack: 'Go back',
    goingBack: 'Going back …',
    keep: 'Stay',
    isBack: (day: CalendarDate) => `All reports come from the export of ${formatDate(day)} now.`,
  },

  trail: {
    title: 'Audit trail',
    description: 'Who did what, and what they saw. Reading and verifying it is kept in it, too.',
    from: 'From',
    to: 'To',
    zone: (zone: string) => `In your time zone, ${zone}.`,
    who: 'Person',
    everyone: 'Everyone',
    what: 'Event',
    everything: 'All events',
    show: 'Show entries',
    reading: 'Reading the trail',
    verify: 'Verify',
    verifyHelp: 'Verify checks every entry of these days, whoever’s, for changes and gaps.',
    more: 'Show more',
    put: 'Put all in a new sheet',
    putting: 'Reading all entries …',
    isPut: (rows: number, sheet: string) =>
      `${rows === 1 ? '1 entry is' : `${formatNumber(rows)} entries are`} in the sheet ‘${sheet}’.`,
    none: 'No entries of this kind in these days.',
    entries: 'Entries',
    shown: (count: number, more: boolean) =>
      more ? `The newest ${formatNumber(count)}` : count === 1 ? '1 entry' : `${formatNumber(count)} entries`,
    upsideDown: 'From must not be later than To.',
    tooLong: 'Choose at most a year.',
    rows: (rows: number) => (rows === 1 ? '1 row' : `${formatNumber(rows)} rows`),
    names: 'Names shown',
    refused: 'Refused',
  },

  events: {
    signIn: 'Signed in',
    plan: 'Asked for a report',
    page: 'Got rows',
    export: 'Exported a list',
    importStart: 'Began an import',
    importEnd: 'Import ended',
    rollback: 'Went back to an earlier import',
    rightsChange: 'Changed rights',
    fileAsked: 'Asked for a file',
    fileMade: 'Made a file',
    fileDownload: 'Downloaded a file',
    filePassword: 'Was shown the password of a file',
    trackerRead: 'Read housing data',
    fileDeleted: 'Deleted a file',
    trackerEdit: 'Edited housing data',
    trackerTaken: 'Took over housing data',
    schedule: 'Changed or ran a schedule',
    setting: 'Changed a setting',
    trailRead: 'Read the audit trail',
  } satisfies Record<TrailEvent, string>,
  verified: 'Verified the audit trail',
  /** An event and what it was about. */
  about: (what: string, subject: string) => `${what}: ${subject}`,

  details: {
    reason: 'Reason',
    result: 'Result',
    done: 'Done',
    notAllowed: 'Refused: not theirs to do',
    outOfReach: 'Refused: not among what they may see',
    refused: (code: string) => `Refused (${code})`,
    report: 'Report',
    page: 'Page',
    snapshot: 'Data',
    data: (day: CalendarDate, id: string) => `Export of ${formatDate(day)} (${id})`,
    person: 'Whose rights',
    active: 'May use HMIS Sheets',
    change: (before: string, after: string) => `${before} → ${after}`,
    nothing: 'nothing',
    days: 'Days read',
    verified: 'Day verified',
    readOf: 'Entries of',
    utc: 'Time (UTC)',
    entry: 'Entry',
    place: (shard: number, seq: number) => `${formatNumber(seq)} of chain ${formatNumber(shard)}`,
    route: 'Call',
    field: 'Field',
    yes: 'Yes',
    no: 'No',
  },

  check: {
    checking: 'Verifying the trail',
    progress: (day: number, of: number) => `Day ${formatNumber(day)} of ${formatNumber(of)}`,
    whole: 'Every entry is whole and in its place',
    of: (entries: number, from: CalendarDate, to: CalendarDate) =>
      `${entries === 1 ? '1 entry' : `${formatNumber(entries)} entries`} of ${ADMIN_WORDS.days(from, to)} (days in UTC).`,
    faults: (count: number) => (count === 1 ? '1 fault in the trail' : `${formatNumber(count)} faults in the trail`),
    faultsText: 'Keep this, and tell whoever runs the service: an entry never changes by itself.',
    fault: (day: CalendarDate, shard: number, seq: number, what: string) =>
      `${formatDate(day)}, chain ${formatNumber(shard)}, entry ${formatNumber(seq)} ${what}.`,
    kinds: {
      unreadable: 'cannot be read',
      changed: 'was changed',
      moved: 'stands in another’s place',
      missing: 'is missing',
      chainBroken: 'does not follow from the one before it',
    } satisfies Record<AuditCheck['faults'][number]['what'], string>,
  },
} as const);

function inPeople(count: number): string {
  return count === 1 ? '1 person' : `${formatNumber(count)} people`;
}

function inProjects(count: number): string {
  return count === 1 ? '1 project' : `${formatNumber(count)} projects`;
}

function inEnrollments(count: number): string {
  return count === 1 ? '1 enrollment' : `${formatNumber(count)} enrollments`;
}
