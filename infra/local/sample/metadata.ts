import type { CalendarDate } from '../../../shared/dates.ts';
import { earlier } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment } from './family.ts';
import type { Sample } from './options.ts';
import type { Random } from './random.ts';
import { chance, int, pick } from './random.ts';
import type { Row } from './row.ts';
import type { SampleUser } from './setting.ts';

/** Metadata of a record that happened on `date`: nothing is entered after the export's end. */
export function metadata(sample: Sample, random: Random, user: SampleUser, date: CalendarDate): Row {
  return stamped(sample, random, user, earlier(addDays(date, lag(random, user)), sample.asOf), false);
}

/** As `metadata`, for a record of an enrollment: by one of the project's staff, deleted where the enrollment is. */
export function enrollmentMetadata(
  sample: Sample,
  random: Random,
  enrollment: SampleEnrollment,
  date: CalendarDate,
): Row {
  return ofEnrollment(sample, random, enrollment, date, chance(random, 0.004));
}

/** As `enrollmentMetadata`, for a record that others hang on: never deleted by itself, which would leave them orphans. */
export function parentMetadata(sample: Sample, random: Random, enrollment: SampleEnrollment, date: CalendarDate): Row {
  return ofEnrollment(sample, random, enrollment, date, false);
}

function ofEnrollment(
  sample: Sample,
  random: Random,
  enrollment: SampleEnrollment,
  date: CalendarDate,
  deleted: boolean,
): Row {
  const user = pick(random, enrollment.project.users);
  if (isOdd(enrollment)) return sameDay(sample, user, date);
  const created = earlier(addDays(date, lag(random, user)), sample.asOf);
  return stamped(sample, random, user, created, enrollment.deleted || deleted);
}

/** Metadata of what was set up before the first client: organizations, projects, users. */
export function setUp(sample: Sample, random: Random, date: CalendarDate, deleted = false): Row {
  return stamped(sample, random, { UserID: '101', habit: 'fewDays' }, earlier(date, sample.asOf), deleted);
}

/** The odd households are in no way late, so that only what they are there for is odd. */
export function isOdd(enrollment: SampleEnrollment): boolean {
  return enrollment.person.key.startsWith('odd_');
}

export function sameDay(sample: Sample, user: SampleUser, date: CalendarDate): Row {
  const time = `${earlier(date, sample.asOf)} 16:00:00`;
  return { DateCreated: time, DateUpdated: time, UserID: user.UserID, ExportID: sample.exportId };
}

function stamped(
  sample: Sample,
  random: Random,
  user: Pick<SampleUser, 'UserID' | 'habit'>,
  created: CalendarDate,
  deleted: boolean,
): Row {
  const DateCreated = `${created} ${timeOfDay(random)}`;
  const updated = chance(random, 0.6) ? created : earlier(addDays(created, int(random, 1, 150)), sample.asOf);
  const DateUpdated = updated === created ? DateCreated : `${updated} ${timeOfDay(random)}`;
  return {
    DateCreated,
    DateUpdated,
    UserID: user.UserID,
    DateDeleted: deleted ? `${updated} 23:15:00` : null,
    ExportID: sample.exportId,
  };
}

/** Days from the event to its entry. */
function lag(random: Random, user: SampleUser): number {
  if (chance(random, 0.012)) return int(random, 60, 400);
  switch (user.habit) {
    case 'sameDay':
      return chance(random, 0.88) ? 0 : int(random, 1, 3);
    case 'fewDays':
      return int(random, 0, 5);
    case 'weeks':
      return int(random, 3, 40);
    case 'bulk':
      return int(random, 0, 30);
    case 'ahead':
      return chance(random, 0.25) ? -int(random, 1, 5) : int(random, 0, 2);
  }
}

function timeOfDay(random: Random): string {
  const second = int(random, 7 * 3600, 18 * 3600);
  return [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
