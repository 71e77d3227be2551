import { relationsPart, XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlAttribute } from '../../../../functions/formats/xlsx-text.ts';
import type { XmlPart } from '../book.ts';

const CUSTOM_XML = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';
export const CUSTOM_XML_PROPERTIES = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';

/** Part `n` of the workbook's custom XML, from 1: name and text of its files. [ECMA-376 part 1, 15.2.5 and 22.5] */
export function customXmlFiles({ id, namespace, xml }: XmlPart, n: number): [name: string, text: string][] {
  const itemId = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(id)?.[1]?.toUpperCase() ?? numberedId(n);
  const schema = namespace === '' ? '' : `<ds:schemaRef ds:uri="${xmlAttribute(namespace)}"/>`;
  return [
    [`customXml/item${n}.xml`, XML + xml.replace(/^\uFEFF?\s*<\?xml[^?]*\?>\s*/, '')],
    [
      `customXml/itemProps${n}.xml`,
      `${XML}<ds:datastoreItem xmlns:ds="${CUSTOM_XML}" ds:itemID="{${itemId}}"><ds:schemaRefs>${schema}</ds:schemaRefs></ds:datastoreItem>`,
    ],
    [`customXml/_rels/item${n}.xml.rels`, relationsPart([['customXmlProps', `itemProps${n}.xml`]])],
  ];
}

/** A file wants a GUID for each part, whatever the workbook calls it. */
function numberedId(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).toUpperCase().padStart(12, '0')}`;
}
