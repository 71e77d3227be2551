import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from '../../infra/local/node-version.ts';
import { SAMPLE_AS_OF } from '../../infra/local/sample/options.ts';
import { sampleZip } from './sample-zip.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

// Draws the documents' pictures from the real pages over made-up people, so that they show what there is.
requireNode24();

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

interface Picture {
  readonly file: string;
  /** The report's title. */
  readonly report: string;
  /** Fills in what the form does not begin with. */
  readonly fill?: (pane: Desk['pane']) => Promise<unknown>;
  /** The sheet in view, where it is not the list. */
  readonly sheet?: string;
  /** The cell that brings the columns in question into view. */
  readonly cell: string;
  /** Pixels; where the usual width cuts off what it is about. */
  readonly width?: number;
  /** The first group of rows is opened. */
  readonly opened?: true;
}

const PICTURES: readonly Picture[] = [
  // The move-in dates, which program managers filter by, are in view.
  { file: 'active-clients', report: 'Active Client List', cell: 'Z2' },
  { file: 'annual-assessments', report: 'Annual Assessments Due', cell: 'R2' },
  {
    file: 'pit-night',
    report: 'PIT/HIC Night',
    fill: async (pane) => {
      await pane.getByLabel('Night', { exact: true }).fill('2026-01-28');
      await pane.getByLabel('Where the two differ').check();
    },
    cell: 'I2',
  },
  { file: 'data-entry-timing', report: 'Data Entry Timing', sheet: 'Data Entry Timing totals', cell: 'I2' },
  {
    file: 'data-entry-timing-chart',
    report: 'Data Entry Timing',
    sheet: 'Data Entry Timing chart',
    cell: 'A2',
    width: 1480,
  },
  {
    file: 'clients-in-programs',
    report: 'Clients in Programs',
    sheet: 'Clients in Programs totals',
    cell: 'I2',
    width: 1560,
    opened: true,
  },
];

async function draw(stage: Stage, { file, report, fill, sheet, cell, width = 1280, opened }: Picture): Promise<void> {
  const desk = await stage.open({ viewport: { width, height: 640 } });
  // The day of the export.
  await desk.page.clock.setFixedTime(new Date(`${SAMPLE_AS_OF}T09:00:00Z`));
  await desk.signIn('coordinator');
  await desk.pane.getByLabel('Report', { exact: true }).selectOption({ label: report });
  await desk.pane.getByRole('heading', { level: 1, name: report }).waitFor();
  await fill?.(desk.pane);
  await desk.run();
  if (sheet) await desk.page.getByRole('tab', { name: sheet, exact: true }).click();
  if (opened) await desk.page.locator('.outline-button[aria-expanded="false"]').first().click();
  await desk.page.getByLabel('Name box').fill(cell);
  await desk.page.getByLabel('Name box').press('Enter');
  await desk.page.screenshot({ path: `${FOLDER}${file}.png`, animations: 'disabled' });
  if (desk.faults.length > 0) throw new Error(desk.faults.join('\n'));
  await desk.close();
}

await mkdir(FOLDER, { recursive: true });
const stage = await openStage(await sampleZip(2_000));
try {
  for (const picture of PICTURES) await draw(stage, picture);
} finally {
  await stage.close();
}
