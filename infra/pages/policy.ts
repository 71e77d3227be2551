/**
 * Headers of every answer that a page is made of: nothing is guessed, and nothing told to another site. No
 * Cross-Origin-Opener-Policy: Office's dialog talks to the pane that opened it.
 */
export const PAGE_HEADERS = {
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

export type Sources = Readonly<Record<string, readonly string[]>>;

export const NOTHING_ELSE: Sources = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** What the pane needs of a browser, wherever it stands. */
export const PANE_SOURCES: Sources = {
  ...NOTHING_ELSE,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
};

/** Office's library is loaded from Microsoft: a rule for add-ins. */
const WITH_OFFICE: Sources = { 'script-src': ["'self'", 'https://appsforoffice.microsoft.com'] };

/**
 * The pane inside Excel. Microsoft publishes no list of what its library and its sites need; this is what add-ins report
 * to be enough [OfficeDev/office-js 1005, 3342; office-js-docs-pr 4911]. Desktop Excel shows the pane in no frame. Signing
 * in needs nothing more: through Excel the library talks to the host by messages, and else the dialog does it all.
 */
export const EXCEL_PANE_SOURCES: Sources = {
  ...PANE_SOURCES,
  ...WITH_OFFICE,
  'frame-ancestors': [
    "'self'",
    'https://*.officeapps.live.com',
    'https://*.office.com',
    'https://*.cloud.microsoft',
    'https://*.sharepoint.com',
    'https://onedrive.live.com',
  ],
};

export const EXCEL_PANE_POLICY = policy(EXCEL_PANE_SOURCES);

/** The same where files are downloaded from origins of their own, and exports uploaded to one: buckets. */
export function excelPanePolicy(buckets: readonly string[]): string {
  return policy({ ...EXCEL_PANE_SOURCES, 'connect-src': ["'self'", ...buckets] });
}

/** The ribbon's dialog, which Excel on the web lays over the workbook in a frame. It asks nobody for anything. */
export const REMOVAL_SOURCES: Sources = { ...EXCEL_PANE_SOURCES, 'connect-src': ["'none'"] };

export const REMOVAL_POLICY = policy(REMOVAL_SOURCES);

/** The dialog of the sign-in, a window of its own: it exchanges Entra's answer for a token, and asks nobody else. */
export const DIALOG_POLICY = policy({
  ...PANE_SOURCES,
  ...WITH_OFFICE,
  'connect-src': ['https://login.microsoftonline.com'],
  'frame-ancestors': ["'none'"],
});

/** A Content-Security-Policy header's value. */
export function policy(sources: Sources): string {
  return Object.entries(sources)
    .map(([directive, values]) => [directive, ...values].join(' '))
    .join('; ');
}
