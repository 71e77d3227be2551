import { useState } from 'preact/hooks';
import { Field } from '../../../addin/taskpane/components/field.tsx';
import { Select } from '../../../addin/taskpane/components/select.tsx';
import { SignInForm } from '../../../addin/taskpane/components/sign-in-form.tsx';
import type { SignInCardProps } from '../../../addin/taskpane/parts.ts';
import { WORDS } from '../../../addin/taskpane/words.ts';
import { HmisError } from '../../../shared/errors.ts';
import { ROLES } from '../../../shared/roles.ts';
import { LOCAL_PEOPLE } from '../people.ts';
import type { LocalTokens } from './tokens.ts';

const LOCAL_WORDS = {
  as: 'Sign in as',
  about: {
    manager: 'Sees one organization, with names if asked.',
    dqo: 'Sees one organization, with names if asked.',
    coordinator: 'Sees the whole CoC, never names.',
    admin: 'Sees the whole CoC, with names if asked.',
  },
  key: 'Key',
  keyHelp: 'The text after #key= in the address that npm start printed.',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  failed: 'Signing in did not work. Try again.',
} as const;

/** Signing in on one machine: as one of four made-up people. */
export function signInCard(tokens: LocalTokens) {
  return function SignInCard({ onSignedIn }: SignInCardProps) {
    const [as, setAs] = useState<(typeof ROLES)[number]>('manager');
    const [key, setKey] = useState('');
    const asks = !tokens.hasSecret;
    return (
      <SignInForm
        signIn={() => tokens.signIn(as, asks ? key.trim() : undefined)}
        onSignedIn={onSignedIn}
        sentenceOf={(error) => (error instanceof HmisError ? error.message : LOCAL_WORDS.failed)}
        words={LOCAL_WORDS}
        incomplete={asks && key.trim() === ''}
      >
        <Field name="as" label={LOCAL_WORDS.as} help={LOCAL_WORDS.about[as]}>
          {(control) => (
            <Select
              {...control}
              value={as}
              options={ROLES.map((role) => [role, `${LOCAL_PEOPLE[role].name}, ${WORDS.roles[role]}`] as const)}
              onChoose={(role) => setAs(ROLES.find((one) => one === role) ?? 'manager')}
            />
          )}
        </Field>
        {asks && (
          <Field name="key" label={LOCAL_WORDS.key} help={LOCAL_WORDS.keyHelp}>
            {(control) => (
              <input
                type="password"
                class="input"
                autocomplete="off"
                {...control}
                value={key}
                onInput={(event) => setKey(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
      </SignInForm>
    );
  };
}
