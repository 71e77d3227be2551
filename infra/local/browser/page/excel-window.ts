import type { FromFrame, ToFrame } from '../frame/ribbon-port.ts';
import { byId, make } from './element.ts';

/** What of Excel's window is not the workbook: the add-in's tab of the ribbon, its pane, a dialog over both. */
export interface ExcelWindow {
  /** Talks to the pane that has just begun, by its channel. */
  connect(port: MessagePort): void;
}

export function createExcelWindow(): ExcelWindow {
  let pane: MessagePort | undefined;
  const tell = (what: ToFrame) => pane?.postMessage(what);

  const side = byId('pane-side', HTMLElement);
  const opener = byId('open-pane', HTMLButtonElement);
  const showPane = (shown: boolean) => {
    side.hidden = !shown;
    opener.ariaPressed = String(shown);
  };
  opener.addEventListener('click', () => showPane(true));
  byId('close-pane', HTMLButtonElement).addEventListener('click', () => {
    showPane(false);
    opener.focus();
  });
  for (const button of document.querySelectorAll<HTMLElement>('[data-command]')) {
    button.addEventListener('click', () => tell({ say: 'command', name: button.dataset.command ?? '' }));
  }

  const dialog = byId('office-dialog', HTMLDialogElement);
  let frame: HTMLIFrameElement | undefined;
  addEventListener('message', ({ source, origin, data }) => {
    const isDialog = origin === location.origin && frame !== undefined && source === frame.contentWindow;
    if (isDialog && typeof data === 'string') tell({ say: 'dialogSays', message: data });
  });
  const closeDialog = () => {
    frame = undefined;
    dialog.close();
  };
  // Both its button and Escape, which the browser takes for a wish to close.
  dialog.addEventListener('close', () => {
    const wasOpen = frame !== undefined;
    frame = undefined;
    byId('office-dialog-frame', HTMLElement).replaceChildren();
    if (wasOpen) tell({ say: 'dialogClosed' });
  });
  byId('close-dialog', HTMLButtonElement).addEventListener('click', () => dialog.close());

  const onMessage = ({ data }: MessageEvent<FromFrame>) => {
    switch (data.say) {
      case 'showPane':
        return showPane(true);
      case 'openDialog': {
        // Like Office, which opens a dialog on a page of the add-in's own origin only.
        if (new URL(data.url).origin !== location.origin) return tell({ say: 'dialogClosed' });
        frame = make('iframe', { title: 'Dialog of HMIS Sheets', src: data.url });
        byId('office-dialog-frame', HTMLElement).replaceChildren(frame);
        return dialog.showModal();
      }
      case 'tellDialog':
        return frame?.contentWindow?.postMessage(data.message, location.origin);
      case 'closeDialog':
        return closeDialog();
    }
  };

  return {
    connect(port) {
      if (dialog.open) closeDialog();
      pane = port;
      port.onmessage = onMessage;
    },
  };
}
