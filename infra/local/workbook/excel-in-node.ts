import { setImmediate } from 'node:timers/promises';
import { answerRequest, byteLength, isCleanup, refusal } from './answer-request.ts';
import { type Book, newBook } from './book.ts';
import { connectLibrary, type OfficeOptions } from './connect.ts';
import { newHost } from './host.ts';
import { type ClientLibraryGlobals, loadLibrary } from './library-in-node.ts';

export interface ExcelOptions extends OfficeOptions {
  /** The workbook that is open; a new one where it is not given. */
  readonly book?: Book;
}

/** How one request goes wrong: refused before or after it took effect, with a code of Excel's; or never answered. */
export type Failure = { readonly code: string; readonly when: 'before' | 'after' } | 'never';

/** A request that reached the workbook, in the order of their coming; clean-ups of the library are not among them. */
export interface RequestRecord {
  readonly bytes: number;
}

export interface RunningExcel extends ClientLibraryGlobals {
  readonly book: Book;
  readonly requests: readonly RequestRecord[];
  /** Lets the request that will be `requests[index]` fail. */
  failRequest(index: number, failure: Failure): void;
  /** Does something just before the request that will be `requests[index]`, as a user who types or protects a sheet. */
  beforeRequest(index: number, act: (book: Book) => void): void;
  /** Makes `Excel`, `Office` and `OfficeExtension` globals, as an add-in finds them; gives the way back. */
  install(): () => void;
}

/** An Excel of one's own: Microsoft's client library over a workbook in memory. Any number may run in a process. */
export function startExcel(options: ExcelOptions = {}): RunningExcel {
  const library = loadLibrary(options);
  const book = options.book ?? newBook();
  const host = newHost(book);
  const requests: RequestRecord[] = [];
  const failures = new Map<number, Failure>();
  const acts = new Map<number, (book: Book) => void>();

  connectLibrary(library.OfficeExtension, async (request) => {
    // Excel answers later, never at once.
    await setImmediate();
    if (isCleanup(request)) return answerRequest(host, request);
    const index = requests.push({ bytes: byteLength(request) }) - 1;
    acts.get(index)?.(book);
    const failure = failures.get(index);
    if (failure === 'never') return new Promise(() => {});
    if (failure?.when !== 'before') {
      const answer = answerRequest(host, request);
      if (!failure) return answer;
    }
    return refusal(failure.code, 'The request failed.');
  });

  return {
    ...library,
    book,
    requests,
    failRequest: (index, failure) => failures.set(index, failure),
    beforeRequest: (index, act) => acts.set(index, act),
    install: () =>
      installGlobals({ Excel: library.Excel, Office: library.Office, OfficeExtension: library.OfficeExtension }),
  };
}

function installGlobals(values: Readonly<Record<string, unknown>>): () => void {
  const before = new Map(Object.keys(values).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
  };
}
