import { describe, expect, it } from 'vitest';
import { newSheet, type Sheet } from '../../../../../infra/local/workbook/book.ts';
import { bookWith, packageOf } from './open-book.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

async function elementOf(name: string, change: (sheet: Sheet) => void) {
  const file = await packageOf(bookWith(change));
  return file.all(SHEET, name)[0];
}

describe('the sheets of a saved workbook', () => {
  it('are in order, hidden as they were, the active one in front', async () => {
    const file = await packageOf(
      bookWith((first, book) => {
        const [second, third] = [newSheet('b', "Ana's"), newSheet('c', 'C')];
        first.visibility = 'Hidden';
        second.visibility = 'VeryHidden';
        book.sheets.push(second, third);
        book.activeSheet = third;
      }),
    );
    expect(file.all('xl/workbook.xml', 'sheet').map(({ attributes: { name, state } }) => [name, state])).toEqual([
      ['Sheet1', 'hidden'],
      ["Ana's", 'veryHidden'],
      ['C', undefined],
    ]);
    expect(file.all('xl/workbook.xml', 'workbookView')[0]?.attributes.activeTab).toBe('2');
    const selected = [1, 2, 3].map((n) => file.all(`xl/worksheets/sheet${n}.xml`, 'sheetView')[0]?.attributes);
    expect(selected.map((view) => view?.tabSelected)).toEqual([undefined, undefined, '1']);
  });

  it('never open with a hidden one in front', async () => {
    const file = await packageOf(
      bookWith((first, book) => {
        first.visibility = 'Hidden';
        book.sheets.push(newSheet('b', 'B'));
      }),
    );
    expect(file.all('xl/workbook.xml', 'workbookView')[0]?.attributes.activeTab).toBe('1');
  });

  it('keep the colour of their tabs, and show lines or not', async () => {
    const change = (sheet: Sheet) => {
      sheet.tabColor = '#0f6c6c';
      sheet.showGridlines = false;
    };
    expect((await elementOf('tabColor', change))?.attributes).toEqual({ rgb: 'FF0F6C6C' });
    expect((await elementOf('sheetView', change))?.attributes.showGridLines).toBe('0');
  });

  it.each([
    [1, 0, { ySplit: '1', topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' }],
    [0, 2, { xSplit: '2', topLeftCell: 'C1', activePane: 'topRight', state: 'frozen' }],
    [1, 2, { xSplit: '2', ySplit: '1', topLeftCell: 'C2', activePane: 'bottomRight', state: 'frozen' }],
  ])('keep %i rows and %i columns frozen', async (rows, columns, attributes) => {
    const pane = await elementOf('pane', (sheet) => {
      sheet.frozen = { rows, columns };
    });
    expect(pane?.attributes).toEqual(attributes);
  });

  it('keep what is selected, in the pane where it is', async () => {
    const file = await packageOf(
      bookWith((sheet, book) => {
        sheet.frozen = { rows: 1, columns: 0 };
        book.selection = { sheet, area: { row: 0, column: 1, rows: 1, columns: 2 } };
      }),
    );
    expect(file.all(SHEET, 'selection')[0]?.attributes).toEqual({ activeCell: 'B1', sqref: 'B1:C1' });
    expect(file.all(SHEET, 'pane')[0]?.attributes.activePane).toBe('topLeft');
  });

  it('stay protected, as does the workbook', async () => {
    const file = await packageOf(
      bookWith((sheet, book) => {
        sheet.protected = true;
        book.structureProtected = true;
      }),
    );
    expect(file.all(SHEET, 'sheetProtection')[0]?.attributes.sheet).toBe('1');
    expect(file.all('xl/workbook.xml', 'workbookProtection')[0]?.attributes.lockStructure).toBe('1');
  });

  it('print upright or across', async () => {
    const setup = await elementOf('pageSetup', (sheet) => {
      sheet.pageLayout = { orientation: 'Landscape', titleRows: undefined, footer: '' };
    });
    expect(setup?.attributes).toEqual({ orientation: 'landscape' });
  });

  it('print with a header over a footer', async () => {
    const element = await elementOf('headerFooter', (sheet) => {
      sheet.pageLayout = { orientation: 'Portrait', titleRows: undefined, header: '&LHMIS', footer: '&RPage &P' };
    });
    expect(element?.children.map(({ name, text }) => [name, text])).toEqual([
      ['oddHeader', '&LHMIS'],
      ['oddFooter', '&RPage &P'],
    ]);
  });

  it.each([
    ['1:1', '$1:$1'],
    ['1:2', '$1:$2'],
  ])('repeat the rows %s on each page', async (titleRows, rows) => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.name = "Ana's";
        sheet.pageLayout = { orientation: 'Portrait', titleRows, footer: '' };
      }),
    );
    expect(file.all('xl/workbook.xml', 'definedName')[0]).toMatchObject({
      attributes: { name: '_xlnm.Print_Titles', localSheetId: '0' },
      text: `'Ana''s'!${rows}`,
    });
  });

  it('have their elements in the order that Excel insists on', async () => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.tabColor = '#FF0000';
        sheet.protected = true;
        sheet.columnWidths.set(0, 96);
        sheet.pageLayout = { orientation: 'Landscape', titleRows: '$1:$1', footer: 'x' };
        sheet.properties.set('a', 'b');
        sheet.cells.push(['Id'], [{ kind: 'quoted', text: '1' }]);
        const area = { row: 0, column: 0, rows: 2, columns: 1 };
        sheet.tables.push({ id: 't', name: 'T_', area, showTotals: false, style: '', filters: new Map(), sort: [] });
      }),
    );
    expect(file.xml(SHEET).children.map(({ name }) => name)).toEqual([
      ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'sheetProtection', 'pageMargins'],
      ...['pageSetup', 'headerFooter', 'customProperties', 'ignoredErrors', 'tableParts'],
    ]);
  });
});
