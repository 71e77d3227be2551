import { type Readable, Transform } from 'node:stream';
import type { ZipCsv } from '../zip.ts';
import { recordEnds } from './record-ends.ts';

export interface CsvPart {
  /** The header, and of the rows those that begin in the part. */
  readonly csv: ZipCsv;
  /** Lines of the file that were left out between the two. */
  skippedLines(): number;
}

const LINE_FEED = 0x0a;

/**
 * A part of a file, by bytes unpacked, cut where rows end: every row lies in exactly one of the parts that follow one
 * another. What lies before it is unpacked and passed over, at some ten times the speed of reading it.
 */
export function csvPart(csv: ZipCsv, { from, to }: { readonly from: number; readonly to: number }): CsvPart {
  let skipped = 0;
  const cut = async (): Promise<Readable> => {
    const whole = await csv.open();
    let at = 0;
    let inside: 'header' | 'before' | 'part' | 'after' = 'header';
    const ends = recordEnds();
    skipped = 0;
    const part = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        let start = 0;
        const pass = (end: number) => {
          const bytes = chunk.subarray(start, end);
          start = end;
          if (inside === 'header' || inside === 'part') this.push(bytes);
          else if (inside === 'before') skipped += count(bytes, LINE_FEED);
        };
        for (const end of ends(chunk)) {
          pass(end);
          const row = at + end;
          if (row >= from && inside !== 'after') inside = 'part';
          else if (inside === 'header') inside = 'before';
          if (row >= to) inside = 'after';
          // What follows is another part's; the last one goes on to the end, where the file's sum is checked.
          if (inside === 'after' && to < csv.size) break;
        }
        if (inside === 'after' && to < csv.size) {
          this.push(null);
          whole.destroy();
          return done();
        }
        pass(chunk.length);
        at += chunk.length;
        done();
      },
    });
    whole.on('error', (error) => part.destroy(error));
    part.on('close', () => whole.destroy());
    return whole.pipe(part);
  };
  return { csv: { file: csv.file, size: to - from, open: cut }, skippedLines: () => skipped };
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) found++;
  return found;
}
