import { useState } from 'preact/hooks';
import { MessageBar } from '../components/message-bar.tsx';
import type { SignInCardProps } from '../parts.ts';
import { signInRefusal } from './refusal.ts';
import type { EntraSession } from './session.ts';
import { ENTRA_WORDS } from './words.ts';

/** Signing in with a work account: one button, and what went wrong. */
export function signInCard(session: Pick<EntraSession, 'signIn'>) {
  return function SignInCard({ onSignedIn }: SignInCardProps) {
    const [refused, setRefused] = useState('');
    const [busy, setBusy] = useState(false);
    const submit = async () => {
      setBusy(true);
      setRefused('');
      try {
        await session.signIn();
        onSignedIn();
      } catch (error) {
        setBusy(false);
        setRefused(signInRefusal(error, []).message);
      }
    };
    return (
      <form
        class="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {refused && (
          <MessageBar intent="error" focused>
            {refused}
          </MessageBar>
        )}
        <button type="submit" class="button button-primary button-wide" disabled={busy}>
          {busy ? ENTRA_WORDS.signingIn : ENTRA_WORDS.signIn}
        </button>
        <p class="help" role="status">
          {busy ? ENTRA_WORDS.inWindow : ENTRA_WORDS.about}
        </p>
      </form>
    );
  };
}
