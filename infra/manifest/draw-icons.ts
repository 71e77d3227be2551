import { writeFileSync } from 'node:fs';
import { requireNode24 } from '../local/node-version.ts';
import { ICONS, type PICTURES } from './icons.ts';
import { type Pixel, squarePng } from './png.ts';

/** Points a pixel is looked at, each way, so that edges are smooth. */
const FINE = 8;

const TEAL: Pixel = [15, 108, 108, 255];
/** What stands on the ribbon's own ground, white or nearly black: 3:1 and more on both. */
const ON_RIBBON: Pixel = [24, 134, 134, 255];
const RED: Pixel = [205, 60, 66, 255];
const WHITE: Pixel = [255, 255, 255, 255];
const CLEAR: Pixel = [0, 0, 0, 0];

/** What each picture shows at a point; x and y run from 0 to 1, y downwards. */
const COLOR_AT: Readonly<Record<(typeof PICTURES)[number], (x: number, y: number) => Pixel>> = {
  icon: house,
  refresh: (x, y) => (inArrows(x, y, { x: 0.5, y: 0.5 }, 0.36) ? ON_RIBBON : CLEAR),
  'refresh-all': (x, y) => {
    // Two sheets, and the arrows over the corner of the front one.
    const arrows = { x: 0.66, y: 0.66 };
    if (inArrows(x, y, arrows, 0.26)) return ON_RIBBON;
    if (Math.hypot(x - arrows.x, y - arrows.y) < 0.38) return CLEAR;
    return onFrame(x, y, 0.06, 0.06, 0.5, 0.56) || onFrame(x, y, 0.2, 0.2, 0.66, 0.72) ? ON_RIBBON : CLEAR;
  },
  remove: (x, y) => {
    // A sheet, and a cross over its corner.
    const [cx, cy] = [Math.abs(x - 0.7), Math.abs(y - 0.7)];
    if (Math.max(cx, cy) < 0.24 && Math.abs(cx - cy) < 0.085) return RED;
    if (Math.max(cx, cy) < 0.31) return CLEAR;
    const ruled = within(x, y, 0.08, 0.34, 0.84, 0.42) || within(x, y, 0.4, 0.08, 0.48, 0.88);
    return onFrame(x, y, 0.08, 0.08, 0.84, 0.88) || ruled ? ON_RIBBON : CLEAR;
  },
};

/** A house over two rows of cells, white on a rounded square. */
function house(x: number, y: number): Pixel {
  if (!inRoundedSquare(x, y)) return CLEAR;
  const roof = y >= 0.16 && y < 0.46 && Math.abs(x - 0.5) <= (y - 0.16) * 1.15;
  const wall = within(x, y, 0.22, 0.46, 0.78, 0.84);
  const ruled = y >= 0.46 && (between(y, 0.46, 0.52) || between(y, 0.65, 0.71) || between(x, 0.47, 0.53));
  return (roof || wall) && !ruled ? WHITE : TEAL;
}

function inRoundedSquare(x: number, y: number): boolean {
  const radius = 0.18;
  const [dx, dy] = [Math.max(radius - x, x - 1 + radius, 0), Math.max(radius - y, y - 1 + radius, 0)];
  return dx * dx + dy * dy <= radius * radius;
}

/** Two arrows that follow each other round a circle. */
function inArrows(x: number, y: number, middle: { readonly x: number; readonly y: number }, radius: number): boolean {
  const [dx, dy] = [x - middle.x, y - middle.y];
  const distance = Math.hypot(dx, dy);
  // The lower arrow is the upper one turned by half a circle: degrees clockwise from the left.
  const turned = (Math.atan2(dy, dx) * 180) / Math.PI + 180;
  const angle = turned % 180;
  const arc = Math.abs(distance - radius) < radius * 0.15 && between(angle, 14, 130);
  const ahead = (angle - 122) / 48;
  const head = between(ahead, 0, 1) && Math.abs(distance - radius) < radius * 0.42 * (1 - ahead);
  return arc || head;
}

/** On the edge of a sheet of paper. */
function onFrame(x: number, y: number, left: number, top: number, right: number, bottom: number): boolean {
  const line = 0.08;
  const inner = within(x, y, left + line, top + line, right - line, bottom - line);
  return within(x, y, left, top, right, bottom) && !inner;
}

function within(x: number, y: number, left: number, top: number, right: number, bottom: number): boolean {
  return between(x, left, right) && between(y, top, bottom);
}

function between(value: number, from: number, to: number): boolean {
  return value >= from && value < to;
}

type ColorAt = (x: number, y: number) => Pixel;

function smoothed(size: number, colorAt: ColorAt, column: number, row: number): Pixel {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < FINE * FINE; i++) {
    const x = (column + ((i % FINE) + 0.5) / FINE) / size;
    const y = (row + (Math.floor(i / FINE) + 0.5) / FINE) / size;
    const [red, green, blue, opacity] = colorAt(x, y);
    const shares = [red * opacity, green * opacity, blue * opacity, opacity];
    for (const [channel, share] of shares.entries()) sum[channel] = (sum[channel] ?? 0) + share;
  }
  const [red = 0, green = 0, blue = 0, opacity = 0] = sum;
  const colour = (channel: number) => (opacity === 0 ? 0 : Math.round(channel / opacity));
  return [colour(red), colour(green), colour(blue), Math.round(opacity / (FINE * FINE))];
}

requireNode24();
for (const name of ICONS) {
  const [, picture = '', pixels] = /^(.+)-(\d+)$/.exec(name) ?? [];
  const size = Number(pixels);
  const colorAt = COLOR_AT[picture as keyof typeof COLOR_AT];
  const png = squarePng(size, (column, row) => smoothed(size, colorAt, column, row));
  writeFileSync(new URL(`../../addin/assets/${name}.png`, import.meta.url), png);
}
