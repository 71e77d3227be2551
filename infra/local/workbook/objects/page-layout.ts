import { LIMITS, localAddress, parseAddress } from '../address.ts';
import type { PageZoom, Sheet } from '../book.ts';
import {
  asInteger,
  asNumber,
  asOneOf,
  asText,
  type HostObject,
  hostObject,
  isHostObject,
  type ObjectType,
} from '../object-type.ts';
import { changeView } from '../protection.ts';
import { invalidArgument } from '../refusal.ts';

export function pageLayoutObject(sheet: Sheet): HostObject {
  return hostObject(PAGE_LAYOUT, sheet);
}

const PAGE_LAYOUT: ObjectType<Sheet> = {
  name: 'PageLayout',
  scalars: {
    orientation: ({ pageLayout }) => pageLayout.orientation,
    zoom: ({ pageLayout: { zoom } }) => {
      if (zoom?.kind === 'scale') return { scale: zoom.percent };
      return zoom ? { horizontalFitToPages: zoom.wide, verticalFitToPages: zoom.tall } : { scale: 100 };
    },
  },
  setters: {
    orientation: (sheet, value, host) => {
      const orientation = asOneOf(value, ['Portrait', 'Landscape'], 'orientation');
      changeView(host);
      sheet.pageLayout.orientation = orientation;
    },
    zoom: (sheet, value, host) => {
      const zoom = asZoom(value);
      changeView(host);
      sheet.pageLayout.zoom = zoom;
    },
  },
  properties: { headersFooters: (sheet) => hostObject(HEADERS_FOOTERS, sheet) },
  methods: {
    setPrintTitleRows: (sheet, [rows], host) => {
      const area = isHostObject(rows) ? rows.range?.area : parseAddress(asText(rows, 'printTitleRows')).area;
      if (area?.columns !== LIMITS.columns) throw invalidArgument('setPrintTitleRows takes whole rows.');
      changeView(host);
      sheet.pageLayout.titleRows = localAddress(area);
    },
    setPrintTitleColumns: (sheet, [columns], host) => {
      const area = isHostObject(columns)
        ? columns.range?.area
        : parseAddress(asText(columns, 'printTitleColumns')).area;
      if (area?.rows !== LIMITS.rows) throw invalidArgument('setPrintTitleColumns takes whole columns.');
      changeView(host);
      sheet.pageLayout.titleColumns = localAddress(area);
    },
    getPrintTitleRowsOrNullObject: (sheet, _args, host) =>
      sheet.pageLayout.titleRows === undefined
        ? null
        : host.objects.range(sheet, parseAddress(sheet.pageLayout.titleRows).area),
  },
};

/** By percent, or by pages: the one that is not said is as many as it takes. */
function asZoom(value: unknown): PageZoom {
  const { scale, horizontalFitToPages: wide, verticalFitToPages: tall } = Object(value);
  if (typeof scale === 'number') {
    if (scale < 10 || scale > 400) throw invalidArgument('A page is scaled to 10 to 400 percent.');
    return { kind: 'scale', percent: asNumber(scale, 'scale') };
  }
  return { kind: 'pages', wide: asPages(wide), tall: asPages(tall) };
}

function asPages(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const pages = asInteger(value, 'The number of pages');
  if (pages < 1 || pages > 32_767) throw invalidArgument('A sheet is fitted to 1 to 32,767 pages.');
  return pages;
}

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
