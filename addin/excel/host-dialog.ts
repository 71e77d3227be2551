/// <reference types="office-js" />
import { officeIsReady } from './office-ready.ts';
import { WorkbookError } from './workbook-error.ts';

/**
 * True where this Excel says that it signs add-ins in itself (nested app authentication). False in a plain browser, and
 * where Office does not answer.
 */
export async function hostSignsIn(): Promise<boolean> {
  return (await officeIsReady()) && supports('NestedAppAuth');
}

/** What one opened dialog tells. */
export interface HostDialogEvents {
  /** `origin` is of the page that sent it, by Office's word. */
  onMessage(message: string, origin: string | undefined): void;
  /** With Office's code: 12006 closed by the person, 12002 a page that could not be loaded. */
  onEnd(code: number): void;
}

export interface HostDialog {
  close(): void;
}

/** Office opened no dialog. `code` is its own: 12007 one is open already, 12009 the person said no to a new window. */
export class DialogRefused extends Error {
  override readonly name = 'DialogRefused';
  readonly code: number;

  constructor(code: number) {
    super(`Office opened no dialog (${code}).`);
    this.code = code;
  }
}

/**
 * Opens Office's own window on a page of ours. Throws WorkbookError `NotExcel` where there is no Office to open one,
 * `TooOld` where it would not say whose message it brings, and DialogRefused.
 */
export async function openHostDialog(url: string, events: HostDialogEvents): Promise<HostDialog> {
  await requireDialogs();
  // Pages of a sign-in show themselves in no frame, so Office must not put the dialog into one.
  const options = { height: 60, width: 30, displayInIframe: false };
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(url, options, ({ status, value: dialog, error }) => {
      if (status !== Office.AsyncResultStatus.Succeeded) return reject(new DialogRefused(error.code));
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        if ('message' in event) events.onMessage(event.message, event.origin);
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
        if ('error' in event) events.onEnd(event.error);
      });
      resolve(dialog);
    });
  });
}

/**
 * In a dialog: tells the pane that opened it. A page of another origin that opened it gets nothing. Throws WorkbookError
 * as `openHostDialog` does.
 */
export async function tellOpener(message: string): Promise<void> {
  await requireDialogs();
  Office.context.ui.messageParent(message, { targetOrigin: location.origin });
}

async function requireDialogs(): Promise<void> {
  if (!(await officeIsReady())) throw new WorkbookError('NotExcel');
  if (!supports('DialogOrigin')) throw new WorkbookError('TooOld');
}

function supports(set: string): boolean {
  return Office.context.requirements.isSetSupported(set, '1.1');
}
