import * as z from 'zod/mini';

/** The namespace of the workbook's custom XML part that holds the registry. */
export const REGISTRY_NAMESPACE = 'urn:hmis-sheets:registry';

/** The custom property of a report's worksheet that holds its registry id. */
export const SHEET_PROPERTY = 'hmis-sheets';

/** What stands there in place of an id on a sheet that is a copy without connection. */
export const STATIC = 'static';

/** Raised when an older version could no longer make sense of the registry. */
const VERSION = 1;

const column = z.object({ key: z.string(), header: z.string(), place: z.int() });

/** A column of the report's own as a sheet last had it: its header, and its place from the table's left edge. */
export type WrittenColumn = z.infer<typeof column>;

const part = z.enum(['totals', 'chart']);

/** What stands on a sheet of its own beside a report's list. */
export type SheetPart = z.infer<typeof part>;

const entry = z.object({
  id: z.string(),
  report: z.string(),
  /** Totals or chart of the report, apart from its list. */
  part: z.optional(part),
  /** Its rows are in groups, by what `Level` says: the words from the outermost, and how many levels show at first. */
  outline: z.optional(z.object({ levels: z.array(z.string()), shown: z.int() })),
  title: z.string(),
  params: z.record(z.string(), z.unknown()),
  table: z.string(),
  /**
   * `writing` from before the first cell of a new sheet until the last, `refreshing` while an old one is written anew:
   * where it stays so, the sheet is unfinished. `removed`: its client data was taken out, its layout stands.
   */
  state: z.enum(['writing', 'whole', 'refreshing', 'removed']),
  /** While `refreshing`: since when (ISO), and by the pane of this id. */
  refresh: z.optional(z.object({ since: z.string(), pane: z.string() })),
  columns: z.array(column),
  /** How many columns the table had when it was last written, the user's own among them. */
  width: z.int(),
  snapshot: z.string(),
  exportDate: z.string(),
  rows: z.int(),
  /** ISO time of the run. */
  at: z.string(),
  piiHidden: z.boolean(),
});

/**
 * What the workbook knows of one report sheet: which report, asked how, of which data. Ids and filters only: whoever gets
 * the file can read this part, so that no name of a client or of staff and no token may ever be in it.
 */
export type RegistryEntry = z.infer<typeof entry>;

const registry = z.object({ version: z.int(), sheets: z.array(entry) });

export type Registry = readonly RegistryEntry[];

/** True for a sheet whose cells are edited and saved: the list of housing trackers, not its totals. */
export function holdsTrackers({ report, part }: Pick<RegistryEntry, 'report' | 'part'>): boolean {
  return report === 'housing-status' && part === undefined;
}

/** The registry with one entry changed, in its place. */
export function withEntry(sheets: Registry, entry: RegistryEntry): Registry {
  return sheets.map((each) => (each.id === entry.id ? entry : each));
}

/** The custom XML part's text. */
export function registryXml(sheets: Registry): string {
  const json = JSON.stringify({ version: VERSION, sheets });
  // Whatever is not plain ASCII goes as a JSON escape: nothing then depends on how a host encodes the part.
  const ascii = json.replaceAll(/[^\u0020-\u007e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<registry xmlns="${REGISTRY_NAMESPACE}">${ascii.replaceAll(/[&<>]/g, (c) => ENTITIES[c] ?? c)}</registry>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The registry out of a custom XML part's text. What cannot be read (made by hand, cut, of a newer version) is an empty
 * registry: its sheets are then plain sheets, and nothing of them is touched.
 */
export function readRegistry(xml: string): Registry {
  const text = /<(?:\w+:)?registry\b[^>]*>([\s\S]*)<\/(?:\w+:)?registry>/.exec(xml)?.[1];
  if (text === undefined) return [];
  const json = text.replaceAll(/&(\w+);/g, (whole, name: string) => CHARACTERS[name] ?? whole);
  const parsed = z.safeParse(registry, jsonOf(json));
  return parsed.success && parsed.data.version === VERSION ? parsed.data.sheets : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
