import { dailySweep } from '../../snapshot/daily-sweep.ts';
import { sweepFromEnvironment } from '../daily.ts';
import { powertoolsLog } from '../environment.ts';

const dynamo = sweepFromEnvironment();
const log = powertoolsLog();

/** Once a day: deletes the snapshots and versions that nobody needs any more. */
export async function handler(): Promise<void> {
  const swept = await dailySweep(dynamo, () => new Date());
  if (swept === undefined) log('info', 'sweep', { left: 'to the import that runs' });
  else log('info', 'sweep', { snapshots: swept.snapshots.length, versions: swept.versions.length });
}
