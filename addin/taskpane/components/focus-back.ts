import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For the button that a question stands in for: the question takes the focus when it comes, and gives it back. */
export function useFocusBack(asking: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && !asking) button.current?.focus();
    asked.current = asking;
  }, [asking]);
  return button;
}
