import type { TableFilter } from '../book.ts';
import { bodyArea } from '../filtered-rows.ts';
import {
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  type ObjectType,
  type SheetTable,
} from '../object-type.ts';
import { showRows } from '../outline.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, Refusal } from '../refusal.ts';

interface FilteredColumn extends SheetTable {
  readonly index: number;
}

export function columnFilterObject(column: FilteredColumn): HostObject {
  return hostObject(COLUMN_FILTER, column);
}

/** What a filter's criteria may say; Excel gives every member back, those that say nothing as null. */
const NOTHING = {
  color: null,
  criterion1: null,
  criterion2: null,
  dynamicCriteria: null,
  icon: null,
  operator: null,
  subField: null,
  values: null,
};

/** A filter as Excel's `criteria` say it. */
export function criteriaOf(filter: TableFilter | undefined): Record<string, unknown> | null {
  if (!filter) return null;
  if (filter.kind === 'values') return { ...NOTHING, filterOn: 'Values', values: [...filter.values] };
  return {
    ...NOTHING,
    filterOn: 'Custom',
    criterion1: filter.criterion1,
    criterion2: filter.criterion2 ?? null,
    operator: filter.or ? 'Or' : 'And',
  };
}

function apply({ sheet, table, index }: FilteredColumn, filter: TableFilter, host: Host): void {
  changeCells(host, sheet);
  table.filters.set(index, filter);
}

/** Dates as Excel's filter objects are not taken: the host filters by what cells show. */
function valuesFilter(values: unknown): TableFilter {
  if (!Array.isArray(values)) throw invalidArgument('A filter by values takes an array.');
  return { kind: 'values', values: values.map((value) => asText(value, 'A value of the filter')) };
}

function customFilter(criterion1: unknown, criterion2: unknown, operator: unknown): TableFilter {
  const or = asOneOf(operator ?? 'And', ['And', 'Or'], 'operator') === 'Or';
  const first = asText(criterion1, 'criterion1');
  if (criterion2 === undefined || criterion2 === null) return { kind: 'custom', criterion1: first, or };
  return { kind: 'custom', criterion1: first, criterion2: asText(criterion2, 'criterion2'), or };
}

const COLUMN_FILTER: ObjectType<FilteredColumn> = {
  name: 'Filter',
  scalars: { criteria: ({ table, index }) => criteriaOf(table.filters.get(index)) },
  methods: {
    apply: (column, [criteria], host) => {
      // Excel refuses what it has given itself [OfficeDev/office-js issue 1226].
      if (Object.values(Object(criteria)).includes(null)) throw invalidArgument('A criterion must not be null.');
      const { filterOn, values, criterion1, criterion2, operator } = Object(criteria);
      if (filterOn === 'Values') apply(column, valuesFilter(values), host);
      else if (filterOn === 'Custom') apply(column, customFilter(criterion1, criterion2, operator), host);
      else throw new Refusal('NotImplemented', `The workbook host knows no filter on ${String(filterOn)}.`);
    },
    applyValuesFilter: (column, [values], host) => apply(column, valuesFilter(values), host),
    applyCustomFilter: (column, [criterion1, criterion2, operator], host) =>
      apply(column, customFilter(criterion1, criterion2, operator), host),
    clear: ({ sheet, table, index }, _args, host) => {
      changeCells(host, sheet);
      if (table.filters.delete(index)) showRows(sheet, bodyArea(table));
    },
  },
};
