import { describe, expect, test } from 'vitest';
import { rootNamespace } from '../../../../infra/local/workbook/xml-namespace.ts';
import { expectRefusal, startClient } from './client.ts';

const xml = (text: string, namespace = 'urn:hmis-sheets') => `<registry xmlns="${namespace}">${text}</registry>`;

describe('custom XML parts', () => {
  test('are added, read, changed and deleted', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      const part = context.workbook.customXmlParts.add(xml('one'));
      part.load('id,namespaceUri');
      const before = part.getXml();
      await context.sync();
      expect([part.namespaceUri, before.value]).toEqual(['urn:hmis-sheets', xml('one')]);
      part.setXml(xml('two'));
      const after = part.getXml();
      await context.sync();
      expect(after.value).toBe(xml('two'));
      const same = context.workbook.customXmlParts.getItem(part.id).getXml();
      await context.sync();
      expect(same.value).toBe(xml('two'));
      part.delete();
      const gone = context.workbook.customXmlParts.getItemOrNullObject(part.id);
      await context.sync();
      expect(gone.isNullObject).toBe(true);
    });
  });

  test('are found by their namespace', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      const { customXmlParts } = context.workbook;
      const none = customXmlParts.getByNamespace('urn:hmis-sheets').getOnlyItemOrNullObject();
      customXmlParts.add(xml('', 'urn:other'));
      customXmlParts.add(xml('mine'));
      const scoped = customXmlParts.getByNamespace('urn:hmis-sheets');
      const only = scoped.getOnlyItemOrNullObject();
      const [count, all] = [scoped.getCount(), customXmlParts.getCount()];
      scoped.load('items/id');
      await context.sync();
      expect([none.isNullObject, only.isNullObject, count.value, all.value]).toEqual([true, false, 1, 2]);
      const text = only.getXml();
      await context.sync();
      expect(text.value).toBe(xml('mine'));
      expect(scoped.items).toHaveLength(1);
    });
  });

  test('of which there are two give no only one', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      context.workbook.customXmlParts.add(xml('one'));
      context.workbook.customXmlParts.add(xml('two'));
      const only = context.workbook.customXmlParts.getByNamespace('urn:hmis-sheets').getOnlyItemOrNullObject();
      await context.sync();
      expect(only.isNullObject).toBe(true);
    });
    await expectRefusal(
      client.run(
        async (_, context) =>
          void context.workbook.customXmlParts.getByNamespace('urn:hmis-sheets').getOnlyItem().load('id'),
      ),
      'GeneralException',
    );
  });

  test.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a>&</a>', '<a x=1/>', '<a>{"a":"x<y"}</a>'])(
    'that are not well-formed are refused: %j',
    async (text) => {
      const client = startClient();
      await expectRefusal(
        client.run(async (_, context) => void context.workbook.customXmlParts.add(text)),
        'InvalidArgument',
      );
      expect(client.book.xmlParts.size).toBe(0);
    },
  );
});

test.each([
  ['<a/>', ''],
  ['<?xml version="1.0"?>\n<!-- x --><a xmlns="urn:a"><b/></a>', 'urn:a'],
  ['<p:a xmlns="urn:other" xmlns:p=\'urn:p\'>&lt;&#60;</p:a>', 'urn:p'],
  ['<a xmlns="urn:a"><![CDATA[{"x": "<&"}]]></a>', 'urn:a'],
])('the namespace of %j', (text, namespace) => {
  expect(rootNamespace(text)).toBe(namespace);
});
