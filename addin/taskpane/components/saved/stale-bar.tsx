import { SAVED_WORDS } from '../../saved-words.ts';
import type { Panel, Saved } from '../../state/saved/saved.ts';
import { MessageBar } from '../message-bar.tsx';

interface StaleBarProps {
  readonly saved: Saved;
  readonly panel: Panel & { readonly is: 'stale' };
  readonly off: boolean;
}

/** Somebody else saved or deleted the setting meanwhile: the person says which one is to stay. */
export function StaleBar({ saved, panel: { name, mine, theirs }, off }: StaleBarProps) {
  const words = SAVED_WORDS.stale;
  return (
    <MessageBar
      intent="warning"
      title={words.title(name)}
      focused
      actions={
        theirs ? (
          <>
            <button type="button" class="button" disabled={off} onClick={() => void saved.settle('theirs')}>
              {words.theirs}
            </button>
            {mine && (
              <button type="button" class="button" disabled={off} onClick={() => void saved.settle('mine')}>
                {words.mine}
              </button>
            )}
          </>
        ) : (
          <button type="button" class="button" onClick={saved.startSaving}>
            {SAVED_WORDS.save}
          </button>
        )
      }
      onDismiss={saved.close}
    >
      {theirs ? words.text(theirs) : words.gone}
    </MessageBar>
  );
}
