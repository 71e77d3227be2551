import { requireNode24 } from '../infra/local/node-version.ts';

requireNode24();
