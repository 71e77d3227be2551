import './no-eval.ts';
import type { VNode } from 'preact';
import { PaneContext } from './components/pane-context.ts';
import { PaneView } from './components/pane-view.tsx';
import type { PaneParts } from './parts.ts';
import { createPane } from './state/create-pane.ts';
import type { Pane } from './state/pane.ts';

/** The pane of somebody who has signed in. Fetched apart from the page: nobody needs it to sign in. */
export function openPane(parts: PaneParts): { readonly view: VNode; readonly pane: Pane } {
  const pane = createPane(parts);
  const view = (
    <PaneContext.Provider value={pane}>
      <PaneView />
    </PaneContext.Provider>
  );
  return { view, pane };
}
