import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { ServiceAddress } from '../../service/call.ts';
import type { FilesParts } from './files/create-files.ts';
import type { Facts } from './session.ts';

/** Whether the part about files on the server is there. */
export type FilesDoor =
  | { readonly phase: 'closed' }
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly View: ComponentType<{ readonly facts: Facts }> }
  | { readonly phase: 'failed' };

interface FilesDoorKeeper {
  readonly door: ReadonlySignal<FilesDoor>;
  /** Fetches the part the first time; later it is as it was left. */
  open(): Promise<void>;
  /** Forgets all it knew, an opened zip above all: somebody else may sign in. */
  forget(): void;
}

interface FilesDoorParts extends Omit<FilesParts, 'client'> {
  readonly service: ServiceAddress;
}

const CLOSED: FilesDoor = { phase: 'closed' };

/** The way into the part about files on the server, which few need and not at first. */
export function createFilesDoor({ service, ...parts }: FilesDoorParts): FilesDoorKeeper {
  const door = signal<FilesDoor>(CLOSED);
  return {
    door,
    open: async () => {
      if (door.peek().phase === 'open' || door.peek().phase === 'opening') return;
      door.value = { phase: 'opening' };
      try {
        const { openFiles } = await import('../open-files.tsx');
        if (door.peek().phase === 'opening') door.value = { phase: 'open', View: openFiles(service, parts) };
      } catch {
        if (door.peek().phase === 'opening') door.value = { phase: 'failed' };
      }
    },
    forget: () => {
      door.value = CLOSED;
    },
  };
}
