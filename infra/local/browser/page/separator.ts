import { byId } from './element.ts';

/** Widths of the task pane, px: Excel's standard, and how far it can be drawn. */
export const PANE_WIDTH = { standard: 350, min: 320, max: 600, step: 10 } as const;

/** The width after a key on the separator left of the pane; undefined where the key moves nothing. */
export function widthAfterKey(width: number, key: string): number | undefined {
  const { min, max, step } = PANE_WIDTH;
  switch (key) {
    case 'ArrowLeft':
      return within(width + step);
    case 'ArrowRight':
      return within(width - step);
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return undefined;
  }
}

function within(width: number): number {
  return Math.min(Math.max(Math.round(width), PANE_WIDTH.min), PANE_WIDTH.max);
}

/** Lets the pane be made wider and narrower, by mouse and by keyboard. */
export function setUpSeparator(): void {
  const separator = byId('separator', HTMLElement);
  const pane = byId('pane', HTMLElement);
  let width: number = PANE_WIDTH.standard;
  const set = (next: number) => {
    width = next;
    // In a narrow window the pane lies below the sheet, and the style sheet says how wide.
    pane.style.flexBasis = `${width}px`;
    separator.ariaValueNow = String(width);
    separator.ariaValueText = `${width} pixels`;
  };
  separator.role = 'separator';
  separator.tabIndex = 0;
  separator.ariaOrientation = 'vertical';
  separator.ariaLabel = 'Width of the task pane';
  separator.setAttribute('aria-controls', pane.id);
  separator.ariaValueMin = String(PANE_WIDTH.min);
  separator.ariaValueMax = String(PANE_WIDTH.max);
  set(width);

  separator.addEventListener('keydown', (event) => {
    const next = widthAfterKey(width, event.key);
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  });
  separator.addEventListener('dblclick', () => set(PANE_WIDTH.standard));
  separator.addEventListener('pointerdown', (event) => {
    // Else the pane's frame would take the pointer as soon as it is over it.
    separator.setPointerCapture(event.pointerId);
    separator.classList.add('dragged');
    const [from, at] = [width, event.clientX];
    const move = ({ clientX }: PointerEvent) => set(within(from + at - clientX));
    separator.addEventListener('pointermove', move);
    separator.addEventListener(
      'lostpointercapture',
      () => {
        separator.removeEventListener('pointermove', move);
        separator.classList.remove('dragged');
      },
      { once: true },
    );
  });
}
