import { type CalendarDate, dayNumber, fromDayNumber } from '../dates.ts';

/** Excel holds so many UTF-16 units of text in a cell and refuses the whole write for one more. */
export const CELL_LENGTH = 32_767;

/**
 * Excel's number of a day; undefined before 1900-03-01, where Excel either has no dates or is a day off (it believes in
 * 1900-02-29). Computed from the text alone, so that no time zone can move a birthday.
 */
export function excelSerial(date: CalendarDate): number | undefined {
  const serial = dayNumber(date) + EPOCH;
  return serial >= FIRST_SERIAL ? serial : undefined;
}

/** The day of a serial number as `excelSerial` made it; undefined for what is none. */
export function dayOfSerial(serial: number): CalendarDate | undefined {
  return Number.isInteger(serial) && serial >= FIRST_SERIAL && serial <= LAST_SERIAL
    ? fromDayNumber(serial - EPOCH)
    : undefined;
}

/** 1970-01-01. */
const EPOCH = 25_569;
/** 1900-03-01. */
const FIRST_SERIAL = 61;
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;
