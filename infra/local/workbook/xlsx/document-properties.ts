import { XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlText } from '../../../../functions/formats/xlsx-text.ts';

const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';
const EXTENDED = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';

/** Elements by the names that Office gives these properties. */
const ELEMENTS: Readonly<Record<string, string>> = {
  title: 'dc:title',
  subject: 'dc:subject',
  author: 'dc:creator',
  keywords: 'cp:keywords',
  comments: 'dc:description',
  category: 'cp:category',
};

/** The part for what File > Info shows. No times: the same book gives the same bytes. */
export function corePart(properties: Readonly<Record<string, string>>): string {
  const each = Object.entries(ELEMENTS).map(([name, element]) => {
    const value = properties[name] ?? '';
    return value === '' ? '' : `<${element}>${xmlText(value)}</${element}>`;
  });
  return `${XML}<cp:coreProperties xmlns:cp="${CORE}" xmlns:dc="${DUBLIN_CORE}">${each.join('')}</cp:coreProperties>`;
}

/** The part for which program wrote the file, and for whom. */
export function appPart({ manager = '', company = '' }: Readonly<Record<string, string>>): string {
  return [
    `${XML}<Properties xmlns="${EXTENDED}"><Application>HMIS Sheets</Application>`,
    manager === '' ? '' : `<Manager>${xmlText(manager)}</Manager>`,
    company === '' ? '' : `<Company>${xmlText(company)}</Company>`,
    '</Properties>',
  ].join('');
}
