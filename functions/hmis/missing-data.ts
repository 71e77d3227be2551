import type { CalendarDate } from '../../shared/dates.ts';
import type { QualityInput } from './apr/judged-element.ts';
import { q6a } from './apr/q6a.ts';
import { q6b } from './apr/q6b.ts';
import { q6c } from './apr/q6c.ts';
import { q6d } from './apr/q6d.ts';
import type { QualityClass } from './records.ts';

/** A flaw of one element; the classes of HUD's data quality tables, of which the first that matches counts. */
export type Flaw = Exclude<QualityClass, 'ok' | 'undecidable'>;

export interface DataQualityFinding {
  /** The HMIS CSV field where there is one. */
  readonly element: string;
  readonly flaw: Flaw;
}

/** What is known of an enrollment when its data quality is judged for a range that ends on `to`. */
export interface DataQualityInput extends QualityInput {
  /** The enrollment's MoveInDate where it is no date. */
  readonly unusableMoveIn: CalendarDate | null;
}

const FLAW_WORDS: Readonly<Record<Flaw, string>> = {
  missing: 'missing',
  dontKnow: "don't know/prefers not",
  issue: 'data issue',
};

/** The MissingData cell's parts, `Element: class` in HUD's order. Never holds a value of a client, only the move-in date. */
export function missingData(input: DataQualityInput): string[] {
  const { unusableMoveIn } = input;
  return [
    ...dataQuality(input).map(({ element, flaw }) => `${element}: ${FLAW_WORDS[flaw]}`),
    ...(unusableMoveIn === null ? [] : [`MoveInDate not usable (${unusableMoveIn})`]),
  ];
}

/**
 * The flawed elements of one enrollment, in the order of HUD's tables Q2 to Q5. Where more than one class fits, "doesn't
 * know" comes before "missing" before "issue", the order of the tables' columns. What a hash hides is no flaw that anybody
 * could mend. [glossary, Data Quality Q2 to Q5]
 */
export function dataQuality(input: QualityInput): DataQualityFinding[] {
  return [...q6a(input), ...q6b(input), ...q6c(input), ...q6d(input)].flatMap(({ element, quality }) =>
    quality === 'ok' || quality === 'undecidable' ? [] : [{ element, flaw: quality }],
  );
}
