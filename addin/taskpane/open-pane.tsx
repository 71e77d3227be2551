import './no-eval.ts';
import type { VNode } from 'preact';
import { PaneContext } from './components/pane-context.ts';
import { PaneView } from './components/pane-view.tsx';
import type { PaneParts } from './parts.ts';
import { createPane } from './state/create-pane.ts';

/** The pane of somebody who has signed in. Fetched apart from the page: nobody needs it to sign in. */
export function openPane(parts: PaneParts): VNode {
  const pane = createPane(parts);
  return (
    <PaneContext.Provider value={pane}>
      <PaneView />
    </PaneContext.Provider>
  );
}
