import { today } from '../../../shared/dates.ts';
import { keepDigests } from '../../access/trail-digest.ts';
import { digestFromEnvironment } from '../daily.ts';
import { powertoolsLog } from '../environment.ts';

const { dynamo, store } = digestFromEnvironment();
const log = powertoolsLog();

/** Once a day: keeps the ends of the trail's chains, and tells of each link that does not hold. */
export async function handler(): Promise<void> {
  for (const { day, entries, faults } of await keepDigests(dynamo, store, today(new Date(), 'UTC'))) {
    log('info', 'digest', { day, entries });
    for (const fault of faults) log('error', 'trailFault', { day, ...fault });
  }
}
