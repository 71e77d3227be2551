import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImportStarted, ImportStatus, RefusedRow, SnapshotList } from '../../../../shared/contract/imports.ts';
import { HmisError } from '../../../../shared/errors.ts';
import type { PlainTable } from '../../../excel/put-table.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import { sleep } from '../../../service/call.ts';
import { allRefusedRows } from '../../../service/refused-rows.ts';
import { type UploadOptions, uploadFile } from '../../../service/upload.ts';
import { type Course, courseOf, type Trouble } from '../trouble.ts';
import { type PutInSheet, type PutList, plainColumn } from './put-in-sheet.ts';

export type Snapshot = SnapshotList['snapshots'][number];

export type Snapshots =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly list: readonly Snapshot[] }
  /** Without trouble where the pane says by itself what is the matter. */
  | { readonly phase: 'failed'; readonly trouble: Trouble | undefined };

/** One import, from the choice of its zip to what became of it. */
export type Importing =
  | { readonly phase: 'none' }
  /** Before anything is sent. */
  | { readonly phase: 'chosen'; readonly zip: File }
  | { readonly phase: 'sending'; readonly zip: File; readonly sent: number }
  /** It goes on at the service, whoever looks; `status` once it has said how. */
  | {
      readonly phase: 'running';
      readonly id: string;
      readonly zip: File | undefined;
      readonly status: ImportStatus | undefined;
      /** Nothing has moved for a quarter of an hour. */
      readonly stuck: boolean;
    }
  /** `zip`: what was sent from here, to be sent once more. */
  | { readonly phase: 'ended'; readonly status: ImportStatus; readonly zip: File | undefined };

export interface ImportsParts {
  readonly client: Pick<AdminClient, 'snapshots' | 'startImport' | 'import' | 'rollback'>;
  readonly follow: (course: Course) => Trouble | undefined;
  /** Other data is current now. */
  readonly dataChanged: () => void;
  readonly put: PutInSheet;
  /** The browser's, unless said. */
  readonly upload?: (file: Blob, to: ImportStarted['upload'], options: UploadOptions) => Promise<void>;
}

export interface Imports {
  readonly snapshots: ReadonlySignal<Snapshots>;
  readonly importing: ReadonlySignal<Importing>;
  /** The snapshot that is to be gone back to, once that is answered with yes. */
  readonly asking: ReadonlySignal<Snapshot | undefined>;
  /** True while the service goes back, or a list is put in a sheet. */
  readonly working: ReadonlySignal<boolean>;
  /** What was gone back to, or where the refused rows stand. */
  readonly done: ReadonlySignal<{ readonly backTo: Snapshot } | { readonly put: PutList } | undefined>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  load(): Promise<void>;
  choose(zip: File): void;
  /** Back to nothing chosen, or away from what an import said. */
  leave(): void;
  /** Sends the zip; `acceptSmaller` after the service has refused it for being smaller, and an administrator has read so. */
  start(acceptSmaller?: boolean): Promise<void>;
  /** Stops sending. What the service has whole it imports. */
  stop(): void;
  /** Follows the import that goes on, until what is given back is called. */
  watch(): () => void;
  putRefused(): Promise<void>;
  ask(snapshot: Snapshot): void;
  keep(): void;
  rollBack(): Promise<void>;
  dismiss(): void;
}

const ASK_MS = [500, 1_000, 2_000];
const STUCK_MS = 15 * 60_000;

/** The exports that are stored, and the way of another one into the service. Nothing it does throws. */
export function createImports({ client, follow, dataChanged, put, upload = uploadFile }: ImportsParts): Imports {
  const snapshots = signal<Snapshots>({ phase: 'loading' });
  const importing = signal<Importing>({ phase: 'none' });
  const asking = signal<Snapshot | undefined>();
  const working = signal(false);
  const done = signal<{ readonly backTo: Snapshot } | { readonly put: PutList } | undefined>();
  const trouble = signal<Trouble | undefined>();
  let sending = new AbortController();

  function dismiss(): void {
    trouble.value = undefined;
    done.value = undefined;
    asking.value = undefined;
  }

  function refused(error: unknown): void {
    trouble.value = follow(courseOf(error, []));
  }

  async function load(): Promise<void> {
    try {
      take(await client.snapshots());
    } catch (error) {
      snapshots.value = { phase: 'failed', trouble: follow(courseOf(error, [])) };
    }
  }

  /** An import that somebody else began, or this pane before it was closed, is followed too. */
  function take({ snapshots: list, importing: id }: SnapshotList): void {
    snapshots.value = { phase: 'ready', list };
    if (id === undefined || importing.peek().phase !== 'none') return;
    importing.value = { phase: 'running', id, zip: undefined, status: undefined, stuck: false };
  }

  async function start(acceptSmaller = false): Promise<void> {
    const now = importing.peek();
    if ((now.phase !== 'chosen' && now.phase !== 'ended') || !now.zip) return;
    const { zip } = now;
    sending = new AbortController();
    const { signal: stopped } = sending;
    dismiss();
    importing.value = { phase: 'sending', zip, sent: 0 };
    try {
      const request = { size: zip.size, ...(acceptSmaller && { acceptSmaller }) };
      const { id, upload: to } = await client.startImport(request, { signal: stopped });
      const onProgress = (sent: number) => {
        if (!stopped.aborted) importing.value = { phase: 'sending', zip, sent };
      };
      await upload(zip, to, { signal: stopped, onProgress });
      importing.value = { phase: 'running', id, zip, status: undefined, stuck: false };
    } catch (error) {
      importing.value = { phase: 'chosen', zip };
      if (!stopped.aborted) refused(error);
    }
  }

  async function followImport(stopped: AbortSignal): Promise<void> {
    let seen = '';
    let movedAt = Date.now();
    for (let asked = 0; ; asked++) {
      const now = importing.peek();
      if (now.phase !== 'running') return;
      const status = await client.import(now.id, { signal: stopped });
      if (status.state !== 'waiting' && status.state !== 'running') return await ended(status, now.zip);
      const at = `${status.state} ${status.step} ${status.done}`;
      if (at !== seen) movedAt = Date.now();
      seen = at;
      importing.value = { ...now, status, stuck: Date.now() - movedAt > STUCK_MS };
      await sleep(ASK_MS[Math.min(asked, ASK_MS.length - 1)] ?? 2_000, stopped);
    }
  }

  async function ended(status: ImportStatus, zip: File | undefined): Promise<void> {
    importing.value = { phase: 'ended', status, zip };
    if (status.state === 'done') dataChanged();
    await load();
  }

  /** One work that is not an import; its refusal is told. */
  async function work(doing: () => Promise<void>): Promise<void> {
    if (working.peek()) return;
    dismiss();
    working.value = true;
    try {
      await doing();
    } catch (error) {
      refused(error);
    }
    working.value = false;
  }

  return {
    snapshots,
    importing,
    asking,
    working,
    done,
    trouble,
    load,
    choose: (zip) => {
      const { phase } = importing.peek();
      if (phase === 'sending' || phase === 'running') return;
      dismiss();
      importing.value = { phase: 'chosen', zip };
    },
    leave: () => {
      const { phase } = importing.peek();
      if (phase !== 'chosen' && phase !== 'ended') return;
      dismiss();
      importing.value = { phase: 'none' };
    },
    start,
    stop: () => sending.abort(new Error('stopped')),
    watch: () => {
      const watching = new AbortController();
      followImport(watching.signal).catch((error: unknown) => {
        if (watching.signal.aborted) return;
        // The lease of a rollback, of which there is no import.
        if (isUnknown(error)) importing.value = { phase: 'none' };
        else refused(error);
      });
      return () => watching.abort();
    },
    putRefused: () =>
      work(async () => {
        const now = importing.peek();
        if (now.phase !== 'ended') return;
        const rows = await allRefusedRows(now.status.refused);
        done.value = { put: await put(refusedTable(rows)) };
      }),
    ask: (snapshot) => {
      dismiss();
      asking.value = snapshot;
    },
    keep: () => {
      asking.value = undefined;
    },
    rollBack: () => {
      const backTo = asking.peek();
      return work(async () => {
        if (!backTo) return;
        take(await client.rollback(backTo.id));
        done.value = { backTo };
        dataChanged();
      });
    },
    dismiss,
  };
}

/** In English, as every sheet is: the workbook is shared. */
function refusedTable(rows: readonly RefusedRow[]): PlainTable {
  return {
    title: 'Rows not imported',
    columns: [plainColumn('File'), plainColumn('Line', 'number'), plainColumn('Field'), plainColumn('Reason')],
    rows: rows.map(({ file, line, field, reason }) => [file, line, field, reason]),
  };
}

function isUnknown(error: unknown): boolean {
  return error instanceof HmisError && error.code === 'NotFound';
}
