import { SignInForm } from '../components/sign-in-form.tsx';
import type { SignInCardProps } from '../parts.ts';
import { signInRefusal } from './refusal.ts';
import type { EntraSession } from './session.ts';
import { ENTRA_WORDS } from './words.ts';

/** Signing in with a work account: one button, and what went wrong. */
export function signInCard(session: Pick<EntraSession, 'signIn'>) {
  return function SignInCard({ onSignedIn }: SignInCardProps) {
    return (
      <SignInForm
        signIn={() => session.signIn()}
        onSignedIn={onSignedIn}
        sentenceOf={(error) => signInRefusal(error, []).message}
        words={ENTRA_WORDS}
        below={(busy) => (
          <p class="help" role="status">
            {busy ? ENTRA_WORDS.inWindow : ENTRA_WORDS.about}
          </p>
        )}
      />
    );
  };
}
