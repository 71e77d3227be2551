import type { Weekday } from '../../shared/rhythm.ts';
import { spoken } from './language.ts';

/** As `Monday`, in the language spoken. */
export function weekdayInWords(day: Weekday): string {
  // 2024-01-01 was a Monday.
  return new Intl.DateTimeFormat(spoken(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}
