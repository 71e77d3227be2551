import type { DuckDBConnection } from '@duckdb/node-api';
import type { Question } from '../lists/questions.ts';

/** Columns of ours that the SQL does not write: names are hidden, and Basis is a sentence of the product's own. */
const NOT_COMPARED = ['LastName', 'FirstName', 'MiddleName', 'NameSuffix', 'SSN', 'DOB', 'Basis'];

export interface Comparison {
  readonly rows: number;
  /** Rows that only one side has. */
  readonly onlyOurs: number;
  readonly onlySql: number;
  /** Columns that differ in rows of the same key, with how many and one such EnrollmentID: ids alone, never a value. */
  readonly differing: readonly { readonly column: string; readonly rows: number; readonly enrollmentId: string }[];
}

/** Holds the rows of a file, a JSON record a line, against the table `answer`: column by column, each row once. */
export async function compareRows(db: DuckDBConnection, { report }: Question, rowsFile: string): Promise<Comparison> {
  const path = `'${rowsFile.replaceAll("'", "''")}'`;
  await db.run('USE memory.main');
  const described = await db.runAndReadAll('SELECT column_name FROM (DESCRIBE answer)');
  const columns = described.getRows().map(([name]) => String(name));
  const types = columns.map((column) => `"${column}": 'VARCHAR'`).join(', ');
  const given = await db.runAndReadAll(
    `SELECT DISTINCT unnest(json_keys(json)) FROM read_ndjson_objects(${path}, maximum_object_size = 1000000)`,
  );
  const keys = given.getRows().map(([name]) => String(name));
  const missing = keys.filter((name) => !columns.includes(name) && !NOT_COMPARED.includes(name));
  if (missing.length > 0) throw new Error(`The SQL of ${report} does not write ${missing.join(', ')}.`);
  await db.run(`CREATE OR REPLACE TABLE ours AS FROM read_json(${path}, format = 'nd', columns = {${types}})`);
  await db.run(`CREATE OR REPLACE TABLE theirs AS SELECT COLUMNS(*)::VARCHAR FROM answer`);
  const [rows, onlyOurs, onlySql] = await numbers(
    db,
    `SELECT (SELECT count(*) FROM ours),
       (SELECT count(*) FROM (FROM ours EXCEPT ALL FROM theirs)),
       (SELECT count(*) FROM (FROM theirs EXCEPT ALL FROM ours))`,
  );
  const key = KEYS[report];
  const on = key.map((name) => `ours."${name}" IS NOT DISTINCT FROM theirs."${name}"`).join(' AND ');
  const differing: { column: string; rows: number; enrollmentId: string }[] = [];
  if ((onlyOurs ?? 0) + (onlySql ?? 0) > 0) {
    for (const column of columns.filter((name) => !key.includes(name))) {
      const found = await db.runAndReadAll(
        `SELECT count(*), min(ours."EnrollmentID") FROM ours JOIN theirs ON ${on}
         WHERE ours."${column}" IS DISTINCT FROM theirs."${column}"`,
      );
      const [count, enrollmentId] = found.getRows()[0] ?? [];
      if (Number(count) > 0) differing.push({ column, rows: Number(count), enrollmentId: String(enrollmentId) });
    }
  }
  return { rows: rows ?? 0, onlyOurs: onlyOurs ?? 0, onlySql: onlySql ?? 0, differing };
}

const KEYS: Readonly<Record<Question['report'], readonly string[]>> = {
  'active-clients': ['EnrollmentID'],
  'annual-assessments': ['EnrollmentID', 'AnniversaryDate'],
  'data-entry-timing': ['EnrollmentID', 'RecordType'],
};

async function numbers(db: DuckDBConnection, query: string): Promise<number[]> {
  return ((await db.runAndReadAll(query)).getRows()[0] ?? []).map(Number);
}
