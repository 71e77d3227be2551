import { type DialogLook, type HostDialog, isOurs, openHostDialog } from '../excel/host-dialog.ts';
import { showPane } from '../excel/host-ribbon.ts';
import { spoken } from '../taskpane/language.ts';
import { SHEETS_WORDS } from '../taskpane/sheets-words.ts';
import type { Pane } from '../taskpane/state/pane.ts';
import type { Notice } from '../taskpane/state/sheets/notice.ts';
import { removeAll } from '../taskpane/state/sheets/remove-all.ts';
import { troubleOf } from '../taskpane/state/trouble.ts';
import { COMMANDS_WORDS } from './commands-words.ts';
import { FROM_DIALOG, type Removal } from './removal/message.ts';
import type { CommandDesk } from './ribbon.ts';
import { openedPane, sheetsOf } from './sheets-of.ts';

const LOOK: DialogLook = { height: 45, width: 30, displayInIframe: true };

/**
 * Asks in a dialog of Office's whether client data shall really go, removes it, and says there what became of it. Nobody
 * need be signed in. Where Office opens no dialog, the pane asks.
 */
export async function removeClientData(desk: CommandDesk): Promise<void> {
  await desk.entry.speaks;
  const pane = await openedPane(desk.entry);
  let shown: Removal = pane?.isBusy() ? told(COMMANDS_WORDS.busy()) : question();
  let dialog: HostDialog | undefined;

  const show = (next: Removal) => {
    shown = next;
    dialog?.tell(JSON.stringify(next));
  };
  const hear = (message: string) => {
    switch (FROM_DIALOG.find((one) => one === message)) {
      case 'ready':
        return show(shown);
      case 'remove':
        if (shown.phase === 'asking') void remove();
        return;
      case 'close':
        dialog?.close();
        dialog = undefined;
        return;
    }
  };
  const open = async () => {
    const events = {
      onMessage: (message: string, origin: string | undefined) => {
        if (isOurs(origin)) hear(message);
      },
      onEnd: () => {
        dialog = undefined;
      },
    };
    dialog = await openHostDialog(new URL('removal.html', location.href).href, events, LOOK);
  };
  const remove = async () => {
    show({ phase: 'removing', lang: spoken(), title: COMMANDS_WORDS.removing, lines: [] });
    const notice = await removed(desk, pane);
    show(told(notice));
    // Whoever closed it meanwhile is to know all the same.
    if (!dialog) await open().catch(() => showPane());
  };

  try {
    await open();
  } catch {
    await showPane();
    (await sheetsOf(desk.entry))?.sheets.askRemoval();
  }
}

/** Removes it, by the pane's own part where that is open, so that its list knows of it; never throws. */
async function removed({ openWorkbook }: CommandDesk, pane: Pane | undefined): Promise<Notice> {
  const sheets = pane?.openedSheets();
  try {
    if (pane?.isBusy()) return COMMANDS_WORDS.busy();
    if (!sheets) {
      const workbook = await openWorkbook();
      return await removeAll(await workbook.keeper(), await workbook.reportSheets());
    }
    await sheets.removeData();
    const [notice, trouble] = [sheets.notice.peek(), sheets.trouble.peek()];
    if (notice) return notice;
    return trouble ? COMMANDS_WORDS.refused(trouble.title, trouble.message) : COMMANDS_WORDS.busy();
  } catch (error) {
    const { title, message } = troubleOf(error);
    return COMMANDS_WORDS.refused(title, message);
  }
}

function question(): Removal {
  const { title, text, also, go, back } = SHEETS_WORDS.removal;
  return { phase: 'asking', lang: spoken(), title, lines: [text, also], go, back };
}

function told({ intent, title, lines }: Notice): Removal {
  return { phase: 'told', lang: spoken(), intent, title, lines: [...lines], close: COMMANDS_WORDS.close };
}
