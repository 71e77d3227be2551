import { posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Book, newBook, newSheet } from '../../../../../infra/local/workbook/book.ts';
import { writeBook } from '../../../../../infra/local/workbook/xlsx/write-book.ts';
import { bookWith, type OpenPackage, packageOf, xlsxOf } from './open-book.ts';

const REGISTRY = 'urn:hmis-sheets:registry';

function fullBook(): Book {
  return bookWith((sheet, book) => {
    sheet.cells.push(['PersonalID', 'Age'], [{ kind: 'quoted', text: '109' }, 42]);
    for (const [i, row] of [0, 4].entries()) {
      const area = { row, column: 0, rows: 2, columns: 2 };
      const name = `Table${i + 1}`;
      sheet.tables.push({ id: name, name, area, showTotals: false, style: '', filters: new Map(), sort: [] });
    }
    sheet.properties.set('hmis-sheets', 'a1b2').set('é & <', 'ü');
    book.sheets.push(newSheet('sheet2', "It's <b>"), newSheet('sheet3', 'Third'));
    for (const id of ['{8b5f0c0e-3a43-4f4e-9b0e-5b2c6b9f4f11}', 'part2']) {
      const xml = `<?xml version="1.0" encoding="utf-16"?><registry xmlns="${REGISTRY}">${id}</registry>`;
      book.xmlParts.set(id, { id, namespace: REGISTRY, xml });
    }
    book.documentProperties = { title: 'A & B', author: 'Ana', company: 'CoC' };
  });
}

describe('the package of a saved workbook', () => {
  let file: OpenPackage;
  beforeAll(async () => {
    file = await packageOf(fullBook());
  });

  it('has only well-formed parts', () => {
    for (const name of file.names) if (!name.endsWith('.bin')) expect(file.xml(name).name, name).not.toBe('');
  });

  it('has a content type for every part, and no type for a part that is not there', () => {
    const types = file.xml('[Content_Types].xml').children;
    const named = types.flatMap(({ attributes }) => attributes.PartName ?? []);
    const endings = types.flatMap(({ attributes }) => attributes.Extension ?? []);
    for (const name of named) expect(file.names, name).toContain(name.slice(1));
    for (const name of file.names.slice(1)) {
      expect(named.includes(`/${name}`) || endings.includes(name.split('.').at(-1) ?? ''), name).toBe(true);
    }
  });

  it('has every part that a relation points to, and a relation to every part', () => {
    const reached = file.names
      .filter((name) => name.endsWith('.rels'))
      .flatMap((name) => {
        const folder = posix.dirname(posix.dirname(name));
        const ids = file.all(name, 'Relationship').map(({ attributes }) => attributes.Id);
        expect(new Set(ids).size, name).toBe(ids.length);
        return file.all(name, 'Relationship').map(({ attributes }) => posix.join(folder, attributes.Target ?? ''));
      });
    for (const target of reached) expect(file.names).toContain(target);
    const others = file.names.filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml');
    expect(others.filter((name) => !reached.includes(name))).toEqual([]);
  });

  it('gives every sheet, table and custom property the relation that it names', () => {
    const relations = file.all('xl/worksheets/_rels/sheet1.xml.rels', 'Relationship');
    const targets = new Map(relations.map(({ attributes }) => [attributes.Id, attributes.Target]));
    const sheet = 'xl/worksheets/sheet1.xml';
    const named = ['tablePart', 'customPr'].map((element) =>
      file.all(sheet, element).map(({ attributes }) => targets.get(attributes['r:id'] ?? '')),
    );
    expect(named).toEqual([
      ['../tables/table1.xml', '../tables/table2.xml'],
      ['../customProperty1.bin', '../customProperty2.bin'],
    ]);
  });

  it('keeps custom XML with its namespace, in UTF-8, each part under a GUID of its own', () => {
    expect(file.xml('customXml/item1.xml')).toMatchObject({
      name: 'registry',
      attributes: { xmlns: REGISTRY },
      text: '{8b5f0c0e-3a43-4f4e-9b0e-5b2c6b9f4f11}',
    });
    expect(file.all('customXml/itemProps2.xml', 'ds:schemaRef')[0]?.attributes).toEqual({ 'ds:uri': REGISTRY });
    const ids = [1, 2].map((n) => file.xml(`customXml/itemProps${n}.xml`).attributes['ds:itemID']);
    expect(ids).toEqual(['{8B5F0C0E-3A43-4F4E-9B0E-5B2C6B9F4F11}', '{00000000-0000-4000-8000-000000000002}']);
  });

  it('keeps the custom properties of a sheet as UTF-16', () => {
    const names = file.all('xl/worksheets/sheet1.xml', 'customPr').map(({ attributes }) => attributes.name);
    expect(names).toEqual(['hmis-sheets', 'é & <']);
    expect(new TextDecoder('utf-16le').decode(file.bytes('xl/customProperty1.bin'))).toBe('a1b2');
    expect([...file.bytes('xl/customProperty2.bin')]).toEqual([0xfc, 0]);
  });

  it('says who made the workbook', () => {
    expect(file.all('docProps/core.xml', 'dc:title')[0]?.text).toBe('A & B');
    expect(file.all('docProps/core.xml', 'dc:creator')[0]?.text).toBe('Ana');
    expect(file.all('docProps/app.xml', 'Company')[0]?.text).toBe('CoC');
  });
});

describe('a saved workbook', () => {
  it('saved twice has the same bytes', async () => {
    expect(Buffer.from(await xlsxOf(fullBook())).equals(Buffer.from(await xlsxOf(fullBook())))).toBe(true);
  });

  it('that is new has one empty sheet', async () => {
    const file = await packageOf(newBook());
    expect(file.all('xl/workbook.xml', 'sheet').map(({ attributes }) => attributes.name)).toEqual(['Sheet1']);
    expect(file.all('xl/worksheets/sheet1.xml', 'row')).toEqual([]);
  });

  it('closes what it was written to', async () => {
    let closed = false;
    await writeBook(
      newBook(),
      new WritableStream({
        close() {
          closed = true;
        },
      }),
    );
    expect(closed).toBe(true);
  });

  it('of 3.7 million cells takes seconds', { timeout: 120_000 }, async () => {
    const row = Array.from({ length: 37 }, (_, i) => (i % 2 === 0 ? `text ${i}` : i));
    const book = bookWith((sheet) => {
      for (let i = 0; i < 100_000; i++) sheet.cells.push(row);
      for (const column of row.keys()) {
        sheet.formats.push({ row: 1, column, rows: 99_999, columns: 1, format: { numberFormat: '0' } });
      }
    });
    let size = 0;
    const start = performance.now();
    await writeBook(
      book,
      new WritableStream({
        write(bytes) {
          size += bytes.length;
        },
      }),
    );
    expect(size).toBeGreaterThan(1_000_000);
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});
