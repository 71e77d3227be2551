import { xmlText } from '../../../../functions/formats/xlsx-text.ts';
import type { PageLayout } from '../book.ts';

/** Characters of a header or footer, its codes included. */
const MARGIN_TEXT_LENGTH = 255;

/** How the sheet is printed; margins as in a new workbook. 0 pages are as many as it takes [ECMA-376 part 1, 18.3.1.63]. */
export function pageXml({ orientation, zoom, header = '', footer }: PageLayout): string {
  const texts = marginText('oddHeader', header) + marginText('oddFooter', footer);
  const fitted =
    zoom?.kind === 'pages'
      ? ` fitToWidth="${zoom.wide ?? 0}" fitToHeight="${zoom.tall ?? 0}"`
      : zoom
        ? ` scale="${zoom.percent}"`
        : '';
  return [
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup${fitted} orientation="${orientation.toLowerCase()}"/>`,
    texts === '' ? '' : `<headerFooter>${texts}</headerFooter>`,
  ].join('');
}

function marginText(name: string, text: string): string {
  return text === '' ? '' : `<${name}>${xmlText(text.slice(0, MARGIN_TEXT_LENGTH))}</${name}>`;
}
