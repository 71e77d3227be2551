import { writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { SAMPLE_AS_OF } from '../../infra/local/sample/options.ts';
import { writeSample } from '../../infra/local/sample/sample.ts';
import { openStage } from './stage.ts';

const chunks: Buffer[] = [];
await writeSample(
  { clients: 400, seed: 1, format: 'FY2026' },
  new Writable({
    write(c: Buffer, _e, d) {
      chunks.push(c);
      d();
    },
  }),
);
const stage = await openStage(Buffer.concat(chunks));
try {
  const desk = await stage.open({ viewport: { width: 1400, height: 700 }, acceptDownloads: true });
  await desk.page.clock.setFixedTime(new Date(`${SAMPLE_AS_OF}T09:00:00Z`));
  await desk.signIn('coordinator');
  for (const [i, report] of process.argv.slice(2).entries()) {
    if (i > 0) await desk.pane.getByRole('button', { name: 'Run another' }).click();
    await desk.pane.getByLabel('Report', { exact: true }).selectOption({ label: report });
    await desk.pane.getByRole('heading', { level: 1, name: report }).waitFor();
    await desk.run();
  }
  const tabs = await desk.page.getByRole('tab').allTextContents();
  console.log(tabs);
  let n = 0;
  for (const name of tabs) {
    const tab = desk.page.locator('#tabs').getByRole('tab', { name, exact: true });
    if ((await tab.count()) !== 1) continue;
    await tab.click();
    await desk.page.screenshot({ path: `/tmp/look/grid-${n++}.png` });
  }
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.page.locator('#save').click()]);
  await download.saveAs('/tmp/look/book.xlsx');
  if (desk.faults.length) console.log(desk.faults);
  await desk.close();
} finally {
  await stage.close();
}
writeFileSync('/tmp/look/done', '');
