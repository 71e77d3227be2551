import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Sheets, SheetsParts } from './sheets/create-sheets.ts';

/** Whether the part about the workbook's reports is there. */
export type SheetsDoor =
  | { readonly phase: 'closed' }
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly View: ComponentType }
  | { readonly phase: 'failed' };

interface SheetsDoorKeeper {
  readonly door: ReadonlySignal<SheetsDoor>;
  /** Fetches the part the first time; later it is as it was left. */
  open(): Promise<void>;
  /** True while it is at the workbook. */
  isBusy(): boolean;
  /** Stops what goes on and forgets what it knew: somebody else may sign in. */
  forget(): void;
}

const CLOSED: SheetsDoor = { phase: 'closed' };

/** The way into the part about the workbook's reports, which nobody needs for the first one. */
export function createSheetsDoor(parts: SheetsParts): SheetsDoorKeeper {
  const door = signal<SheetsDoor>(CLOSED);
  let sheets: Sheets | undefined;
  return {
    door,
    open: async () => {
      if (door.peek().phase === 'open' || door.peek().phase === 'opening') return;
      door.value = { phase: 'opening' };
      try {
        const { openSheets } = await import('../open-sheets.tsx');
        if (door.peek().phase !== 'opening') return;
        const opened = openSheets(parts);
        sheets = opened.sheets;
        door.value = { phase: 'open', View: opened.View };
      } catch {
        if (door.peek().phase === 'opening') door.value = { phase: 'failed' };
      }
    },
    isBusy: () => sheets?.queue.running.peek() === true || sheets?.working.peek() === true,
    forget: () => {
      sheets?.queue.stop();
      sheets = undefined;
      door.value = CLOSED;
    },
  };
}
