import { runDue } from '../../schedules/run-due.ts';
import { powertoolsLog, schedulerFromEnvironment } from '../environment.ts';

const log = powertoolsLog();
const scheduler = schedulerFromEnvironment(log);

/**
 * Every few minutes: asks for the file of each schedule that is due. Throws when all have been looked at and one could not
 * be asked for, so that an alarm tells of it; the next call finds it again.
 */
export async function handler(): Promise<void> {
  let faults = 0;
  const onFault = (fault: unknown) => {
    faults += 1;
    scheduler.onFault(fault);
  };
  log('info', 'schedules', { runs: await runDue({ ...scheduler, onFault }) });
  if (faults > 0) throw new Error(`${faults} schedules could not be run.`);
}
