import { beforeEach, describe, expect, it } from 'vitest';
import { rowGroups, turnGroup } from '../../../../infra/local/workbook/outline.ts';
import { type Client, expectRefusal, putTable, startClient } from './client.ts';

let client: Client;
beforeEach(() => {
  client = startClient();
});

const sheet = () => client.book.activeSheet;
const levels = () => Object.fromEntries(sheet().outline.levels);
const hidden = () => [...sheet().outline.hidden].sort((a, b) => a - b);
const group = (address: string) => client.run(async (on) => on.getRange(address).group('ByRows'));

describe('rows in groups', () => {
  it('lie a level deeper for every group that they are put in', async () => {
    await group('2:6');
    await group('2:3');
    await group('5:5');
    expect(levels()).toEqual({ 1: 2, 2: 2, 3: 1, 4: 2, 5: 1 });
    expect(rowGroups(sheet())).toEqual([
      { level: 1, first: 1, last: 5, closed: false },
      { level: 2, first: 1, last: 2, closed: false },
      { level: 2, first: 4, last: 4, closed: false },
    ]);
  });

  it('are one group where two of one level touch', async () => {
    await group('2:3');
    await group('4:5');
    expect(rowGroups(sheet())).toHaveLength(1);
  });

  it('are taken for those of a range of cells, too, and never by columns', async () => {
    await group('B2:C3');
    expect(levels()).toEqual({ 1: 1, 2: 1 });
    await expectRefusal(group('A:B'), 'InvalidArgument');
    await expectRefusal(
      client.run(async (on) => on.getRange('A:B').group('ByColumns')),
      'NotImplemented',
    );
  });

  it('are in seven groups at most', async () => {
    for (let n = 0; n < 7; n++) await group('2:2');
    await expectRefusal(group('2:2'), 'InvalidOperation');
  });

  it('leave their outermost group all at once, and it is refused where none is in one', async () => {
    await group('2:6');
    await group('2:3');
    await client.run(async (on) => on.getRange('1:9').ungroup('ByRows'));
    expect(levels()).toEqual({ 1: 1, 2: 1 });
    await client.run(async (on) => on.getRange('1:9').ungroup('ByRows'));
    await expectRefusal(
      client.run(async (on) => on.getRange('1:9').ungroup('ByRows')),
      'InvalidOperation',
    );
  });

  it('stay hidden where a closed group is taken off them', async () => {
    await group('2:3');
    await client.run(async (on) => on.showOutlineLevels(1, 0));
    await client.run(async (on) => on.getRange('2:3').ungroup('ByRows'));
    expect(hidden()).toEqual([1, 2]);
  });

  it('move with whole rows that are put in or taken out above them', async () => {
    await group('4:6');
    await client.run(async (on) => on.showOutlineLevels(1, 0));
    await client.run(async (on) => void on.getRange('2:3').insert('Down'));
    expect([levels(), hidden()]).toEqual([{ 5: 1, 6: 1, 7: 1 }, [5, 6, 7]]);
    await client.run(async (on) => on.getRange('1:6').delete('Up'));
    expect([levels(), hidden()]).toEqual([{ 0: 1, 1: 1 }, [0, 1]]);
  });

  it('are so on a copy of the sheet', async () => {
    await group('2:3');
    await client.run(async (on) => void on.copy('End'));
    expect([...(client.book.sheets.at(-1)?.outline.levels ?? [])]).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});

describe('the levels that show', () => {
  beforeEach(async () => {
    await group('2:6');
    await group('2:3');
  });

  it.each([
    [1, [1, 2, 3, 4, 5]],
    [2, [1, 2]],
    [3, []],
    [8, []],
  ])('%i: the rows deeper than that are hidden', async (count, expected) => {
    await client.run(async (on) => on.showOutlineLevels(count, 0));
    expect(hidden()).toEqual(expected);
  });

  it('0 leave everything as it is, and more than 8 are refused', async () => {
    await client.run(async (on) => on.showOutlineLevels(1, 0));
    await client.run(async (on) => on.showOutlineLevels(0, 0));
    expect(hidden()).toHaveLength(5);
    await expectRefusal(
      client.run(async (on) => on.showOutlineLevels(9, 0)),
      'InvalidArgument',
    );
  });

  it('are told by rowHidden', async () => {
    await client.run(async (on) => on.showOutlineLevels(2, 0));
    const answers = await client.run(async (on, context) => {
      const ranges = ['A2:A3', 'A4', 'A3:A4'].map((address) => on.getRange(address).load('rowHidden'));
      await context.sync();
      return ranges.map((range) => range.rowHidden);
    });
    expect(answers).toEqual([true, false, null]);
  });

  it('change group by group where somebody turns one', () => {
    const [outer] = rowGroups(sheet());
    if (!outer) throw new Error('There is a group.');
    turnGroup(sheet(), outer);
    expect(hidden()).toEqual([1, 2, 3, 4, 5]);
    turnGroup(sheet(), { ...outer, closed: true });
    // The group within it is still closed.
    expect(hidden()).toEqual([1, 2]);
  });
});

describe('a table with rows in closed groups', () => {
  const rows = [['Id'], ['a'], ['b'], ['c']];

  it('is written whole: only a filter keeps rows from being written', async () => {
    await putTable(client, rows);
    await group('2:3');
    await client.run(async (on) => on.showOutlineLevels(1, 0));
    await client.run(async (on) => {
      on.getRange('A2:A4').values = [['x'], ['y'], ['z']];
    });
    expect(await client.values('A2:A4')).toEqual([['x'], ['y'], ['z']]);
  });

  it('shows its rows where a filter over them is taken off', async () => {
    await putTable(client, rows);
    await group('2:3');
    await client.run(async (on) => {
      on.showOutlineLevels(1, 0);
      on.tables.getItem('Clients').columns.getItemAt(0).filter.applyValuesFilter(['c']);
    });
    await client.run(async (on) => on.tables.getItem('Clients').clearFilters());
    expect(hidden()).toEqual([]);
    expect(levels()).toEqual({ 1: 1, 2: 1 });
  });
});
