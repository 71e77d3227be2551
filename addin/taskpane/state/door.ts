import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';

/** Whether a part of the pane that few need, and not at first, is there. */
export type Door<Props = object> =
  | { readonly phase: 'closed' }
  /** It is being fetched. */
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly View: ComponentType<Props> }
  | { readonly phase: 'failed' };

export interface DoorKeeper<Props> {
  readonly door: ReadonlySignal<Door<Props>>;
  /** Fetches the part; nothing where it is open or being fetched. */
  open(): Promise<void>;
  shut(): void;
}

/** The way into a part: `load` fetches its code and gives what makes its view, which is dropped where it was shut meanwhile. */
export function createDoor<Props>(load: () => Promise<() => ComponentType<Props>>): DoorKeeper<Props> {
  const door = signal<Door<Props>>({ phase: 'closed' });
  return {
    door,
    open: async () => {
      const { phase } = door.peek();
      if (phase === 'open' || phase === 'opening') return;
      door.value = { phase: 'opening' };
      try {
        const make = await load();
        if (door.peek().phase === 'opening') door.value = { phase: 'open', View: make() };
      } catch {
        if (door.peek().phase === 'opening') door.value = { phase: 'failed' };
      }
    },
    shut: () => {
      door.value = { phase: 'closed' };
    },
  };
}
