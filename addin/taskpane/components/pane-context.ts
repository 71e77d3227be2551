import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Pane } from '../state/pane.ts';

export const PaneContext = createContext<Pane | undefined>(undefined);

/** The pane that a component is part of; throws where it is part of none. */
export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error('This component is not inside a pane.');
  return pane;
}
