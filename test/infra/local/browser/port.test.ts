import { afterEach, describe, expect, it } from 'vitest';
import { answering, asker } from '../../../../infra/local/browser/frame/port.ts';

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) for (const port of [port1, port2]) port.close();
});
const connected = (answer: (request: string) => string) => {
  const channel = new MessageChannel();
  channels.push(channel);
  answering(channel.port2, answer);
  return asker(channel.port1);
};

describe('the pane asks the workbook around its frame', () => {
  it('and each question gets its own answer, in order', async () => {
    const seen: string[] = [];
    const ask = connected((request) => {
      seen.push(request);
      return `${request}!`;
    });
    expect(await Promise.all([ask('one'), ask('two'), ask('three')])).toEqual(['one!', 'two!', 'three!']);
    expect(seen).toEqual(['one', 'two', 'three']);
  });
});
