import * as z from 'zod/mini';
import { HmisError } from './errors.ts';
import type { AnyReport } from './report.ts';

const ID = /^[a-z][a-z0-9-]*$/;

const isFunction = z.custom<() => unknown>((value) => typeof value === 'function');

const shape = z.looseObject({
  id: z.string().check(z.regex(ID)),
  title: z.string().check(z.minLength(1)),
  description: z.string().check(z.minLength(1)),
  parameters: z.record(z.string(), z.looseObject({ kind: z.string(), label: z.string() })),
  columns: z
    .array(z.looseObject({ key: z.string(), type: z.enum(['text', 'number', 'date']), note: z.string() }))
    .check(z.minLength(1)),
  key: z.optional(z.array(z.string()).check(z.minLength(1))),
  notes: isFunction,
  check: z.optional(isFunction),
  summary: z.optional(isFunction),
});

/**
 * The definition of a report by its id, from `shared/reports/<id>.ts`. The folder is the list: a new report needs no
 * entry anywhere. Node imports the file by its path, esbuild bundles the folder by the pattern in the import below.
 *
 * Throws HmisError `NotFound` for an id without a report, and `Internal` where a file's default export is no report or
 * carries another id than its name. Whatever else stops an import (a chunk that could not be fetched) is thrown as it is.
 */
export async function loadReport(id: string): Promise<AnyReport> {
  if (!ID.test(id)) throw notFound(id);
  let module: { default?: unknown };
  try {
    module = await import(`./reports/${id}.ts`);
  } catch (error) {
    throw isMissingFile(error, id) ? notFound(id) : error;
  }
  const parsed = z.safeParse(shape, module.default);
  if (!parsed.success || parsed.data.id !== id) {
    const where = parsed.success ? 'id' : parsed.error.issues[0]?.path.join('.') || 'default export';
    throw new HmisError('Internal', `The definition of the report ${id} is not whole: ${where}.`);
  }
  const report = module.default as AnyReport;
  if (report.key?.some((key) => !report.columns.some((column) => column.key === key))) {
    throw new HmisError('Internal', `The definition of the report ${id} is not whole: key.`);
  }
  return report;
}

function notFound(id: string): HmisError {
  return new HmisError('NotFound', `There is no report ${id.slice(0, 60)}.`, { field: 'id' });
}

/**
 * True where the report's own file is what is missing, in the words of Node, Vite and an esbuild bundle; a file that
 * exists but imports something that doesn't must not pass for an unknown report.
 */
function isMissingFile(error: unknown, id: string): boolean {
  const message = error instanceof Error ? error.message : '';
  const missing =
    /(?:Cannot find module|Failed to load url|Unknown variable dynamic import:|not found in bundle:) ?(\S+)/;
  const file = missing.exec(message)?.[1]?.replaceAll(/['"]/g, '');
  return file?.endsWith(`/reports/${id}.ts`) ?? false;
}
