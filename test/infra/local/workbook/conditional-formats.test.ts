import { beforeEach, describe, expect, it } from 'vitest';
import { conditionalLook } from '../../../../infra/local/workbook/conditional-formats.ts';
import { type Client, expectRefusal, putTable, startClient } from './client.ts';

let client: Client;
beforeEach(async () => {
  client = startClient();
  await putTable(client, [
    ['Id', 'Status'],
    ['1', 'Overdue'],
    ['2', 'Due'],
    ['3', 'overdue'],
  ]);
});

const sheet = () => client.book.activeSheet;
const looks = (column: number) => [1, 2, 3].map((row) => conditionalLook(sheet(), row, column));

async function mark(address: string, formula: string): Promise<void> {
  await client.run(async (on) => {
    const { custom } = on.getRange(address).conditionalFormats.add('Custom');
    custom.rule.formula = formula;
    custom.format.font.bold = true;
    custom.format.font.color = '#ffffff';
    custom.format.fill.color = '#7A1F1F';
    custom.format.borders.getItem('EdgeTop').style = 'Continuous';
  });
}

const LOOK = { bold: true, fontColor: '#FFFFFF', fill: '#7A1F1F', borders: { EdgeTop: { style: 'Continuous' } } };

describe('a rule of looks', () => {
  it('goes for the cells whose row fits, without regard to case', async () => {
    await mark('B2:B1048576', '=$B2="Overdue"');
    expect(looks(1)).toEqual([LOOK, undefined, LOOK]);
    expect(looks(0)).toEqual([undefined, undefined, undefined]);
  });

  it('may colour a whole row by one of its cells', async () => {
    await mark('A2:B4', '=$B2="Due"');
    expect(looks(0)).toEqual([undefined, LOOK, undefined]);
  });

  it('moves with its column, and refers to where that went', async () => {
    await mark('B2:B4', '=$B2="Overdue"');
    await client.run(async (on) => void on.getRange('B:B').insert('Right'));
    expect(sheet().conditionalFormats).toMatchObject([{ formula: '=$C2="Overdue"', area: { column: 2 } }]);
    expect(looks(2)).toEqual([LOOK, undefined, LOOK]);
  });

  it('is taken off cells that are cleared of formats, and stays around them', async () => {
    await mark('B2:B4', '=$B2="Overdue"');
    await client.run(async (on) => on.getRange('B2').conditionalFormats.clearAll());
    expect(looks(1)).toEqual([undefined, undefined, LOOK]);
  });

  it('can be counted and taken away, and a later one wins over an earlier one', async () => {
    await mark('B2:B4', '=$B2="Overdue"');
    await client.run(async (on) => {
      const { custom } = on.getRange('B2:B4').conditionalFormats.add('Custom');
      custom.rule.formula = '=$B2="Overdue"';
      custom.format.fill.color = '#FFE08A';
    });
    expect(looks(1)[0]).toMatchObject({ bold: true, fill: '#FFE08A' });
    const count = await client.run(async (on, context) => {
      const { conditionalFormats } = on.getRange('B3');
      conditionalFormats.getItemAt(0).delete();
      const left = conditionalFormats.getCount();
      await context.sync();
      return left.value;
    });
    expect(count).toBe(1);
    expect(looks(1)[0]).toEqual(LOOK);
  });

  it.each([
    ['DataBar', 'NotImplemented'],
    ['Custom', 'InvalidArgument'],
  ] as const)('of the kind %s without a formula of its own is refused', async (type, code) => {
    await expectRefusal(
      client.run(async (on) => {
        on.getRange('B2').conditionalFormats.add(type).custom.rule.formula = 'B2=1';
      }),
      code,
    );
  });
});
