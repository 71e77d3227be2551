import type { TestService } from '../service.ts';

/**
 * Moves the service's clock on by a second with each call of what it answers: an attacker with all the time in the world,
 * whom no limit of calls a second holds up.
 */
export function unhurried(service: Pick<TestService, 'setClock'>, from: Date): () => void {
  let at = from.getTime();
  const tick = () => {
    at += 1_000;
    service.setClock(new Date(at));
  };
  tick();
  return tick;
}
