import { HmisError } from '../../../shared/errors.ts';
import { hostSignsIn } from '../../excel/host-dialog.ts';
import type { EntraClient } from './client.ts';
import type { EntraEnvironment } from './environment.ts';
import { ENTRA_WORDS } from './words.ts';

/**
 * The way to Entra that the Excel around this page has, its code fetched when it is known which: through Excel itself, else
 * through a dialog. Throws HmisError `Busy` where the code could not be fetched.
 */
export async function connectEntra(environment: EntraEnvironment): Promise<EntraClient> {
  if (await hostSignsIn()) {
    const { connectNested } = await fetched(import('./nested-client.ts'));
    const nested = await connectNested(environment);
    if (nested) return nested;
  }
  const { dialogClient } = await fetched(import('./dialog-client.ts'));
  return dialogClient(location.href);
}

function fetched<Module>(module: Promise<Module>): Promise<Module> {
  return module.catch(() => {
    throw new HmisError('Busy', ENTRA_WORDS.unreachable);
  });
}
