import { Writable } from 'node:stream';
import { writeSample } from '../../infra/local/sample/sample.ts';

/** The made-up CoC of `npm start`, of so many people. */
export async function sampleZip(clients: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeSample({ clients, seed: 1, format: 'FY2026' }, sink);
  return Buffer.concat(chunks);
}
