import { parseAddress } from '../address.ts';
import type { Sheet } from '../book.ts';
import { isHostObject, type SheetArea } from '../object-type.ts';
import { invalidArgument } from '../refusal.ts';

/** The range that an argument is, or its address on a sheet where one is given. Throws InvalidArgument. */
export function rangeArgument(value: unknown, sheet?: Sheet): SheetArea {
  if (isHostObject(value) && value.range) return value.range;
  if (typeof value === 'string' && sheet) return { sheet, area: parseAddress(value).area };
  throw invalidArgument('The argument must be a range.');
}
