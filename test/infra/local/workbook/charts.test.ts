import { beforeEach, describe, expect, it } from 'vitest';
import { drawnSeries } from '../../../../infra/local/workbook/charts.ts';
import { type Client, expectRefusal, startClient } from './client.ts';

let client: Client;
beforeEach(async () => {
  client = startClient();
  await client.run(async (on) => {
    on.getRange('A1:C4').values = [
      ['Band', 'Starts', 'Exits'],
      ["'0 days", 3, 1],
      ["'1-3 days", 5, 2],
      ["'11+ days", 0, 4],
    ];
  });
});

const sheet = () => client.book.activeSheet;
const chart = () => {
  const [first] = sheet().charts;
  if (!first) throw new Error('There is a chart.');
  return first;
};
const drawn = (hidden: readonly number[] = []) =>
  chart().series.map((series) => drawnSeries(sheet(), series, new Set(hidden)));

async function add(address: string, by: 'Auto' | 'Columns' | 'Rows' = 'Columns'): Promise<void> {
  await client.run(async (on) => {
    const made = on.charts.add('ColumnClustered', on.getRange(address), by);
    made.name = 'Records';
    made.title.text = 'Time for record entry';
    made.axes.valueAxis.title.text = 'Records';
    made.axes.categoryAxis.title.text = 'Days';
    made.legend.position = 'Top';
    made.setPosition('E2', 'H11');
  });
}

describe('a chart', () => {
  it('has a series a column, named by its header, over the texts of the first one', async () => {
    await add('A1:C4');
    expect(drawn()).toEqual([
      {
        name: 'Starts',
        points: [
          { category: '0 days', value: 3 },
          { category: '1-3 days', value: 5 },
          { category: '11+ days', value: 0 },
        ],
      },
      expect.objectContaining({ name: 'Exits' }),
    ]);
    expect(chart()).toMatchObject({
      name: 'Records',
      title: 'Time for record entry',
      valueAxis: { title: 'Records' },
      categoryAxis: { title: 'Days' },
      legend: { visible: true, position: 'Top' },
      // Four columns of 48 points, ten rows of 15.
      ...{ left: 192, top: 15, width: 192, height: 150 },
    });
  });

  it('has a series a row where that is asked for', async () => {
    await add('A1:C4', 'Rows');
    expect(drawn().map(({ name }) => name)).toEqual(['0 days', '1-3 days', '11+ days']);
    expect(drawn()[1]?.points).toEqual([
      { category: 'Starts', value: 5 },
      { category: 'Exits', value: 2 },
    ]);
  });

  it('numbers what has no names', async () => {
    await add('B2:C4');
    expect(drawn().map(({ name, points }) => [name, points[0]?.category])).toEqual([
      ['Series1', '1'],
      ['Series2', '1'],
    ]);
  });

  it('shows what stands in its cells now, and no hidden row', async () => {
    await add('A1:C4');
    await client.run(async (on) => {
      on.getRange('B2').values = [[7]];
    });
    expect(drawn([2])[0]?.points).toEqual([
      { category: '0 days', value: 7 },
      { category: '11+ days', value: 0 },
    ]);
  });

  it('is found by its name, given other data, and deleted', async () => {
    await add('A1:C4');
    await client.run(async (on) => on.charts.getItem('Records').setData(on.getRange('A1:B4'), 'Columns'));
    expect(drawn()).toHaveLength(1);
    const missing = await client.run(async (on, context) => {
      on.charts.getItem('Records').delete();
      const gone = on.charts.getItemOrNullObject('Records');
      await context.sync();
      return gone.isNullObject;
    });
    expect(missing).toBe(true);
    await expectRefusal(
      client.run(async (on) => on.charts.getItem('Records').delete()),
      'ItemNotFound',
    );
  });

  it('takes colours, gaps and labels series by series', async () => {
    await add('A1:C4');
    await client.run(async (on) => {
      const series = on.charts.getItemAt(0).series.getItemAt(1);
      series.format.fill.setSolidColor('#8FB8DE');
      series.gapWidth = 60;
      series.hasDataLabels = true;
    });
    expect(chart().series[1]).toMatchObject({ fill: '#8FB8DE', gapWidth: 60, dataLabels: true });
    await expectRefusal(
      client.run(async (on) => {
        on.charts.getItemAt(0).series.getItemAt(2).gapWidth = 60;
      }),
      'InvalidArgument',
    );
  });

  it('is refused by name where the host does not draw its kind', async () => {
    await expectRefusal(
      client.run(async (on) => void on.charts.add('Pie', on.getRange('A1:B4'))),
      'NotImplemented',
    );
  });

  it('is copied with its sheet, as a chart of its own', async () => {
    await add('A1:C4');
    await client.run(async (on) => void on.copy('End'));
    const copy = client.book.sheets.at(-1)?.charts[0];
    expect(copy).toMatchObject({ name: 'Records' });
    expect(copy?.id).not.toBe(chart().id);
  });
});
