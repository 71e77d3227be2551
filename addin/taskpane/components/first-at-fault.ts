import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A form whose first field at fault takes the focus whenever `mendings`, which counts such finds, has grown. */
export function useFirstAtFault(mendings: number): RefObject<HTMLFormElement | null> {
  const root = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mendings > 0) root.current?.querySelector<HTMLElement>('[data-invalid]')?.focus();
  }, [mendings]);
  return root;
}
