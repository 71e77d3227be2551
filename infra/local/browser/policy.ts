import { NOTHING_ELSE, PAGE_HEADERS, PANE_SOURCES, policy, type Sources } from '../../pages/policy.ts';

/** Headers of every answer that a page is made of: nothing is guessed, kept or told to another site. */
export const COMMON_HEADERS = { ...PAGE_HEADERS, 'cache-control': 'no-store' } as const;

/** The workbook page: its own script and styles, and the pane in a frame. It asks the service for nothing by itself. */
export const WORKBOOK_POLICY = policy({
  ...NOTHING_ELSE,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'frame-src': ["'self'"],
  'frame-ancestors': ["'none'"],
});

/** The pane beside the browser workbook: it may stand in a frame of this origin only. */
export const FRAMED_PANE_SOURCES: Sources = { ...PANE_SOURCES, 'frame-ancestors': ["'self'"] };

/** The policy of a pane that also downloads finished files, from where they lie. */
export function withFiles(sources: Sources, filesOrigin: string): string {
  return policy({ ...sources, 'connect-src': ["'self'", filesOrigin] });
}
