import { LIMITS, localAddress, parseAddress } from '../address.ts';
import type { Sheet } from '../book.ts';
import { asOneOf, asText, type HostObject, hostObject, isHostObject, type ObjectType } from '../object-type.ts';
import { changeView } from '../protection.ts';
import { invalidArgument } from '../refusal.ts';

export function pageLayoutObject(sheet: Sheet): HostObject {
  return hostObject(PAGE_LAYOUT, sheet);
}

const PAGE_LAYOUT: ObjectType<Sheet> = {
  name: 'PageLayout',
  scalars: { orientation: ({ pageLayout }) => pageLayout.orientation },
  setters: {
    orientation: (sheet, value, host) => {
      const orientation = asOneOf(value, ['Portrait', 'Landscape'], 'orientation');
      changeView(host);
      sheet.pageLayout.orientation = orientation;
    },
  },
  properties: { headersFooters: (sheet) => hostObject(HEADERS_FOOTERS, sheet) },
  methods: {
    setPrintTitleRows: (sheet, [rows], host) => {
      const area = isHostObject(rows) ? rows.range?.area : parseAddress(asText(rows, 'printTitleRows')).area;
      if (!area) throw invalidArgument('setPrintTitleRows takes rows.');
      changeView(host);
      sheet.pageLayout.titleRows = localAddress({ ...area, column: 0, columns: LIMITS.columns });
    },
    getPrintTitleRowsOrNullObject: (sheet, _args, host) =>
      sheet.pageLayout.titleRows === undefined
        ? null
        : host.objects.range(sheet, parseAddress(sheet.pageLayout.titleRows).area),
  },
};

const HEADERS_FOOTERS: ObjectType<Sheet> = {
  name: 'HeaderFooterGroup',
  properties: { defaultForAllPages: (sheet) => hostObject(DEFAULT_FOR_ALL_PAGES, sheet) },
};

const PARTS = ['L', 'C', 'R'] as const;
type Part = (typeof PARTS)[number];

/** One of the three parts of `&Lleft&Ccentre&Rright`, as Excel keeps a header or footer. */
function readPart(text: string, part: Part): string {
  return new RegExp(`&${part}((?:(?!&[LCR]).)*)`, 's').exec(text)?.[1] ?? '';
}

function writePart(text: string, part: Part, value: unknown): string {
  const wanted = asText(value, 'The text');
  const parts = PARTS.map((one) => [one, one === part ? wanted : readPart(text, one)] as const);
  return parts.map(([one, content]) => (content === '' ? '' : `&${one}${content}`)).join('');
}

const DEFAULT_FOR_ALL_PAGES: ObjectType<Sheet> = {
  name: 'HeaderFooter',
  scalars: {
    leftHeader: ({ pageLayout }) => readPart(pageLayout.header ?? '', 'L'),
    centerHeader: ({ pageLayout }) => readPart(pageLayout.header ?? '', 'C'),
    rightHeader: ({ pageLayout }) => readPart(pageLayout.header ?? '', 'R'),
    leftFooter: ({ pageLayout }) => readPart(pageLayout.footer, 'L'),
    centerFooter: ({ pageLayout }) => readPart(pageLayout.footer, 'C'),
    rightFooter: ({ pageLayout }) => readPart(pageLayout.footer, 'R'),
  },
  setters: {
    leftHeader: setter('header', 'L'),
    centerHeader: setter('header', 'C'),
    rightHeader: setter('header', 'R'),
    leftFooter: setter('footer', 'L'),
    centerFooter: setter('footer', 'C'),
    rightFooter: setter('footer', 'R'),
  },
};

function setter(where: 'header' | 'footer', part: Part): NonNullable<ObjectType<Sheet>['setters']>[string] {
  return (sheet, value, host) => {
    changeView(host);
    sheet.pageLayout[where] = writePart(sheet.pageLayout[where] ?? '', part, value);
  };
}
