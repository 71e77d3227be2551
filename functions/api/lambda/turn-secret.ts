import { type TurnStep, turnOriginSecret } from '../../access/turn-origin-secret.ts';
import { turningFromEnvironment } from '../daily.ts';
import { powertoolsLog } from '../environment.ts';

const turning = turningFromEnvironment();
const log = powertoolsLog();

/** Secrets Manager calls it for each step of turning the distribution's secret. */
export async function handler(step: TurnStep): Promise<void> {
  await turnOriginSecret(turning, step);
  log('info', 'turnSecret', { step: step.Step });
}
