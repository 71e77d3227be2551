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
  /** Tells the page in it, which hears it by `hearOpener`. */
  tell(message: string): void;
  close(): void;
}

/** How large a dialog is, in percent of the screen, and whether Excel on the web may lay it over the workbook. */
export type DialogLook = Required<Pick<Office.DialogOptions, 'height' | 'width' | 'displayInIframe'>>;

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
export async function openHostDialog(url: string, events: HostDialogEvents, look: DialogLook): Promise<HostDialog> {
  await requireDialogs();
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(url, look, ({ status, value: dialog, error }) => {
      if (status !== Office.AsyncResultStatus.Succeeded) return reject(new DialogRefused(error.code));
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        if ('message' in event) events.onMessage(event.message, event.origin);
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
        if ('error' in event) events.onEnd(event.error);
      });
      resolve({
        tell: (message) => dialog.messageChild(message, { targetOrigin: location.origin }),
        close: () => dialog.close(),
      });
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

/**
 * In a dialog: hears what the page that opened it tells; a page of another origin is not heard. Throws WorkbookError as
 * `openHostDialog` does, and DialogRefused.
 */
export async function hearOpener(onMessage: (message: string) => void): Promise<void> {
  await requireDialogs();
  await new Promise<void>((resolve, reject) => {
    Office.context.ui.addHandlerAsync(
      Office.EventType.DialogParentMessageReceived,
      ({ message, origin }: Office.DialogParentMessageReceivedEventArgs) => {
        if (isOurs(origin)) onMessage(message);
      },
      ({ status, error }) => {
        if (status === Office.AsyncResultStatus.Succeeded) resolve();
        else reject(new DialogRefused(error.code));
      },
    );
  });
}

/** Whether a message is of a page of ours, by Office's word, which may end in a slash. */
export function isOurs(origin: string | undefined): boolean {
  return origin?.replace(/\/$/, '') === location.origin;
}

async function requireDialogs(): Promise<void> {
  if (!(await officeIsReady())) throw new WorkbookError('NotExcel');
  if (!supports('DialogOrigin')) throw new WorkbookError('TooOld');
}

function supports(set: string): boolean {
  return Office.context.requirements.isSetSupported(set, '1.1');
}
