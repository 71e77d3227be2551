import * as z from 'zod/mini';
import { HmisError } from '../../../shared/errors.ts';
import { loadReport } from '../../../shared/load-report.ts';
import { type Parameter, type Parameters, parametersSchema } from '../../../shared/parameter.ts';
import type { AnyReport } from '../../../shared/report.ts';
import { reportIds } from '../../report-ids.ts';
import { type OptionKind, type Options, trueOrFalse, wholeNumber } from './options.ts';
import { UsageError } from './terminal.ts';

/** Options of `hmis report` itself; no parameter may have such a name. */
export const REPORT_OPTIONS: Readonly<Record<string, OptionKind>> = {
  format: 'value',
  out: 'value',
  reason: 'value',
  saved: 'value',
  summary: 'switch',
};

/** One option a parameter, by its name: lists and choices may be repeated. */
export function parameterOptions(parameters: Parameters): Record<string, OptionKind> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { kind }]) => [
      name,
      kind === 'list' || kind === 'choices' ? 'values' : 'value',
    ]),
  );
}

/**
 * The parameters that were given, as the service takes them; the service fills in the rest. Throws UsageError for a
 * value that the parameter cannot have, saying what it can.
 */
export function givenParameters(parameters: Parameters, options: Options): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [name, p] of Object.entries(parameters)) {
    const values = options.values(name);
    if (values.length > 0) given[name] = parsedValue(name, p, values);
  }
  const parsed = z.safeParse(parametersSchema(parameters), given);
  if (parsed.success) return given;
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  const p = parameters[name];
  throw new UsageError(`--${name} takes ${p ? accepted(p) : 'another value'}.`);
}

function parsedValue(name: string, p: Parameter, values: readonly string[]): unknown {
  const [first = ''] = values;
  switch (p.kind) {
    case 'list':
    case 'choices':
      return values;
    case 'flag':
      return trueOrFalse(name, first);
    case 'number':
      return wholeNumber(name, first);
    case 'date':
    case 'choice':
    case 'text':
      return first;
  }
}

function accepted(p: Parameter): string {
  switch (p.kind) {
    case 'date':
      return 'a date, YYYY-MM-DD';
    case 'choice':
    case 'choices':
      return `one of: ${Object.keys(p.options).join(', ')}`;
    case 'number':
      return `a whole number from ${p.min} to ${p.max}`;
    case 'flag':
      return 'true or false';
    case 'list':
      return 'ids of 1 to 200 bytes, at most 1,000 of them';
    case 'text':
      return 'at most 200 characters';
  }
}

/** The report of an id. Throws UsageError where there is none. */
export async function definitionOf(id: string): Promise<AnyReport> {
  try {
    return await loadReport(id);
  } catch (error) {
    if (!(error instanceof HmisError) || error.code !== 'NotFound') throw error;
    throw new UsageError(`There is no report ${id.slice(0, 60)}; there are: ${reportIds().join(', ')}.`);
  }
}
