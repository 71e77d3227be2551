import { requireNode24 } from '../../infra/local/node-version.ts';
import type { Figure } from './figure.ts';

requireNode24();
const { withVerdict } = await import('./figure.ts');
const { benchOptions } = await import('./options.ts');
const { exportFigures } = await import('./of-export.ts');
const { fileFigures } = await import('./files.ts');
const { paneFigures } = await import('./pane.ts');
const { sheetFigures } = await import('./sheet.ts');
const { startFigures } = await import('./starts/starts.ts');

const { enrollments, seed, only } = benchOptions(process.argv.slice(2));
const parts: Readonly<Record<string, () => AsyncIterable<Figure>>> = {
  ...Object.fromEntries(
    enrollments.map((count, n) => [`export ${count}`, () => exportFigures(count, seed, { withUsers: n === 1 })]),
  ),
  sheet: sheetFigures,
  files: fileFigures,
  pane: paneFigures,
  starts: startFigures,
};
for (const [name, figures] of Object.entries(parts)) {
  if (only.length > 0 && !only.some((part) => name.startsWith(part))) continue;
  for await (const figure of figures()) console.log(JSON.stringify(withVerdict(figure)));
}
process.exit(0);
