/**
 * A list of HUD's codes with their texts [CSV FY 2026, Appendix B]. The words are HUD's; apostrophes and dashes are the
 * keyboard's, so that a filter or formula typed by hand finds them.
 */
export type CodeList = Readonly<Record<number, string>>;

/** The reasons for missing data that most lists end with. */
export const REASONS_FOR_MISSING_DATA = {
  8: "Client doesn't know",
  9: 'Client prefers not to answer',
  99: 'Data not collected',
} as const satisfies CodeList;
