import type { OtherLanguage } from '../language.ts';
import { SPANISH_ADMIN_WORDS } from './admin-words.ts';
import { SPANISH_COMMANDS_WORDS } from './commands-words.ts';
import { SPANISH_EDITS_WORDS } from './edits-words.ts';
import { SPANISH_ENTRA_WORDS } from './entra-words.ts';
import { SPANISH_FILES_WORDS } from './files-words.ts';
import { SPANISH_REPORT_LABELS } from './report-labels.ts';
import { SPANISH_SAVED_WORDS } from './saved-words.ts';
import { SPANISH_SCHEDULES_WORDS } from './schedules-words.ts';
import { SPANISH_SHEETS_WORDS } from './sheets-words.ts';
import { SPANISH_WORDS } from './words.ts';

/** The Spanish of the USA. Fetched by those only whose Excel or browser speaks Spanish. */
export const SPANISH: OtherLanguage = {
  language: 'es-US',
  tables: {
    pane: SPANISH_WORDS,
    admin: SPANISH_ADMIN_WORDS,
    commands: SPANISH_COMMANDS_WORDS,
    edits: SPANISH_EDITS_WORDS,
    files: SPANISH_FILES_WORDS,
    saved: SPANISH_SAVED_WORDS,
    schedules: SPANISH_SCHEDULES_WORDS,
    sheets: SPANISH_SHEETS_WORDS,
    entra: SPANISH_ENTRA_WORDS,
  },
  labels: SPANISH_REPORT_LABELS,
};
