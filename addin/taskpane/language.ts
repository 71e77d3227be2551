/**
 * The language the pane speaks. English is in the pane; another one is fetched, before anything is drawn, by who needs it.
 */

/** Languages with a table of words, as Intl names them. */
export type Language = 'en-US' | 'es-US';

/** What reports' notes are written in, whatever the pane speaks: they are in the workbook too. */
export const LANGUAGE_OF_NOTES: Language = 'en-US';

/** The parts of the pane that have a table of words of their own. */
export type TableName = 'pane' | 'admin' | 'commands' | 'edits' | 'files' | 'saved' | 'schedules' | 'sheets' | 'entra';

/** Everything the pane says in a language other than English. */
export interface OtherLanguage {
  readonly language: Language;
  readonly tables: Readonly<Record<TableName, object>>;
  /** What reports call themselves, their parameters and options, by the English of it. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A table of words in another language than that of `English`: the same keys, the same arguments, any text. */
export type InOtherWords<English> = English extends string
  ? string
  : English extends (...facts: infer Facts) => infer Said
    ? (...facts: Facts) => Said extends string ? string : Said
    : { readonly [Key in keyof English]: InOtherWords<English[Key]> };

const tables = new Map<TableName, object>();
let other: OtherLanguage | undefined;

/** The English words of a part, which `speak` replaces; a part that is fetched later comes in the language spoken by then. */
export function words<English extends object>(name: TableName, english: English): English {
  tables.set(name, english);
  return other ? Object.assign(english, other.tables[name]) : english;
}

/** From now on the pane speaks this language. What is drawn already stays as it is. */
export function speak(language: OtherLanguage): void {
  other = language;
  for (const [name, table] of tables) Object.assign(table, language.tables[name]);
}

/** The language spoken, for what Intl writes. */
export function spoken(): Language {
  return other?.language ?? 'en-US';
}

/** What a report says of itself, in the language spoken; in English where nobody has put it into another. */
export function translated(label: string): string {
  return other?.labels[label] ?? label;
}

/** Options to choose from, each with its label in the language spoken. */
export function optionsInWords(options: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([option, label]) => [option, translated(label)]);
}

/** The language to speak to somebody whose host or browser speaks that of `tag`, as `es-MX`. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().split('-')[0] === 'es' ? 'es-US' : 'en-US';
}
