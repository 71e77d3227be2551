import { layDesign } from './lay-design.ts';
import { partsOf } from './parts.ts';
import { planDesign } from './plan-design.ts';

/** All that sheets need beyond rows, formats and print. Fetched for the reports whose sheets have more. */
export const design = { partsOf, planDesign, layDesign };
