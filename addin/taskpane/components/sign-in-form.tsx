import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInCardProps } from '../parts.ts';
import { MessageBar } from './message-bar.tsx';

interface SignInFormProps extends SignInCardProps {
  readonly signIn: () => Promise<void>;
  /** What a person is told of a refusal. */
  readonly sentenceOf: (error: unknown) => string;
  readonly words: { readonly signIn: string; readonly signingIn: string };
  /** True while something is still to be filled in. */
  readonly incomplete?: boolean;
  readonly children?: ComponentChildren;
  /** What stands below the button, by whether the sign-in is on its way. */
  readonly below?: (busy: boolean) => ComponentChildren;
}

/** The way in, whoever lets one in: what must be said, a button, and why it did not work. */
export function SignInForm(props: SignInFormProps) {
  const { signIn, onSignedIn, sentenceOf, words, incomplete = false, children, below } = props;
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setRefused('');
    try {
      await signIn();
      onSignedIn();
    } catch (error) {
      setBusy(false);
      setRefused(sentenceOf(error));
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
      {children}
      <button type="submit" class="button button-primary button-wide" disabled={busy || incomplete}>
        {busy ? words.signingIn : words.signIn}
      </button>
      {below?.(busy)}
    </form>
  );
}
