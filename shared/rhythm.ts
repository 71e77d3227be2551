/** Days of the week by their numbers of ISO 8601, Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * When something is to be done again and again, by the clock of the CoC's time zone. `at` is `HH:MM`, 24 hours. A month
 * that has no such day has it on its last one.
 */
export type Rhythm =
  | { readonly every: 'day'; readonly at: string }
  | { readonly every: 'week'; readonly on: Weekday; readonly at: string }
  | { readonly every: 'month'; readonly on: number; readonly at: string };

/** `07:05`, not `7:05` nor `24:00`. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
