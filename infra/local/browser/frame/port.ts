import type { Execute } from '../../workbook/connect.ts';

/** What the frame says to the page around it, once, with one end of a channel: from then on they talk by that. */
export const HELLO = 'hmis-sheets-workbook';

interface Question {
  readonly id: number;
  readonly request: string;
}

interface Answer {
  readonly id: number;
  /** undefined where the other side failed. */
  readonly answer: string | undefined;
}

/** Asks the other end of a channel; rejects where it could not answer. */
export function asker(port: MessagePort): Execute {
  const waiting = new Map<number, PromiseWithResolvers<string>>();
  let last = 0;
  port.onmessage = ({ data: { id, answer } }: MessageEvent<Answer>) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (answer === undefined) asked?.reject(new Error('The workbook could not answer.'));
    else asked?.resolve(answer);
  };
  return (request) => {
    const asked = Promise.withResolvers<string>();
    waiting.set(++last, asked);
    port.postMessage({ id: last, request } satisfies Question);
    return asked.promise;
  };
}

/** Answers what comes over a channel, in the order it came. */
export function answering(port: MessagePort, answer: (request: string) => string): void {
  port.onmessage = ({ data: { id, request } }: MessageEvent<Question>) => {
    try {
      port.postMessage({ id, answer: answer(request) } satisfies Answer);
    } catch (error) {
      port.postMessage({ id, answer: undefined } satisfies Answer);
      throw error;
    }
  };
}
