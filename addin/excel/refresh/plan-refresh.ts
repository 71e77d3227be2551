import { numberFormatOf } from '../../../shared/excel/number-format.ts';
import { LEVEL } from '../../../shared/look.ts';
import { aboutLines } from '../about.ts';
import { BLANK, guardedText } from '../cell-value.ts';
import type { RequestBudget } from '../chunks.ts';
import { planOutline } from '../design/outline.ts';
import { planCellRules } from '../housing/cell-rules.ts';
import { entryOf, type PlannedRequest, TAB_COLOR } from '../plan-put.ts';
import { holdsTrackers, type Registry, type RegistryEntry, type WrittenColumn, withEntry } from '../registry.ts';
import type { SheetRun } from '../report-workbook.ts';
import type { Place, Step } from '../steps.ts';
import { type Beside, planAboutAgain } from './beside.ts';
import { planFills } from './fills.ts';
import { planGoneNotes } from './gone-notes.ts';
import { type ColumnPlan, DELETED } from './match-columns.ts';
import { planRows, type RowsPlan } from './plan-rows.ts';
import { planRoom, type Room } from './room.ts';
import type { OldTable, TableFacts } from './table-facts.ts';
import { bodyRequests, type NewBody } from './write-body.ts';

export const MARKER = 'Unfinished refresh: press Refresh';

/** All a refresh is planned from: the workbook as it is, and the answer as it came. */
export interface RefreshFacts {
  readonly entry: RegistryEntry;
  /** The registry, this entry in it. */
  readonly living: Registry;
  readonly old: OldTable;
  readonly places: readonly ColumnPlan[];
  /** Columns of the report that the user took out of the table. */
  readonly deleted: readonly WrittenColumn[];
  readonly room: Room;
  readonly beside: Beside;
  /** Where the mark of an unfinished refresh may stand; undefined where that cell is the user's. */
  readonly marker: Place | undefined;
  readonly run: SheetRun;
  readonly key: readonly string[];
  readonly pane: string;
}

export interface RefreshPlan {
  readonly entry: RegistryEntry;
  readonly rows: RowsPlan;
  readonly newColumns: readonly string[];
  /** Everything in order; the rows are turned into values as they are asked for. */
  requests(budget: RequestBudget): Generator<PlannedRequest>;
}

/**
 * What is to happen for a report's table to hold a new answer and still be the user's: marked as being refreshed, filters
 * off, the table stretched or cut, every row written with what the user had beside it, sort and filters on again, the
 * sheets beside it told. Pure.
 */
export function planRefresh(facts: RefreshFacts): RefreshPlan {
  const { entry, living, old, places, room, run, key } = facts;
  const { sheet, table, area, sort, filters } = old.facts;
  const rows = planRows(old, places, { columns: run.result.columns, rows: run.result.rows, key });
  const written = entryOf(run, entry.id, table, { columns: writtenColumns(facts), width: room.width });
  const newColumns = places.slice(area.columns).map(({ header }) => header);
  const body: NewBody = {
    count: rows.count,
    width: room.width,
    row: (index) => (rows.count === 0 ? templateRow(rows, places) : rows.row(index)),
    formats: formatsOf(old, rows),
  };
  return {
    entry: written,
    rows,
    newColumns,
    *requests(budget) {
      const refresh = { since: run.at.toISOString(), pane: facts.pane };
      yield {
        steps: [
          { kind: 'registry', sheets: withEntry(living, { ...entry, table, state: 'refreshing', refresh }) },
          ...(filters.length > 0 ? [{ kind: 'clearFilters', sheet, table } as const] : []),
          ...planRoom(old.facts, room, newColumns),
          ...mark(facts),
          ...headerTexts(old.facts, places),
          ...looksOfNewCells(old.facts, room, places, run),
        ],
        rowsDone: 0,
      };
      yield* bodyRequests(old.facts, body, budget);
      yield {
        steps: [
          ...emptyBelow(old.facts, room),
          ...cellRules(facts, written),
          ...planFills(old.facts, old.fills, { rows: room.body, width: room.width, from: rows.from }),
          // Groups are of places, not of rows: rows in groups stay in the report's order.
          ...(sort.fields.length > 0 && !run.outline ? [{ kind: 'sort', sheet, table, sort } as const] : []),
          ...groups(facts),
          ...(filters.length > 0 ? [{ kind: 'filters', sheet, table, filters } as const] : []),
          ...planGoneNotes(rows.gone, { sheet, at: run.at, nextRow: facts.beside.notesRow }),
          ...planAboutAgain(facts.beside, entry.id, run.title, aboutLines(run, sheet)),
          ...(entry.state === 'removed' && !entry.piiHidden
            ? [{ kind: 'sheetLook', sheet, look: { tabColor: TAB_COLOR.piiShown } } as const]
            : []),
          ...(facts.marker ? [{ kind: 'empty', sheet, area: facts.marker } as const] : []),
          { kind: 'registry', sheets: withEntry(living, written) },
        ],
        rowsDone: rows.count,
      };
    },
  };
}

function groups({ old, run }: RefreshFacts): Step[] {
  const { sheet, area } = old.facts;
  const { columns, rows } = run.result;
  const at = columns.findIndex(({ key }) => key === LEVEL);
  return run.outline
    ? planOutline(
        run.outline,
        sheet,
        area.row + 1,
        rows.map((row) => row[at]),
      )
    : [];
}

/** Excel stretches the rules of a column with the table or doesn't: they are laid on anew, and taken off what fell out. */
function cellRules({ old, places, room }: RefreshFacts, entry: RegistryEntry): Step[] {
  if (!holdsTrackers(entry)) return [];
  const { sheet, area, totals } = old.facts;
  const body = { row: area.row + 1, column: area.column, rows: room.body, columns: room.width };
  const below = { ...body, row: body.row + room.body, rows: totals ? 0 : room.before - room.body };
  const keys = places.map((plan) => (plan.kind === 'own' ? undefined : plan.key));
  return [...noRules(sheet, below), ...planCellRules(entry, { sheet, body }, keys)];
}

/** Takes the rules off cells that are no rows of the table any more. */
export function noRules(sheet: string, area: Place): Step[] {
  return area.rows > 0 ? [{ kind: 'clearRules', sheet, area }] : [];
}

/** The report's columns with their places; one that the user deleted is remembered, else it would come back as a new one. */
function writtenColumns({ places, deleted }: RefreshFacts): RegistryEntry['columns'] {
  const there = places.flatMap((plan, place) =>
    plan.kind === 'own' ? [] : [{ key: plan.key, header: plan.header, place }],
  );
  return [...there, ...deleted.map((column) => ({ ...column, place: DELETED }))];
}

/** A table without rows keeps a blank one; calculated columns keep their formula in it, for the rows to come. */
function templateRow(rows: RowsPlan, places: readonly ColumnPlan[]) {
  return places.map((_, place) => rows.calculated[place] ?? BLANK);
}

function mark({ marker, old }: RefreshFacts): Step[] {
  if (!marker) return [];
  const { row, column } = marker;
  return [{ kind: 'values', sheet: old.facts.sheet, row, column, values: [[guardedText(MARKER)]] }];
}

/** Headers that an export of another year words differently. */
function headerTexts({ sheet, area, headers }: TableFacts, places: readonly ColumnPlan[]): Step[] {
  return headers.flatMap((header, place): Step[] => {
    const wanted = places[place]?.header ?? header;
    if (wanted.toLowerCase() === header.toLowerCase()) return [];
    return [{ kind: 'values', sheet, row: area.row, column: area.column + place, values: [[guardedText(wanted)]] }];
  });
}

/** Rows that are new take over the number formats of the first; new columns get theirs. */
function looksOfNewCells(facts: TableFacts, room: Room, places: readonly ColumnPlan[], { result }: SheetRun): Step[] {
  const formats = places.slice(facts.area.columns).flatMap((plan, i) => {
    const column = plan.kind === 'report' ? result.columns[plan.index] : undefined;
    const format = column && numberFormatOf(column);
    return format ? [formatLook(facts, { place: facts.area.columns + i, from: 0, to: room.body }, format)] : [];
  });
  return [...looksOfGrownRows(facts, room, facts.formats), ...formats];
}

/** Number formats, by place, for the rows that a table grew by. */
export function looksOfGrownRows(
  facts: Pick<TableFacts, 'sheet' | 'area' | 'totals'>,
  { before, body }: Room,
  formats: readonly string[],
): Step[] {
  if (body <= before) return [];
  // Above a totals row they were put in before the last one.
  const from = facts.totals ? before - 1 : before;
  // `General` too: cells that fell out of the table once have kept the formats of what stood in them.
  return formats.map((format, place) => formatLook(facts, { place, from, to: body }, format));
}

function formatLook(
  { sheet, area }: Pick<TableFacts, 'sheet' | 'area'>,
  { place, from, to }: { readonly place: number; readonly from: number; readonly to: number },
  numberFormat: string,
): Step {
  const cells = { row: area.row + 1 + from, column: area.column + place, rows: to - from, columns: 1 };
  return { kind: 'look', sheet, area: cells, look: { numberFormat } };
}

function formatsOf({ facts, body }: OldTable, rows: RowsPlan): NewBody['formats'] {
  return new Map(
    [...body.formats].flatMap(([place, formats]) => {
      if (formats.every((format) => format === formats[0])) return [];
      const formatOf = (index: number) => {
        const from = rows.from(index);
        return (from === undefined ? facts.formats[place] : formats[from]) ?? 'General';
      };
      return [[place, formatOf] as const];
    }),
  );
}

/** What fell out of the table must not stand below it as if it were nobody's. */
export function emptyBelow({ sheet, area, totals }: TableFacts, { before, body, width }: Room): Step[] {
  if (totals || body >= before) return [];
  const below = { row: area.row + 1 + body, column: area.column, rows: before - body, columns: width };
  return [
    { kind: 'empty', sheet, area: below },
    { kind: 'clearFill', sheet, area: below },
  ];
}
