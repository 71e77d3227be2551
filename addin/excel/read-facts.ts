/// <reference types="office-js" />
import { ABOUT_SHEET } from './about.ts';
import { REGISTRY_NAMESPACE, readRegistry, SHEET_PROPERTY } from './registry.ts';
import type { WorkbookFacts } from './workbook-facts.ts';

/** Blank rows between two blocks of *About these reports*. */
const BETWEEN_BLOCKS = 1;

export interface ReadFacts {
  readonly facts: WorkbookFacts;
  /** Excel's id of the custom XML part that holds the registry, where there is one. */
  readonly registryPart: string | undefined;
  /** True where the file was opened to be read only. */
  readonly readOnly: boolean;
}

/** Reads what a plan must know, in two requests; nothing of any cell but where *About these reports* ends. */
export async function readFacts(context: Excel.RequestContext): Promise<ReadFacts> {
  const { workbook } = context;
  const { worksheets, tables, names } = workbook;
  const parts = workbook.customXmlParts.getByNamespace(REGISTRY_NAMESPACE);
  workbook.load('readOnly');
  worksheets.load('items/name');
  tables.load('items/name');
  names.load('items/name');
  parts.load('items/id');
  await context.sync();

  const part = parts.items[0];
  const xml = part?.getXml();
  const properties = worksheets.items.map((sheet) => sheet.customProperties.getItemOrNullObject(SHEET_PROPERTY));
  for (const property of properties) property.load('value');
  const about = worksheets.items.find(({ name }) => name.toLowerCase() === ABOUT_SHEET.toLowerCase());
  const used = about?.getUsedRangeOrNullObject(true);
  used?.load('rowIndex,rowCount');
  await context.sync();

  return {
    facts: {
      sheets: worksheets.items.map(({ name }, i) => {
        const property = properties[i];
        return { name, reportSheet: property?.isNullObject === false ? property.value : undefined };
      }),
      takenNames: [...tables.items, ...names.items].map(({ name }) => name),
      registry: xml === undefined ? [] : readRegistry(xml.value),
      about: used && { nextRow: used.isNullObject ? 0 : used.rowIndex + used.rowCount + BETWEEN_BLOCKS },
    },
    registryPart: part?.id,
    readOnly: workbook.readOnly,
  };
}
