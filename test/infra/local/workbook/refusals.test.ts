import { describe, expect, test } from 'vitest';
import { PAYLOAD_LIMIT } from '../../../../infra/local/workbook/answer-request.ts';
import { expectRefusal, putTable, startClient, type Worksheet } from './client.ts';

const write = async (sheet: Worksheet): Promise<void> => {
  sheet.getRange('A1').values = [['x']];
};

describe('a request of more than 5 MB', () => {
  const block = (bytes: number) => [
    ['x'.repeat(30_000)],
    ...Array.from({ length: Math.ceil(bytes / 30_000) }, () => ['x'.repeat(30_000)]),
  ];

  test('is refused as a whole, and nothing of it is done', async () => {
    const client = startClient();
    const values = block(PAYLOAD_LIMIT);
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('B1').values = [['before']];
        sheet.getRangeByIndexes(0, 0, values.length, 1).values = values;
      }),
      'RequestPayloadSizeLimitExceeded',
    );
    expect(client.book.activeSheet.cells).toEqual([]);
    expect(client.requests[0]?.bytes).toBeGreaterThan(PAYLOAD_LIMIT);
  });

  test('is measured in bytes of UTF-8, not in letters', async () => {
    const client = startClient();
    const values = Array.from({ length: 100 }, () => ['é'.repeat(30_000)]);
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRangeByIndexes(0, 0, 100, 1).values = values;
      }),
      'RequestPayloadSizeLimitExceeded',
    );
  });

  test('of less is done', async () => {
    const client = startClient();
    const values = block(PAYLOAD_LIMIT - 200_000);
    await client.run(async (sheet) => {
      sheet.getRangeByIndexes(0, 0, values.length, 1).values = values;
    });
    expect(client.book.activeSheet.cells).toHaveLength(values.length);
  });

  test('read at once is refused on the way back, though what the request changed is done', async () => {
    const client = startClient();
    for (const from of [0, 100])
      await client.run(async (sheet) => {
        sheet.getRangeByIndexes(from, 0, 100, 1).values = Array.from({ length: 100 }, () => ['x'.repeat(30_000)]);
      });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('B1').values = [['done']];
        sheet.getRange('A1:A200').load('values');
      }),
      'ResponsePayloadSizeLimitExceeded',
    );
    expect(await client.values('B1')).toEqual([['done']]);
  });
});

describe('while someone types in a cell', () => {
  test('every request is refused, reading too', async () => {
    const client = startClient();
    client.book.editing = true;
    await expectRefusal(client.run(write), 'InvalidOperationInCellEditMode');
    await expectRefusal(client.values('A1'), 'InvalidOperationInCellEditMode');
    client.book.editing = false;
    await client.run(write);
    expect(await client.values('A1')).toEqual([['x']]);
  });

  test('what was done before stays: half of a report', async () => {
    const client = startClient();
    client.beforeRequest(1, (book) => {
      book.editing = true;
    });
    await expectRefusal(
      client.run(async (sheet, context) => {
        await write(sheet);
        await context.sync();
        sheet.getRange('A2').values = [['y']];
      }),
      'InvalidOperationInCellEditMode',
    );
    client.book.editing = false;
    expect(await client.values('A1:A2')).toEqual([['x'], ['']]);
  });
});

describe('a protected sheet', () => {
  test.each<[string, (sheet: Worksheet) => Promise<void>]>([
    ['writing', write],
    [
      'formatting',
      async (sheet) => {
        sheet.getRange('A1').format.font.bold = true;
      },
    ],
    ['clearing', async (sheet) => sheet.getRange('A1').clear()],
    ['resizing a table', async (sheet) => sheet.tables.getItem('Clients').resize('D1:D9')],
    ['making a table', async (sheet) => void sheet.tables.add('A1:A2', true)],
    ['clearing filters', async (sheet) => sheet.tables.getItem('Clients').clearFilters()],
    ['sorting', async (sheet) => sheet.tables.getItem('Clients').sort.apply([{ key: 0 }])],
  ])('refuses %s with AccessDenied', async (_, act) => {
    const client = startClient();
    await putTable(client, [['h'], [1]], 'Clients', 'D1');
    await client.run(async (sheet) => sheet.protection.protect());
    await expectRefusal(client.run(act), 'AccessDenied');
  });

  test('says that it is protected, can be read, and can be unprotected', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.protection.protect({ allowFormatCells: true }, 'secret');
      sheet.protection.load('protected');
      await context.sync();
      expect(sheet.protection.protected).toBe(true);
    });
    await client.values('A1');
    await expectRefusal(
      client.run(async (sheet) => sheet.protection.unprotect('wrong')),
      'AccessDenied',
    );
    await client.run(async (sheet) => {
      sheet.protection.unprotect('secret');
      await write(sheet);
    });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.protection.protect();
        sheet.protection.protect();
      }),
      'InvalidOperation',
    );
  });
});

test('a workbook whose structure is protected takes no sheets, but values', async () => {
  const client = startClient();
  await client.run(async (sheet, context) => {
    context.workbook.protection.protect();
    context.workbook.protection.load('protected');
    await write(sheet);
    await context.sync();
    expect(context.workbook.protection.protected).toBe(true);
  });
  await expectRefusal(
    client.run(async (_, context) => void context.workbook.worksheets.add('New')),
    'AccessDenied',
  );
});

test('a workbook that is read only can be read and nothing else', async () => {
  const client = startClient();
  client.book.readOnly = true;
  await client.run(async (_, context) => {
    context.workbook.load('readOnly');
    await context.sync();
    expect(context.workbook.readOnly).toBe(true);
  });
  await expectRefusal(client.run(write), 'AccessDenied');
  await expectRefusal(
    client.run(async (_, context) => void context.workbook.customXmlParts.add('<a/>')),
    'AccessDenied',
  );
  await expectRefusal(
    client.run(async (_, context) => void context.workbook.worksheets.add('New')),
    'AccessDenied',
  );
});
