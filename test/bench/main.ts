import { requireNode24 } from '../../infra/local/node-version.ts';
import type { Figure } from './figure.ts';

requireNode24();
const { fileFigures } = await import('./files.ts');
const { paneFigures } = await import('./pane.ts');
const { sheetFigures } = await import('./sheet.ts');

for (const figures of [sheetFigures, fileFigures, paneFigures]) {
  for await (const figure of figures()) console.log(JSON.stringify(withVerdict(figure)));
}

function withVerdict(figure: Figure): Figure & { met?: boolean } {
  return figure.target === undefined ? figure : { ...figure, met: figure.value <= figure.target };
}
