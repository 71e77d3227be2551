import type { Gone } from '../../../../shared/contract/saved.ts';
import type { Parameters } from '../../../../shared/parameter.ts';
import { translated } from '../../language.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import { MessageBar } from '../message-bar.tsx';

interface GoneBarProps {
  readonly gone: readonly Gone[];
  readonly parameters: Parameters;
  readonly onDismiss: () => void;
}

/** What of a setting could not be filled in. */
export function GoneBar({ gone, parameters, onDismiss }: GoneBarProps) {
  const words = SAVED_WORDS.gone;
  return (
    <MessageBar intent="warning" title={words.title} onDismiss={onDismiss}>
      {gone.map(({ parameter, what }) => (
        <p key={parameter}>{words.kinds[what](translated(parameters[parameter]?.label ?? parameter))}</p>
      ))}
    </MessageBar>
  );
}
