import type { Readable, Writable } from 'node:stream';

/** What a command may touch of the world around it: where it writes, what it is told, how it is stopped. */
export interface Terminal {
  readonly out: Writable;
  readonly err: Writable & { readonly isTTY?: boolean };
  /** Where a person types; left out where nobody does. */
  readonly input?: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Given on Ctrl+C. */
  readonly signal: AbortSignal;
}

/** The command was not written as it can be: exit 2, with the usage of that command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Text of unknown origin for a terminal: control characters, which could move the cursor or worse, become `?`. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
}

export function print(terminal: Terminal, lines: readonly string[]): void {
  terminal.out.write(`${lines.join('\n')}\n`);
}

/** Rows under their headers, columns aligned by width, numbers to the right. */
export function textTable(headers: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const texts = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : printable(cell))),
  );
  const widths = headers.map((header, i) =>
    texts.reduce((w, row) => Math.max(w, (row[i] ?? '').length), header.length),
  );
  const right = headers.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(headers), ...texts.map(line)];
}

export interface Progress {
  show(step: string, done: number, total: number): void;
  /** Takes the bar away, before anything else is written. */
  end(): void;
}

const BAR = 30;

/** A bar on stderr where that is a terminal; nothing in a pipe, a log or a test. */
export function progressBar({ err }: Terminal): Progress {
  if (err.isTTY !== true) return { show() {}, end() {} };
  return {
    show(step, done, total) {
      const share = total > 0 ? Math.min(done / total, 1) : 0;
      const filled = Math.round(share * BAR);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
      err.write(`\r\u001b[2K${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${printable(step)}`);
    },
    end() {
      err.write('\r\u001b[2K');
    },
  };
}
