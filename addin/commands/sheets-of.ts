import { effect, type ReadonlySignal } from '@preact/signals';
import { showPane } from '../excel/host-ribbon.ts';
import type { PaneEntry } from '../taskpane/start.tsx';
import type { Pane } from '../taskpane/state/pane.ts';
import type { Sheets } from '../taskpane/state/sheets/create-sheets.ts';

/** So long a button waits for its person to sign in; afterwards they have gone on to something else. */
const PATIENCE_MS = 5 * 60_000;

/** The pane on its part about the workbook's reports, with that part. */
export interface OpenSheets {
  readonly pane: Pane;
  readonly sheets: Sheets;
}

/**
 * Opens the pane's part about the workbook's reports. Where a person must do something first, the pane is shown: after a
 * sign-in the command goes on. undefined where it cannot: then the pane is shown, and says why.
 */
export async function sheetsOf(entry: PaneEntry): Promise<OpenSheets | undefined> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (!(await openedPane(entry)) && !(await entry.byItself)) await showPane();
    const pane = await before(late, entry.pane);
    if (!(await isReady(pane, late))) return undefined;
    pane.closeAdmin();
    pane.tab.value = 'sheets';
    void pane.openSheets();
    await until(pane.sheetsPart, ({ phase }) => phase === 'open' || phase === 'failed', late);
    const sheets = pane.openedSheets();
    if (sheets) return { pane, sheets };
    await showPane();
    return undefined;
  } catch (error) {
    if (late.aborted) return undefined;
    throw error;
  }
}

/** undefined where nobody has been signed in yet. */
export async function openedPane({ pane }: PaneEntry): Promise<Pane | undefined> {
  return await Promise.race([pane, Promise.resolve(undefined)]);
}

/** Waits until somebody is signed in and there is data; false where that is not the case and won't be by a sign-in. */
async function isReady({ session }: Pane, late: AbortSignal): Promise<boolean> {
  const { phase } = await until(session, (now) => now.phase !== 'loading', late);
  if (phase === 'ready') return true;
  await showPane();
  if (phase !== 'signedOut') return false;
  const next = await until(session, (now) => now.phase !== 'signedOut' && now.phase !== 'loading', late);
  return next.phase === 'ready';
}

/** The first value that is right, now or later; throws once it is too `late`. */
export function until<T>(source: ReadonlySignal<T>, isRight: (value: T) => boolean, late?: AbortSignal): Promise<T> {
  let end: (() => void) | undefined;
  const found = new Promise<T>((resolve) => {
    end = effect(() => {
      const { value } = source;
      if (isRight(value)) resolve(value);
    });
  });
  return before(late, found).finally(() => end?.());
}

async function before<T>(late: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!late) return await work;
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(late.reason), { once: true });
  });
  return await Promise.race([work, tooLate]);
}
