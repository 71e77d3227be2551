import { expect, test } from 'vitest';
import { expectRefusal, putTable, startClient } from './client.ts';

test('names are defined, listed and deleted', async () => {
  const client = startClient();
  await client.run(async (sheet, context) => {
    const { names } = context.workbook;
    names.add('Rate', sheet.getRange('A1:B2'));
    names.load('items/name,items/formula');
    await context.sync();
    expect(names.items.map((one) => [one.name, one.formula])).toEqual([['Rate', '=Sheet1!$A$1:$B$2']]);
    names.getItem('rate').delete();
    const none = names.getItemOrNullObject('Rate');
    await context.sync();
    expect(none.isNullObject).toBe(true);
  });
});

test('a name and a table cannot be called alike', async () => {
  const client = startClient();
  await client.run(async (sheet, context) => void context.workbook.names.add('Clients', sheet.getRange('Z1')));
  await expectRefusal(putTable(client, [['a'], [1]], 'clients'), 'InvalidArgument');
  await putTable(client, [['a'], [1]], 'Other', 'D1');
  await expectRefusal(
    client.run(async (sheet, context) => void context.workbook.names.add('OTHER', sheet.getRange('Z1'))),
    'InvalidArgument',
  );
});
