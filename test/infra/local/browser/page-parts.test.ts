import { describe, expect, it } from 'vitest';
import { readableColor } from '../../../../infra/local/browser/page/colors.ts';
import { fileName, holdsReport } from '../../../../infra/local/browser/page/save.ts';
import { PANE_WIDTH, widthAfterKey } from '../../../../infra/local/browser/page/separator.ts';
import { newBook } from '../../../../infra/local/workbook/book.ts';
import { sheetOf } from './sheet-of.ts';

describe('the colour of a text', () => {
  it.each([
    ['is the one asked for where it reads well', '#375623', '#e2efda', '#375623'],
    ['is black on a light fill in a dark theme', undefined, '#e2efda', '#000000'],
    ['is white where a dark colour was meant for white paper', '#375623', '#1f1f1f', '#ffffff'],
    ['is black where a pale colour would not be seen on white', '#eeeeee', '#ffffff', '#000000'],
  ])('%s', (_, asked, background, color) => {
    expect(readableColor(asked, background)).toBe(color);
  });
});

describe('the separator beside the pane', () => {
  it.each([
    ['ArrowLeft', 350, 360],
    ['ArrowRight', 350, 340],
    ['ArrowRight', 322, PANE_WIDTH.min],
    ['ArrowLeft', 595, PANE_WIDTH.max],
    ['Home', 400, PANE_WIDTH.min],
    ['End', 400, PANE_WIDTH.max],
    ['ArrowUp', 350, undefined],
  ])('%s takes a pane of %i px to %s', (key, width, next) => {
    expect(widthAfterKey(width, key)).toBe(next);
  });
});

describe('a saved workbook', () => {
  const withReport = () => {
    const book = newBook();
    book.sheets.push(sheetOf([['City'], ['Ada']]));
    return book;
  };
  const day = new Date(2026, 2, 1);

  it('is named after its first report and the day', () => {
    expect(fileName(withReport(), day)).toBe('Active Clients 2026-03-01.xlsx');
    expect(fileName(newBook(), day)).toBe('Workbook 2026-03-01.xlsx');
  });

  it('is only worth a question where it holds a report', () => {
    expect([holdsReport(withReport()), holdsReport(newBook())]).toEqual([true, false]);
  });
});
