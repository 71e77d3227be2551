import type { Terminal } from './terminal.ts';

/** A command: what it is, how it is written, and what it does with the arguments after its name. */
export interface Command {
  /** One line for the list of commands. */
  readonly does: string;
  readonly usage: readonly string[];
  /** Resolves to the exit code. Throws UsageError (2) or whatever stopped it (1). */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
