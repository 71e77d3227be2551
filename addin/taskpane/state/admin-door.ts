import { type ReadonlySignal, signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Me } from '../../../shared/contract/runs.ts';
import type { ServiceAddress } from '../../service/call.ts';
import { samePerson } from './session.ts';
import type { Course, Trouble } from './trouble.ts';

/** Whether the administrators' part has the pane, in place of the reports. */
export type AdminDoor =
  | { readonly phase: 'closed' }
  /** It is being fetched. */
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly View: ComponentType }
  | { readonly phase: 'failed' };

export interface AdminDoorParts {
  readonly service: ServiceAddress;
  /** undefined while nobody is signed in. */
  readonly me: () => Me | undefined;
  /** Does what a refusal asks of the pane; what is left to be told, where anything is. */
  readonly follow: (course: Course) => Trouble | undefined;
  /** Reads rights and choices anew. */
  readonly refresh: () => Promise<void>;
}

interface AdminDoorKeeper {
  readonly door: ReadonlySignal<AdminDoor>;
  /** Fetches the part the first time; later it is as it was left. */
  open(): Promise<void>;
  close(): void;
  /** Closes it, and forgets all it knew, unless this is the administrator it was opened for. */
  keepFor(me: Me): void;
  forget(): void;
}

const CLOSED: AdminDoor = { phase: 'closed' };

/** The way into the administrators' part, which nobody else ever fetches. */
export function createAdminDoor(parts: AdminDoorParts): AdminDoorKeeper {
  const door = signal<AdminDoor>(CLOSED);
  let opened: { readonly me: Me; readonly View: ComponentType } | undefined;

  async function open(): Promise<void> {
    const me = parts.me();
    if (me?.role !== 'admin') return;
    door.value = { phase: 'opening' };
    try {
      const { openAdmin } = await import('../open-admin.tsx');
      if (door.peek().phase !== 'opening') return;
      const { service, follow, refresh } = parts;
      opened ??= { me, View: openAdmin(service, { me, follow, ownRightsChanged: () => void refresh() }) };
      door.value = { phase: 'open', View: opened.View };
    } catch {
      if (door.peek().phase === 'opening') door.value = { phase: 'failed' };
    }
  }

  function forget(): void {
    door.value = CLOSED;
    opened = undefined;
  }

  return {
    door,
    open,
    close: () => {
      door.value = CLOSED;
    },
    keepFor: (me) => {
      if (me.role !== 'admin' || (opened && !samePerson(opened.me, me))) forget();
    },
    forget,
  };
}
