import { runDue, type Scheduler } from '../../functions/schedules/run-due.ts';

export interface LocalSchedules {
  /** Asks for the files of the schedules that are due, and answers how many; one at a time. */
  runDue(): Promise<number>;
  /** Ends the timer, and waits for what it began. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/** The schedules of one machine: looked at every minute while the service runs. What falls due while it does not is made up for once. */
export function localSchedules(scheduler: Scheduler): LocalSchedules {
  let last: Promise<unknown> = Promise.resolve();
  const runNext = (): Promise<number> => {
    const run = last.then(() => runDue(scheduler));
    last = run.catch(scheduler.onFault);
    return run;
  };
  const timer = setInterval(() => void runNext().catch(() => undefined), EVERY_MS);
  timer.unref();
  return {
    runDue: runNext,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
