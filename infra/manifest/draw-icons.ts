import { writeFileSync } from 'node:fs';
import { requireNode24 } from '../local/node-version.ts';
import { type Pixel, squarePng } from './png.ts';

/** The sizes that the manifest names: three on the ribbon, two in the lists of add-ins. */
const SIZES = [16, 32, 64, 80];

/** Points a pixel is looked at, each way, so that edges are smooth. */
const FINE = 8;

const TEAL: Pixel = [15, 108, 108, 255];
const WHITE: Pixel = [255, 255, 255, 255];
const CLEAR: Pixel = [0, 0, 0, 0];

/** A house over two rows of cells, white on a rounded square; x and y run from 0 to 1, y downwards. */
function colorAt(x: number, y: number): Pixel {
  if (!inRoundedSquare(x, y)) return CLEAR;
  const roof = y >= 0.16 && y < 0.46 && Math.abs(x - 0.5) <= (y - 0.16) * 1.15;
  const wall = y >= 0.46 && y < 0.84 && x >= 0.22 && x < 0.78;
  const ruled = y >= 0.46 && (between(y, 0.46, 0.52) || between(y, 0.65, 0.71) || between(x, 0.47, 0.53));
  return (roof || wall) && !ruled ? WHITE : TEAL;
}

function inRoundedSquare(x: number, y: number): boolean {
  const radius = 0.18;
  const [dx, dy] = [Math.max(radius - x, x - 1 + radius, 0), Math.max(radius - y, y - 1 + radius, 0)];
  return dx * dx + dy * dy <= radius * radius;
}

function between(value: number, from: number, to: number): boolean {
  return value >= from && value < to;
}

function smoothed(size: number, column: number, row: number): Pixel {
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
for (const size of SIZES) {
  const png = squarePng(size, (column, row) => smoothed(size, column, row));
  writeFileSync(new URL(`../../addin/assets/icon-${size}.png`, import.meta.url), png);
}
