import './no-eval.ts';
import { render } from 'preact';
import { PaneContext } from './components/pane-context.ts';
import { PaneView } from './components/pane-view.tsx';
import type { PaneParts } from './parts.ts';
import { createPane } from './state/create-pane.ts';

/** Starts the pane in the page's body, over the parts of the place it runs in. */
export function startPane(parts: PaneParts): void {
  const pane = createPane(parts);
  document.body.replaceChildren();
  render(
    <PaneContext.Provider value={pane}>
      <PaneView />
    </PaneContext.Provider>,
    document.body,
  );
}
