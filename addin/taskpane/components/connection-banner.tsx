import { WORDS } from '../words.ts';
import { MessageBar } from './message-bar.tsx';
import { usePane } from './pane-context.ts';

/** That there is no way to the service for now; shown where a person would ask it for something. */
export function ConnectionBanner() {
  const pane = usePane();
  const { value } = pane.connection;
  if (value === 'online') return null;
  const words = WORDS.connection;
  return (
    <MessageBar intent="warning" icon="offline" title={words[value]}>
      {value === 'offline' ? words.offlineText : words.unreachableText}
    </MessageBar>
  );
}
