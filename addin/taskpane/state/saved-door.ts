import type { ServiceAddress } from '../../service/call.ts';
import { createDoor, type Door, type DoorKeeper } from './door.ts';
import type { Saved, SavedParts } from './saved/saved.ts';
import type { Facts } from './session.ts';

interface SavedProps {
  readonly facts: Facts;
}
export type SavedDoor = Door<SavedProps>;

interface SavedDoorKeeper extends DoorKeeper<SavedProps> {
  /** What the part knows and can do, where it is open. */
  opened(): Saved | undefined;
}

interface SavedDoorParts extends Omit<SavedParts, 'client'> {
  readonly service: ServiceAddress;
}

/** The way into the part about saved settings, which the form does not wait for. */
export function createSavedDoor({ service, ...parts }: SavedDoorParts): SavedDoorKeeper {
  let saved: Saved | undefined;
  const { shut, ...keeper } = createDoor<SavedProps>(async () => {
    const { openSaved } = await import('../open-saved.tsx');
    return () => {
      const opened = openSaved(service, parts);
      saved = opened.saved;
      return opened.View;
    };
  });
  return {
    ...keeper,
    opened: () => saved,
    shut: () => {
      saved?.end();
      saved = undefined;
      shut();
    },
  };
}
