import { createDoor, type Door, type DoorKeeper } from './door.ts';
import type { Sheets, SheetsParts } from './sheets/create-sheets.ts';

export type SheetsDoor = Door;

interface SheetsDoorKeeper extends Pick<DoorKeeper<object>, 'door' | 'open'> {
  /** What the part knows and can do, where it is open. */
  opened(): Sheets | undefined;
  /** True while it is at the workbook. */
  isBusy(): boolean;
  /** Stops what goes on and forgets what it knew: somebody else may sign in. */
  forget(): void;
}

/** The way into the part about the workbook's reports, which nobody needs for the first one. */
export function createSheetsDoor(parts: SheetsParts): SheetsDoorKeeper {
  let sheets: Sheets | undefined;
  const { door, open, shut } = createDoor<object>(async () => {
    const { openSheets } = await import('../open-sheets.tsx');
    return () => {
      const opened = openSheets(parts);
      sheets = opened.sheets;
      return opened.View;
    };
  });
  return {
    door,
    open,
    opened: () => sheets,
    isBusy: () => sheets?.queue.running.peek() === true || sheets?.working.peek() === true,
    forget: () => {
      sheets?.queue.stop();
      sheets = undefined;
      shut();
    },
  };
}
