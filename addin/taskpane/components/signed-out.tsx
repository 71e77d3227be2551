import type { ComponentType } from 'preact';
import type { SignInCardProps } from '../parts.ts';
import { WORDS } from '../words.ts';
import { Mark } from './icons.tsx';
import { MessageBar } from './message-bar.tsx';

/** Why somebody sees the way in. */
export type WayInWhy = 'start' | keyof typeof WORDS.signIn;

interface SignedOutProps extends SignInCardProps {
  readonly why: WayInWhy;
  readonly Card: ComponentType<SignInCardProps>;
}

/** What HMIS Sheets is, and the way in. */
export function SignedOut({ why, Card, onSignedIn }: SignedOutProps) {
  return (
    <main class="welcome">
      <Mark />
      <h1>{WORDS.product}</h1>
      <p class="description">{WORDS.what}</p>
      {why !== 'start' && (
        <MessageBar intent={why === 'notLoaded' ? 'error' : 'info'} focused>
          {WORDS.signIn[why]}
        </MessageBar>
      )}
      <Card onSignedIn={onSignedIn} />
    </main>
  );
}
