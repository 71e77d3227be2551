import { piiServiceFromEnvironment } from '../environment.ts';
import { createHandler, PII_ROUTES } from '../handler.ts';

/** The runs that show names, and nothing else. */
export const handler = createHandler(piiServiceFromEnvironment(), PII_ROUTES);
