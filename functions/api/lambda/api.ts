import { serviceFromEnvironment } from '../environment.ts';
import { createHandler, OTHER_ROUTES } from '../handler.ts';

/** Everything but the runs that show names: this function's role can open none. */
export const handler = createHandler(serviceFromEnvironment(), OTHER_ROUTES);
