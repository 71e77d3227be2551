/** The rows of HUD's table of timeliness, in its order and words [APR, Q6e; glossary, Data Quality Q6]. */
export const BANDS = ['< 0 days', '0 days', '1-3 days', '4-6 days', '7-10 days', '11+ days'] as const;

export type Band = (typeof BANDS)[number];

/** The band of a number of whole calendar days. Below 0: entered before it happened. */
export function bandOf(days: number): Band {
  if (days < 0) return '< 0 days';
  if (days === 0) return '0 days';
  if (days <= 3) return '1-3 days';
  if (days <= 6) return '4-6 days';
  return days <= 10 ? '7-10 days' : '11+ days';
}

/** Whether a record was entered within so many days after the event; one entered before it was not. */
export function isWithinStandard(days: number, standardDays: number): boolean {
  return days >= 0 && days <= standardDays;
}
