import type { Frame, Page } from 'playwright-core';

/**
 * Windows' four contrast themes as a page is told of them [learn.microsoft.com, "Contrast themes"]: that there is one, and
 * whether it is light or dark. Their colours reach a page by CSS's system colours alone, so that Chromium shows the three
 * dark ones alike; `paintedByUs` holds for the colours of each.
 */
export const CONTRAST_THEMES = [
  ['a light contrast theme (Desert)', 'light'],
  ['a dark contrast theme (Aquatic, Dusk, Night sky)', 'dark'],
] as const;

/**
 * What is painted in a colour of ours where a contrast theme is on, or in two colours of the theme that it does not promise
 * to be readable on each other. Whatever colours a theme has, a page where this finds nothing follows it.
 */
export function paintedByUs(frame: Frame | Page): Promise<string[]> {
  return frame.evaluate(() => {
    const NAMES = [
      ...['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonFace', 'ButtonText', 'ButtonBorder'],
      ...['Field', 'FieldText', 'Highlight', 'HighlightText', 'SelectedItem', 'SelectedItemText', 'GrayText', 'Mark'],
      ...['MarkText', 'AccentColor', 'AccentColorText'],
    ];
    const probe = document.createElement('div');
    probe.style.setProperty('forced-color-adjust', 'none');
    document.body.append(probe);
    const colorOf = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const theme = new Set(NAMES.map(colorOf));
    const grounds = new Set(['Canvas', 'ButtonFace', 'Field', 'Highlight', 'SelectedItem', 'Mark'].map(colorOf));
    probe.remove();
    const isClear = (color: string) => /, 0\)$|^transparent$/.test(color);
    const nameOf = ({ tagName, className, textContent }: Element) =>
      `${tagName} ${typeof className === 'string' ? className : ''} ${textContent?.trim().slice(0, 30)}`;
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility() || element.closest('.visually-hidden')) continue;
      const style = getComputedStyle(element);
      const painted: Record<string, string> = {};
      if ([...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        painted.text = style.color;
      if (!isClear(style.backgroundColor)) painted.ground = style.backgroundColor;
      for (const side of ['Top', 'Right', 'Bottom', 'Left'] as const) {
        const color = style[`border${side}Color`];
        const drawn = style[`border${side}Style`] !== 'none' && style[`border${side}Width`] !== '0px';
        if (drawn && !isClear(color)) painted[`border ${side}`] = color;
      }
      if (element instanceof SVGElement && element.tagName !== 'svg') {
        if (style.fill !== 'none') painted.fill = style.fill;
        if (style.stroke !== 'none') painted.stroke = style.stroke;
      }
      for (const [part, color] of Object.entries(painted)) {
        if (!theme.has(color)) found.push(`${nameOf(element)}: ${part} ${color}`);
      }
      if (painted.ground && !grounds.has(painted.ground) && painted.text) {
        found.push(`${nameOf(element)}: text on ${painted.ground}, which is no ground`);
      }
    }
    return found;
  });
}
