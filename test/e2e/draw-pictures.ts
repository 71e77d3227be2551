import { mkdir } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from '../../infra/local/node-version.ts';
import { SAMPLE_AS_OF } from '../../infra/local/sample/options.ts';
import { writeSample } from '../../infra/local/sample/sample.ts';
import { openStage } from './stage.ts';

// Draws the documents' pictures from the real pages over made-up people, so that they show what there is.
requireNode24();

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

async function sample(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeSample({ clients: 2_000, seed: 1, format: 'FY2026' }, sink);
  return Buffer.concat(chunks);
}

await mkdir(FOLDER, { recursive: true });
const stage = await openStage(await sample());
try {
  const desk = await stage.open({ viewport: { width: 1440, height: 800 }, deviceScaleFactor: 1.5 });
  // The day of the export.
  await desk.page.clock.setFixedTime(new Date(`${SAMPLE_AS_OF}T09:00:00Z`));
  await desk.signIn('coordinator');
  await desk.run();
  // The move-in dates, which program managers filter by, are in view.
  await desk.page.getByLabel('Name box').fill('Z2');
  await desk.page.getByLabel('Name box').press('Enter');
  await desk.page.screenshot({ path: `${FOLDER}active-clients.png`, animations: 'disabled' });
  if (desk.faults.length > 0) throw new Error(desk.faults.join('\n'));
} finally {
  await stage.close();
}
