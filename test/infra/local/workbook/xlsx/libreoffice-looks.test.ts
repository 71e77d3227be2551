import { beforeAll, describe, expect, it } from 'vitest';
import { type RunningExcel, startExcel } from '../../../../../infra/local/workbook/excel-in-node.ts';
import { documentOf, findLibreOffice } from '../../../../libreoffice.ts';
import { xlsxOf } from './open-book.ts';

const soffice = findLibreOffice();

/** What an add-in makes beyond cells and tables, by Microsoft's own client library. */
async function madeByClient(): Promise<RunningExcel> {
  const excel = startExcel();
  await excel.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.name = 'By program';
    sheet.getRange('A1:C6').values = [
      ['Level', 'Starts', 'Exits'],
      ['Client', 1, 0],
      ['Client', 1, 1],
      ['Program', 2, 1],
      ['Program', 0, 0],
      ['Total', 2, 1],
    ];
    sheet.getRange('2:5').group('ByRows');
    sheet.getRange('2:3').group('ByRows');
    sheet.showOutlineLevels(2, 0);
    const { custom } = sheet.getRange('A2:C1048576').conditionalFormats.add('Custom');
    custom.rule.formula = '=$A2="Total"';
    custom.format.font.bold = true;
    custom.format.fill.color = '#D9D9D9';
    custom.format.borders.getItem('EdgeTop').style = 'Continuous';
    const { pageLayout } = sheet;
    pageLayout.orientation = 'Landscape';
    pageLayout.zoom = { horizontalFitToPages: 1 };
    pageLayout.setPrintTitleRows('$1:$1');
    pageLayout.headersFooters.defaultForAllPages.rightFooter = 'Page &P of &N';
    const chart = sheet.charts.add('ColumnClustered', sheet.getRange('A1:C6'), 'Columns');
    chart.title.text = 'Starts & exits';
    chart.axes.valueAxis.title.text = 'Stays';
    chart.series.getItemAt(0).format.fill.setSolidColor('#16325C');
    await context.sync();
  });
  return excel;
}

describe.runIf(soffice !== undefined)('what a saved workbook has beyond its cells, as LibreOffice opens it', () => {
  let text: string;
  beforeAll(async () => {
    const { book } = await madeByClient();
    text = await documentOf(soffice ?? '', await xlsxOf(book));
  }, 120_000);

  /** What of the document fits: all of it would be too much to read in a failure. */
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, ...groups]) => groups.join(' '));

  it('is groups of rows in groups, those that are closed hidden', () => {
    const groups = found(/<(\/?table:table-row-group[^>]*)>/g);
    const [outer, inner] = ['table:table-row-group', 'table:table-row-group table:display="false"'];
    expect(groups).toEqual([outer, inner, `/${outer}`, `/${outer}`]);
    expect(found(/(table:visibility="collapse")/g)).toHaveLength(2);
  });

  it('is a rule with its formula and look', () => {
    expect(found(/<calcext:condition [^>]*calcext:value="([^"]*)"/g)).toEqual(['formula-is([.$A2]=&quot;Total&quot;)']);
    const [style = ''] = found(/(<style:style style:name="ConditionalStyle_[^"]*1"[\s\S]*?<\/style:style>)/g);
    expect(style).toContain('fo:background-color="#d9d9d9"');
    expect(style).toContain('fo:font-weight="bold"');
    expect(style).toMatch(/fo:border-top="[^"]*solid #000000"/);
  });

  it('is a page that is one wide, with its header row and footer', () => {
    expect(found(/(style:scale-to-X="1")/g)).not.toEqual([]);
    expect(found(/(style:print-orientation="landscape")/g)).not.toEqual([]);
    expect(found(/(<table:table-header-rows>)/g)).not.toEqual([]);
    expect(found(/Page (?:<[^>]*>)*<(text:page-number)>[\s\S]*?of (?:<[^>]*>)*<(text:page-count)>/g)).toHaveLength(1);
  });

  it('is a chart with its title, axes, series and colours', () => {
    expect(found(/<chart:series [^>]*values-cell-range-address="([^"]*)" chart:label-cell-address="([^"]*)"/g)).toEqual(
      [
        '&apos;By program&apos;.B2:&apos;By program&apos;.B6 &apos;By program&apos;.B1:&apos;By program&apos;.B1',
        '&apos;By program&apos;.C2:&apos;By program&apos;.C6 &apos;By program&apos;.C1:&apos;By program&apos;.C1',
      ],
    );
    expect(found(/(Starts &amp; exits)/g)).toHaveLength(1);
    expect(found(/(draw:fill-color="#16325c")/g)).not.toEqual([]);
    expect(found(/<text:p>(Stays)<\/text:p>/g)).toHaveLength(1);
  });
});
