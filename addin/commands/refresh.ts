import { showPane } from '../excel/host-ribbon.ts';
import type { Notice } from '../taskpane/state/sheets/notice.ts';
import { troubleOf } from '../taskpane/state/trouble.ts';
import { COMMANDS_WORDS } from './commands-words.ts';
import type { CommandDesk } from './ribbon.ts';
import { sheetsOf, until } from './sheets-of.ts';

/**
 * Refreshes the report on the sheet in view, or all of the workbook, by the pane's own queue. All are watched in the pane;
 * one needs no pane, unless something must be asked or was not done: then it opens, and says so. What a refresh did stands
 * on *About these reports* and beside the sheet in the pane's list.
 */
export async function refresh(which: 'inView' | 'all', { entry, openWorkbook }: CommandDesk): Promise<void> {
  // Before a sign-in: by then another sheet may be in view.
  const inView = which === 'inView' ? await reportInView(openWorkbook) : undefined;
  if (which === 'all') await showPane();
  const opened = await sheetsOf(entry);
  if (!opened) return;
  const { pane, sheets } = opened;
  if (pane.isBusy()) return await showPane();
  if (inView && 'notice' in inView) {
    sheets.tell(inView.notice);
    return await showPane();
  }
  await sheets.reread();
  const ids = inView
    ? [inView.id]
    : sheets.list
        .peek()
        .toReversed()
        .map(({ id }) => id);
  if (ids.length === 0) return;
  sheets.refresh(ids);
  if (sheets.asking.peek()) return await showPane();
  await until(sheets.queue.running, (running) => !running);
  const turns = sheets.queue.turns.peek();
  if (!ids.every((id) => turns.get(id)?.phase === 'done')) await showPane();
}

type InView = { readonly id: string } | { readonly notice: Notice };

async function reportInView(openWorkbook: CommandDesk['openWorkbook']): Promise<InView> {
  try {
    const id = await (await (await openWorkbook()).keeper()).reportInView();
    return id === undefined ? { notice: COMMANDS_WORDS.noReport() } : { id };
  } catch (error) {
    return { notice: refused(error) };
  }
}

function refused(error: unknown): Notice {
  const { title, message } = troubleOf(error);
  return { intent: 'warning', title, lines: [message] };
}
