import * as z from 'zod/mini';
import { addDays, addYears, type CalendarDate, isCalendarDate } from './dates.ts';
import { HmisError } from './errors.ts';
import { isId } from './ids.ts';
import { onceFor } from './once-for.ts';

/** What a list parameter's values are ids of; the catalog gives the choices. */
export type ListOf = 'organizations' | 'projects' | 'cocs' | 'users' | 'fundingSources';

/** More values than any filter needs; a longer list is refused by name. */
export const LIST_LENGTH = 1_000;

interface Described {
  readonly label: string;
  readonly help?: string;
  /** Seldom set: a form shows it under "More filters". */
  readonly advanced?: true;
  /** It plays a part only where another parameter, a choice, has one of these values; a form shows it only then. */
  readonly onlyWhen?: { readonly parameter: string; readonly is: readonly string[] };
}
export interface DateParameter extends Described {
  readonly kind: 'date';
  /** Left out, it is the first day of the twelve months that end "as of today", not that day itself. */
  readonly default?: 'aYearBefore';
}
export interface ChoiceParameter<Option extends string = string> extends Described {
  readonly kind: 'choice';
  readonly options: Readonly<Record<Option, string>>;
  readonly default: NoInfer<Option>;
}
export interface ChoicesParameter<Option extends string = string> extends Described {
  readonly kind: 'choices';
  readonly options: Readonly<Record<Option, string>>;
  readonly default: readonly NoInfer<Option>[];
  /** What is chosen comes on top of what the report has anyway: nothing chosen is "none", not "all". */
  readonly adds?: true;
}
export interface ListParameter extends Described {
  readonly kind: 'list';
  readonly of: ListOf;
}
export interface FlagParameter extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}
export interface NumberParameter extends Described {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}
export interface TextParameter extends Described {
  readonly kind: 'text';
}

export type Parameter =
  | DateParameter
  | ChoiceParameter
  | ChoicesParameter
  | ListParameter
  | FlagParameter
  | NumberParameter
  | TextParameter;

export type Parameters = Readonly<Record<string, Parameter>>;

/** Whether a parameter plays a part in a run with these values. */
export function applies({ onlyWhen }: Parameter, params: Readonly<Record<string, unknown>>): boolean {
  return onlyWhen === undefined || onlyWhen.is.includes(String(params[onlyWhen.parameter]));
}

/** A parameter's value once every default is filled in. A date's default is "as of today" or a year before; an empty list or text means "all". */
export type ValueOf<P extends Parameter> = P extends DateParameter
  ? CalendarDate
  : P extends ChoiceParameter<infer Option>
    ? Option
    : P extends ChoicesParameter<infer Option>
      ? readonly Option[]
      : P extends ListParameter
        ? readonly string[]
        : P extends FlagParameter
          ? boolean
          : P extends NumberParameter
            ? number
            : string;

export type ParamsOf<P extends Parameters> = { readonly [Name in keyof P]: ValueOf<P[Name]> };

/** Keeps the option names of a declaration as types. */
export const parameter = {
  date: (p: Omit<DateParameter, 'kind'>): DateParameter => ({ kind: 'date', ...p }),
  choice: <O extends string>(p: Omit<ChoiceParameter<O>, 'kind'>): ChoiceParameter<O> => ({ kind: 'choice', ...p }),
  choices: <O extends string>(p: Omit<ChoicesParameter<O>, 'kind'>): ChoicesParameter<O> => ({ kind: 'choices', ...p }),
  list: (p: Omit<ListParameter, 'kind'>): ListParameter => ({ kind: 'list', ...p }),
  flag: (p: Omit<FlagParameter, 'kind'>): FlagParameter => ({ kind: 'flag', ...p }),
  number: (p: Omit<NumberParameter, 'kind'>): NumberParameter => ({ kind: 'number', ...p }),
  text: (p: Described): TextParameter => ({ kind: 'text', ...p }),
  /** On unless it is turned off. `emptied` begins its help: what stays empty, as "Names". */
  hidePii: (emptied: string): FlagParameter => ({
    kind: 'flag',
    label: 'Hide PII',
    help: `${emptied} stay empty. Showing them needs the right to, and a reason.`,
    default: true,
  }),
};

const date = z
  .string({ error: 'must be a date, YYYY-MM-DD' })
  .check(z.refine(isCalendarDate, { error: 'must be a date, YYYY-MM-DD' }));
const id = z
  .string({ error: 'must be an id of 1 to 200 bytes' })
  .check(z.refine(isId, { error: 'must be an id of 1 to 200 bytes' }));

function schemaOf(p: Parameter): z.ZodMiniType {
  switch (p.kind) {
    case 'date':
      return date;
    case 'choice':
      return z.enum(Object.keys(p.options), { error: `must be ${oneOf(p.options)}` });
    case 'choices': {
      const error = `must be a list, each ${oneOf(p.options)}`;
      const options = Object.keys(p.options);
      return z.array(z.enum(options, { error }), { error }).check(z.maxLength(options.length, { error }));
    }
    case 'list': {
      const error = `must be a list of at most ${LIST_LENGTH.toLocaleString('en-US')} ids`;
      return z.array(id, { error }).check(z.maxLength(LIST_LENGTH, { error }));
    }
    case 'flag':
      return z.boolean({ error: 'must be true or false' });
    case 'number': {
      const error = `must be a whole number from ${p.min} to ${p.max}`;
      return z.int({ error }).check(z.minimum(p.min, { error }), z.maximum(p.max, { error }));
    }
    case 'text': {
      const error = 'must be a text of at most 200 characters';
      return z.string({ error }).check(z.maxLength(200, { error }));
    }
  }
}

function oneOf(options: Readonly<Record<string, string>>): string {
  return `one of ${Object.keys(options).join(', ')}`;
}

function defaultOf(p: Parameter, asOf: CalendarDate): unknown {
  switch (p.kind) {
    case 'date':
      return p.default ? addDays(addYears(asOf, -1), 1) : asOf;
    case 'list':
      return [];
    case 'text':
      return '';
    default:
      return p.default;
  }
}

/** The strict zod schema of what a caller may send: every parameter may be left out, none may be added. */
export function parametersSchema(parameters: Parameters): z.ZodMiniType<Record<string, unknown>> {
  return z.strictObject(
    Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, z.optional(schemaOf(p))])),
  );
}

/** A schema is made once for each report: making it takes longer than asking it. */
const schemaFor = onceFor(parametersSchema);

/**
 * Checks what a caller sent and fills in every default, in the declared order, lists sorted and without repeats, so that
 * equal questions give equal answers. Throws HmisError `BadRequest` with the parameter named.
 */
export function resolveParameters<P extends Parameters>(parameters: P, sent: unknown, asOf: CalendarDate): ParamsOf<P> {
  const parsed = z.safeParse(schemaFor(parameters), sent ?? {});
  if (!parsed.success) throw badRequest(parsed.error.issues);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, p]) => {
      const value = parsed.data[name] ?? defaultOf(p, asOf);
      return [name, Array.isArray(value) ? [...new Set(value)].sort() : value];
    }),
  ) as ParamsOf<P>;
}

/** A BadRequest that names the first field at fault, never its value. */
export function badRequest(issues: readonly z.core.$ZodIssue[]): HmisError {
  const issue = issues[0];
  const field = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]
    .map((part) => String(part).slice(0, 60))
    .join('.');
  if (field === '') return new HmisError('BadRequest', 'The request is not of the form asked for here.', { field });
  const what = issue?.code === 'unrecognized_keys' ? 'is not known here' : (issue?.message ?? 'is not right');
  return new HmisError('BadRequest', `${field}: ${what}.`, { field });
}
