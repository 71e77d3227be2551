type Rgb = readonly [number, number, number];

/**
 * The colour that a cell's text is drawn in where its format was made for white paper: the one asked for where it reads
 * well on this background (4.5:1), else black or white. Colours as `#RRGGBB`.
 */
export function readableColor(asked: string | undefined, background: string): string {
  const ground = luminance(background);
  if (asked !== undefined && contrast(luminance(asked), ground) >= 4.5) return asked;
  return contrast(1, ground) >= contrast(0, ground) ? '#ffffff' : '#000000';
}

/** WCAG 2.2's contrast ratio of two relative luminances. */
function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = rgb(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function rgb(color: string): Rgb {
  const value = Number.parseInt(color.replace('#', ''), 16) || 0;
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
