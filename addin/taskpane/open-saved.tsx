import type { ComponentType } from 'preact';
import type { ServiceAddress } from '../service/call.ts';
import { createSavedClient } from '../service/saved-client.ts';
import { SavedPart } from './components/saved/saved-part.tsx';
import { createSaved } from './state/saved/create-saved.ts';
import type { Saved, SavedParts } from './state/saved/saved.ts';
import type { Facts } from './state/session.ts';

/** The pane's part about saved settings, above a report's choices. Fetched once the form is there. */
export function openSaved(
  service: ServiceAddress,
  parts: Omit<SavedParts, 'client'>,
): { readonly View: ComponentType<{ readonly facts: Facts }>; readonly saved: Saved } {
  const saved = createSaved({ ...parts, client: createSavedClient(service) });
  return {
    View: function SavedSettings({ facts }) {
      return <SavedPart saved={saved} facts={facts} />;
    },
    saved,
  };
}
