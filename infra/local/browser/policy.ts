/** Headers of every answer that a page is made of: nothing is guessed, kept or told to another site. */
export const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * Headers of the manifest's pictures: Office fetches them from pages of its own, and shows a stand-in for one that carries
 * any Cache-Control [learn.microsoft.com, "Image element"].
 */
export const ICON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

type Sources = Readonly<Record<string, readonly string[]>>;

const NOTHING_ELSE: Sources = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** The workbook page: its own script and styles, and the pane in a frame. It asks the service for nothing by itself. */
export const WORKBOOK_POLICY = policy({
  ...NOTHING_ELSE,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'frame-src': ["'self'"],
  'frame-ancestors': ["'none'"],
});

const PANE: Sources = {
  ...NOTHING_ELSE,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
};

/** The pane beside the browser workbook: it may stand in a frame of this origin only. */
export const FRAMED_PANE_POLICY = policy({ ...PANE, 'frame-ancestors': ["'self'"] });

/**
 * The pane inside Excel. Microsoft publishes no list of what its library and its sites need; this is what add-ins report
 * to be enough [OfficeDev/office-js 1005, 3342; office-js-docs-pr 4911]. Desktop Excel shows the pane in no frame.
 */
export const EXCEL_PANE_POLICY = policy({
  ...PANE,
  'script-src': ["'self'", 'https://appsforoffice.microsoft.com'],
  'frame-ancestors': [
    "'self'",
    'https://*.officeapps.live.com',
    'https://*.office.com',
    'https://*.cloud.microsoft',
    'https://*.sharepoint.com',
    'https://onedrive.live.com',
  ],
});

function policy(sources: Sources): string {
  return Object.entries(sources)
    .map(([directive, values]) => [directive, ...values].join(' '))
    .join('; ');
}
