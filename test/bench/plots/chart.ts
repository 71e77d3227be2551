/** One small chart: how something grows with what is stored, both axes by powers of ten. */
export interface Chart {
  readonly title: string;
  /** What a value is of, as its axis says it. */
  readonly unit: string;
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const [WIDTH, HEIGHT] = [300, 190];
const MARGIN = { left: 12, right: 18, top: 46, bottom: 26 } as const;
const COLUMNS = 2;

/** Draws charts side by side as one SVG, with every value written at its point. Text takes the page's own color. */
export function svgOf(charts: readonly Chart[], xTitle: string): string {
  const rows = Math.ceil(charts.length / COLUMNS);
  const [width, height] = [COLUMNS * WIDTH, rows * HEIGHT + 20];
  const drawn = charts.map((chart, n) => {
    const [left, top] = [(n % COLUMNS) * WIDTH, Math.floor(n / COLUMNS) * HEIGHT];
    return `<g transform="translate(${left} ${top})">${drawing(chart)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(charts.map(({ title, unit }) => `${title}, ${unit}`).join('; '))}</title>`,
    '<style>',
    'text{font:11px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600;font-size:13px}.quiet{fill:#59636e}',
    '.axis{stroke:#d1d9e0}.line{fill:none;stroke:#0f6cbd;stroke-width:2}.dot{fill:#0f6cbd}',
    '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.quiet{fill:#9198a1}.axis{stroke:#3d444d}',
    '.line{stroke:#62abf5}.dot{fill:#62abf5}}',
    '</style>',
    ...drawn,
    `<text class="quiet" x="${width / 2}" y="${height - 6}" text-anchor="middle">${escaped(xTitle)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function drawing({ title, unit, points }: Chart): string {
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const bottom = HEIGHT - MARGIN.bottom;
  const across = scale(
    sorted.map(({ x }) => x),
    [MARGIN.left + 26, WIDTH - MARGIN.right - 26],
  );
  const up = scale(
    sorted.map(({ y }) => y),
    [bottom - 14, MARGIN.top + 16],
  );
  const at = ({ x, y }: Point) => ({ left: round(across(x)), top: round(up(y)) });
  return [
    `<text class="title" x="${MARGIN.left}" y="18">${escaped(title)}</text>`,
    `<text class="quiet" x="${MARGIN.left}" y="33">${escaped(unit)}</text>`,
    `<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${bottom}" y2="${bottom}"/>`,
    `<polyline class="line" points="${sorted
      .map(at)
      .map(({ left, top }) => `${left},${top}`)
      .join(' ')}"/>`,
    ...sorted.map((point) => {
      const { left, top } = at(point);
      return [
        `<circle class="dot" cx="${left}" cy="${top}" r="3.5"/>`,
        `<text x="${left}" y="${top - 8}" text-anchor="middle">${shortNumber(point.y, 3)}</text>`,
        `<text class="quiet" x="${left}" y="${bottom + 15}" text-anchor="middle">${shortNumber(point.x, 2)}</text>`,
      ].join('');
    }),
  ].join('\n');
}

/** From the smallest to the largest value by powers of ten, and never less than one of them, so that little looks little. */
function scale(values: readonly number[], [from, to]: readonly [number, number]): (value: number) => number {
  const logs = values.map(Math.log10);
  const middle = (Math.min(...logs) + Math.max(...logs)) / 2;
  const half = Math.max(1, Math.max(...logs) - Math.min(...logs)) / 2;
  return (value) => from + ((Math.log10(value) - middle + half) / (2 * half)) * (to - from);
}

/** `1.2 M`, `98 k`, `0.21`, with so many digits that count. */
export function shortNumber(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  if (rounded >= 1e6) return `${rounded / 1e6} M`;
  return rounded >= 1e4 ? `${rounded / 1e3} k` : rounded.toLocaleString('en-US');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
