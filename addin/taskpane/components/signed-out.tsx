import type { SignedOutWhy } from '../state/session.ts';
import { WORDS } from '../words.ts';
import { Mark } from './icons.tsx';
import { MessageBar } from './message-bar.tsx';
import { usePane } from './pane-context.ts';

/** What HMIS Sheets is, and the way in. */
export function SignedOut({ why }: { readonly why: SignedOutWhy }) {
  const pane = usePane();
  const { SignInCard } = pane;
  return (
    <main class="welcome">
      <Mark />
      <h1>{WORDS.product}</h1>
      <p class="description">{WORDS.what}</p>
      {why !== 'start' && (
        <MessageBar intent="info" focused>
          {WORDS.signIn[why]}
        </MessageBar>
      )}
      <SignInCard onSignedIn={() => void pane.signedIn()} />
    </main>
  );
}
