import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Me } from '../../../shared/contract/runs.ts';
import type { ReportWorkbook } from '../../excel/report-workbook.ts';
import type { ServiceAddress } from '../../service/call.ts';
import type { AdminTab } from './admin/create-admin.ts';
import { createDoor, type Door } from './door.ts';
import { samePerson } from './session.ts';
import type { Course, Trouble } from './trouble.ts';

/** Whether the administrators' part has the pane, in place of the reports. */
export type AdminDoor = Door;

export interface AdminDoorParts {
  readonly service: ServiceAddress;
  /** undefined while nobody is signed in. */
  readonly me: () => Me | undefined;
  /** Does what a refusal asks of the pane; what is left to be told, where anything is. */
  readonly follow: (course: Course) => Trouble | undefined;
  /** Reads rights and choices anew. */
  readonly refresh: () => Promise<void>;
  readonly openWorkbook: () => Promise<ReportWorkbook>;
}

interface AdminDoorKeeper {
  readonly door: ReadonlySignal<AdminDoor>;
  /** Fetches the part the first time; later it is as it was left. */
  open(first?: AdminTab): Promise<void>;
  close(): void;
  /** Closes it, and forgets all it knew, unless this is the administrator it was opened for. */
  keepFor(me: Me): void;
  forget(): void;
}

/** The way into the administrators' part, which nobody else ever fetches. */
export function createAdminDoor(parts: AdminDoorParts): AdminDoorKeeper {
  const { service, follow, refresh, openWorkbook } = parts;
  let first: AdminTab = 'people';
  let opened: { readonly me: Me; readonly View: ComponentType } | undefined;
  const { door, open, shut } = createDoor<object>(async () => {
    const me = parts.me();
    const { openAdmin } = await import('../open-admin.tsx');
    return () => {
      if (!me) throw new Error('Nobody is signed in.');
      opened ??= {
        me,
        View: openAdmin(service, { me, follow, reread: () => void refresh(), openWorkbook, tab: first }),
      };
      return opened.View;
    };
  });

  function forget(): void {
    shut();
    opened = undefined;
  }

  return {
    door,
    open: async (tab = 'people') => {
      first = tab;
      if (parts.me()?.role === 'admin') await open();
    },
    close: shut,
    keepFor: (me) => {
      if (me.role !== 'admin' || (opened && !samePerson(opened.me, me))) forget();
    },
    forget,
  };
}
