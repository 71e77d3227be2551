import type { ScheduleStatus } from '../../shared/contract/schedules.ts';
import type { Rhythm } from '../../shared/rhythm.ts';
import { formatDay, formatNumber } from './format.ts';
import { words } from './language.ts';
import { weekdayInWords } from './weekday.ts';

/** Every sentence and label of the part about schedules, and of the files that they make. */
export const SCHEDULES_WORDS = words('schedules', {
  title: 'Schedules',
  what: 'A saved setting, run by the service day by day, week by week or month by month, into an encrypted file.',
  none: 'You have no schedules yet.',
  loading: 'The schedules are coming.',
  add: 'New schedule',
  files: 'Back to the files',
  clock: (timeZone: string) => `Times are those of ${timeZone.replaceAll('_', ' ')}.`,
  when: (rhythm: Rhythm) => {
    switch (rhythm.every) {
      case 'day':
        return `Every day at ${rhythm.at}`;
      case 'week':
        return `Every ${weekdayInWords(rhythm.on)} at ${rhythm.at}`;
      case 'month':
        return rhythm.on > 28
          ? `Every month on day ${rhythm.on}, or its last, at ${rhythm.at}`
          : `Every month on day ${rhythm.on} at ${rhythm.at}`;
    }
  },
  next: (time: string) => `Next: ${time}`,
  last: (time: string) => `Last: ${time}`,
  by: (name: string) => `Of ${name}`,
  states: { active: 'Active', paused: 'Paused', stopped: 'Stopped' } satisfies Record<ScheduleStatus['state'], string>,
  went: { running: 'its file is being made', made: 'its file was made', failed: 'it failed' },
  names: 'Contains names',
  run: 'Run now',
  runLabel: (name: string) => `Run now: ${name}`,
  pause: 'Pause',
  pauseLabel: (name: string) => `Pause ${name}`,
  resume: 'Resume',
  resumeLabel: (name: string) => `Resume ${name}`,
  end: 'End',
  endLabel: (name: string) => `End ${name}`,
  endAsk: 'End this schedule? The files it made stay until they expire.',
  keep: 'Keep it',
  done: {
    make: 'The schedule is made.',
    run: 'Its file is being made: look among the files in a minute.',
    pause: 'The schedule is paused.',
    resume: 'The schedule runs again.',
    end: 'The schedule is ended.',
  },

  form: {
    title: 'New schedule',
    source: 'What to run',
    choose: 'Choose a setting or a sheet',
    setting: (name: string, report: string) => `${name} (${report})`,
    sheet: (sheet: string) => `The report of sheet “${sheet}”`,
    nothing: 'Save a setting in a report’s form, or run a report into a sheet first.',
    name: 'Name to save its setting under',
    nameHelp: 'Others may read it: no client’s name.',
    every: 'How often',
    day: 'Every day',
    week: 'Every week',
    month: 'Every month',
    weekday: 'On',
    monthDay: 'On day',
    monthDayHelp: 'A month without that day: its last one.',
    at: 'At',
    submit: 'Make the schedule',
    making: 'Making …',
    cancel: 'Cancel',
    errors: {
      source: 'Choose what to run.',
      name: 'Give it a name.',
      at: 'Enter a time.',
      reason: 'Say why names are needed: 3 to 100 characters.',
    },
  },

  file: {
    opening: 'The file is coming.',
    rows: (rows: number, day: string) =>
      `${formatNumber(rows)} ${rows === 1 ? 'row' : 'rows'}, data as of ${formatDay(day)}`,
    password: 'Password of the zip',
    passwordHelp: 'Made for this file alone. That you were shown it is kept in the audit trail.',
    download: 'Download the zip',
    put: 'Put in a new sheet',
    putting: 'Writing …',
    putDone: (sheet: string) => `It is on the sheet “${sheet}”.`,
  },

  fresh: {
    title: (sheets: number) =>
      sheets === 1 ? 'A scheduled file is newer than its sheet' : 'Scheduled files are newer than their sheets',
    text: (sheet: string, day: string) => `“${sheet}”: there is a file with data as of ${formatDay(day)}.`,
    refresh: 'Refresh from it',
    refreshLabel: (sheet: string) => `Refresh from it: sheet ${sheet}`,
    done: (sheet: string) => `“${sheet}” is refreshed from its scheduled file`,
  },
} as const);
