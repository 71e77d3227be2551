import type { DuckDBConnection } from '@duckdb/node-api';
import type { Question } from '../lists/questions.ts';
import { type Source, sql } from './open.ts';

/** The columns of each list that its SQL does not write: names are hidden, and sentences of the product's own. */
const PARTS: Readonly<Record<Question['report'], readonly string[]>> = {
  'active-clients': ['stays.sql', 'annual.sql', 'active-clients.sql'],
  'annual-assessments': ['stays.sql', 'annual.sql', 'annual-assessments.sql'],
  'data-entry-timing': ['stays.sql', 'data-entry-timing.sql'],
};

/** Answers a question by SQL, into the table `answer`, all columns as texts. */
export async function askDuckDb(db: DuckDBConnection, source: Source, question: Question): Promise<void> {
  const { report, projects, from, to, method } = question;
  await db.run(`USE ${source}`);
  await db.run('CREATE OR REPLACE TABLE memory.main.asked (ProjectID VARCHAR)');
  await db.run('INSERT INTO memory.main.asked SELECT unnest(string_split($1, chr(31)))', [projects.join('\u001f')]);
  await db.run(`SET VARIABLE first_day = DATE '${from}'; SET VARIABLE last_day = DATE '${to}'`);
  await db.run(`SET VARIABLE method = '${method}'; SET VARIABLE upcoming_days = 60`);
  const text = (await Promise.all(PARTS[report].map(sql))).join('');
  await db.run(`CREATE OR REPLACE TABLE memory.main.answer AS ${text}`);
}
