import { offsetOf } from './axis.ts';
import { chartElements } from './chart-drawing.ts';
import { make } from './element.ts';
import type { Grid } from './grid.ts';
import { RULERS } from './layout.ts';

/** A sheet's charts over its cells: beside the grid, which holds rows and nothing else, and moved along as it scrolls. */
export function createChartLayer(element: HTMLElement, grid: () => Grid): { draw(fresh: boolean): void } {
  const moved = make('div', { className: 'charts-moved' });
  element.append(moved);
  return {
    draw(fresh) {
      const { sheet, layout, element: scrolled } = grid();
      if (fresh) moved.replaceChildren(...chartElements(sheet, layout.hidden));
      element.hidden = sheet.charts.length === 0;
      if (element.hidden) return;
      // Only over what scrolls: neither over the rulers nor over what is frozen.
      const top = RULERS.height + offsetOf(layout.rows, layout.frozen.rows);
      const left = RULERS.width + offsetOf(layout.columns, layout.frozen.columns);
      element.style.inset = `${top + 1}px 0 0 ${scrolled.offsetLeft + left}px`;
      const [x, y] = [RULERS.width - left - scrolled.scrollLeft, RULERS.height - top - scrolled.scrollTop];
      moved.style.transform = `translate(${x}px, ${y}px)`;
    },
  };
}
