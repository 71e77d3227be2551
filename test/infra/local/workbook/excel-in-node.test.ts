import { describe, expect, test } from 'vitest';
import { newBook } from '../../../../infra/local/workbook/book.ts';
import { startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';
import { expectRefusal, startClient, type Worksheet } from './client.ts';

const write = (value: string) => async (sheet: Worksheet) => {
  sheet.getRange('A1').values = [[value]];
};

describe('a request that is made to fail', () => {
  test('before it took effect leaves the workbook as it was', async () => {
    const client = startClient();
    client.failRequest(0, { code: 'GeneralException', when: 'before' });
    await expectRefusal(client.run(write('x')), 'GeneralException');
    expect(await client.values('A1')).toEqual([['']]);
  });

  test('after it took effect leaves it changed', async () => {
    const client = startClient();
    client.failRequest(0, { code: 'HostCallFailed', when: 'after' });
    await expectRefusal(client.run(write('x')), 'HostCallFailed');
    expect(await client.values('A1')).toEqual([['x']]);
  });

  test('is the one that was meant, counted without the library’s clean-ups', async () => {
    const client = startClient();
    client.failRequest(1, { code: 'GeneralException', when: 'before' });
    await client.run(write('one'));
    await expectRefusal(client.run(write('two')), 'GeneralException');
    await client.run(write('three'));
    expect(client.requests).toHaveLength(3);
  });

  test('by never being answered waits for ever, and the next run works', async () => {
    const client = startClient();
    client.failRequest(0, 'never');
    const waiting = client.run(write('x')).then(() => 'answered');
    const later = new Promise((resolve) => setTimeout(resolve, 20, 'still waiting'));
    expect(await Promise.race([waiting, later])).toBe('still waiting');
    expect(await client.values('A1')).toEqual([['']]);
  });
});

test('something can happen between two requests', async () => {
  const client = startClient();
  client.beforeRequest(1, (book) => {
    book.activeSheet.protected = true;
  });
  await client.run(write('one'));
  await expectRefusal(client.run(write('two')), 'AccessDenied');
});

test('each request is measured', async () => {
  const client = startClient();
  await client.run(write('x'.repeat(1000)));
  expect(client.requests[0]?.bytes).toBeGreaterThan(1000);
  expect(client.requests[0]?.bytes).toBeLessThan(3000);
});

test('a book that is already there is opened', async () => {
  const book = newBook();
  book.activeSheet.cells[0] = ['here'];
  expect(await startClient({ book }).values('A1')).toEqual([['here']]);
});

describe('as globals', () => {
  test('Excel and Office are there until they are taken away', async () => {
    const excel = startExcel();
    const uninstall = excel.install();
    expect(Reflect.get(globalThis, 'Excel')).toBe(excel.Excel);
    expect(Reflect.get(globalThis, 'Office')).toBe(excel.Office);
    uninstall();
    expect(Reflect.has(globalThis, 'Excel')).toBe(false);
    expect(Reflect.has(globalThis, 'Office')).toBe(false);
  });

  test('Office is ready in Excel, with its requirement sets', async () => {
    const { Office } = startExcel({ excelApi: '1.13', platform: 'PC' });
    expect(await Office.onReady()).toEqual({ host: 'Excel', platform: 'PC' });
    const { isSetSupported } = Office.context.requirements;
    expect(['1.1', '1.9', '1.13', '1.14'].map((version) => isSetSupported('ExcelApi', version))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isSetSupported('ExcelApiOnline', '1.1')).toBe(false);
  });
});
