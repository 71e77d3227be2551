import { parseArgs } from 'node:util';
import { UsageError } from './terminal.ts';

/** How an option is given: with one value, with a value each time it is repeated, or as a bare switch. */
export type OptionKind = 'value' | 'values' | 'switch';

export interface Options {
  /** The value of an option; undefined where it was left out. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  on(name: string): boolean;
  readonly words: readonly string[];
}

/** Options that every command takes. */
const COMMON: Readonly<Record<string, OptionKind>> = { url: 'value', as: 'value', help: 'switch' };

export const COMMON_NAMES = Object.keys(COMMON);

/**
 * Reads a command's arguments: its own options, the common ones and `words` words between them. Throws UsageError for
 * an unknown option, a missing or a repeated value, or too many words.
 */
export function readOptions(
  args: readonly string[],
  own: Readonly<Record<string, OptionKind>>,
  words: number,
): Options {
  const kinds = { ...own, ...COMMON };
  const config = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      kind === 'switch' ? { type: 'boolean' as const } : { type: 'string' as const, multiple: true },
    ]),
  );
  const { values, positionals } = parsed(args, config);
  const given = (name: string): string[] => {
    const texts = values[name];
    return Array.isArray(texts) ? texts.map(String) : [];
  };
  for (const [name, kind] of Object.entries(kinds)) {
    if (kind === 'value' && given(name).length > 1) throw new UsageError(`--${name} can be given once.`);
  }
  if (positionals.length > words) throw new UsageError(`What is “${positionals[words]?.slice(0, 60)}” here?`);
  return {
    value: (name) => given(name)[0],
    values: given,
    on: (name) => values[name] === true,
    words: positionals,
  };
}

function parsed(args: readonly string[], options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('\n')[0]?.replace(/\. To specify .*/, '.') ?? message);
  }
}

/** Reads a few options out of arguments whose others are not known yet, and the common ones. */
export function readSome(args: readonly string[], names: readonly string[]): Pick<Options, 'value'> {
  const known = [...names, ...COMMON_NAMES.filter((name) => COMMON[name] === 'value')];
  const options = Object.fromEntries(known.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  return {
    value: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
}

/** The value of an option that must be there. */
export function required(options: Options, name: string): string {
  const value = options.value(name);
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}

/** The one of `allowed` that was given; `fallback` where none was. */
export function oneOf<T extends string>(
  options: Pick<Options, 'value'>,
  name: string,
  allowed: readonly T[],
  fallback: T,
): T {
  const value = options.value(name) ?? fallback;
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} takes one of: ${allowed.join(', ')}.`);
  return found;
}

export function trueOrFalse(name: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') throw new UsageError(`--${name} takes true or false.`);
  return value === 'true';
}

export function wholeNumber(name: string, value: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw new UsageError(`--${name} takes a whole number.`);
  return Number(value);
}
