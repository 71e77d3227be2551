import { officeIsReady } from './office-ready.ts';

/** What Excel shows its own words in, as `es-MX`; the browser's language outside of Excel. */
export async function hostLanguage(): Promise<string> {
  return (await officeIsReady()) ? Office.context.displayLanguage : navigator.language;
}
