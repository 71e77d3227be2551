import type { Changes, Proof } from '../../../excel/refresh/compare.ts';
import type { PlanSize } from '../estimate.ts';
import type { Trouble } from '../trouble.ts';

/** Where the refresh of one sheet is. */
export type Turn =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'planning' }
  | { readonly phase: 'downloading'; readonly rows: number; readonly rowsAtMost: number; readonly done: number }
  | { readonly phase: 'writing'; readonly rows: number; readonly of: number }
  /** Whether so many rows are really wanted; the queue goes on meanwhile. */
  | { readonly phase: 'asking'; readonly size: PlanSize }
  /** What is to become of edits that are saved nowhere; the queue goes on meanwhile. */
  | { readonly phase: 'unsaved'; readonly rows: number }
  | { readonly phase: 'done'; readonly outcome: Refreshed }
  | { readonly phase: 'failed'; readonly trouble: Trouble }
  /** Stopped before it was done: the sheet is as it was. */
  | { readonly phase: 'stopped' };

/** What a refresh did, for as long as the pane remembers it. */
export interface Refreshed {
  readonly proof: Proof;
  readonly changes: Changes;
  /** The columns that tell a row from another. */
  readonly key: readonly string[];
  readonly newColumns: readonly string[];
  readonly keptNotes: number;
  readonly exportDate: string;
  readonly exportDateBefore: string | undefined;
  /** True while what changed is coloured in the sheet. */
  readonly painted: boolean;
}

export type Turns = ReadonlyMap<string, Turn>;

export function isGoing({ phase }: Turn): boolean {
  return phase === 'planning' || phase === 'downloading' || phase === 'writing';
}

/** How a queue ended, counted. */
export interface Tallied {
  readonly done: number;
  readonly failed: number;
  readonly stopped: number;
  readonly asking: number;
}

export function tallied(turns: Turns, ids: readonly string[]): Tallied {
  const count = (phase: Turn['phase']) => ids.filter((id) => turns.get(id)?.phase === phase).length;
  return {
    done: count('done'),
    failed: count('failed'),
    stopped: count('stopped'),
    asking: count('asking') + count('unsaved'),
  };
}
