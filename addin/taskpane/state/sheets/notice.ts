/** What was done, in words. */
export interface Notice {
  readonly intent: 'success' | 'warning';
  readonly title: string;
  readonly lines: readonly string[];
}
