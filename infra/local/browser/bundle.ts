import type { BundleOptions } from '../../pages/bundle.ts';

/** The pane of one machine: its page's script, and the parts that the script fetches. */
export const PANE_BUNDLE: BundleOptions = {
  entries: { taskpane: 'infra/local/pane/main.tsx' },
  format: 'esm',
};
/** The workbook page around it, and what connects Microsoft's library in the pane to it, and a dialog to the pane. */
export const WORKBOOK_BUNDLE: BundleOptions = {
  entries: {
    workbook: 'infra/local/browser/page/main.ts',
    connect: 'infra/local/browser/frame/connect.ts',
    dialog: 'infra/local/browser/frame/dialog.ts',
  },
  format: 'iife',
};
export const WORKBOOK_STYLES_BUNDLE: BundleOptions = {
  entries: { workbook: 'infra/local/browser/page/styles/workbook.css' },
  format: 'iife',
};
