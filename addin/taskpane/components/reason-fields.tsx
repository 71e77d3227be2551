import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import { optionsInWords } from '../language.ts';
import type { Reason } from '../state/reason.ts';
import { OWN_REASON } from '../state/reason.ts';
import { WORDS } from '../words.ts';
import { Field } from './field.tsx';
import { Select } from './select.tsx';

interface ReasonFieldsProps {
  readonly reason: Reason;
  readonly error: string | undefined;
  readonly set: (change: Partial<Reason>) => void;
}

/** Why names are needed: one of the usual reasons, or a person's own words. */
export function ReasonFields({ reason: { choice, words }, error, set }: ReasonFieldsProps) {
  const own = choice === OWN_REASON;
  return (
    <>
      <Field name={own ? 'reason-choice' : 'reason'} label={WORDS.pii.reason} error={own ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            value={choice}
            options={[['', WORDS.pii.choose], ...optionsInWords(PII_REASONS), [OWN_REASON, WORDS.pii.own]]}
            onChoose={(key) => set({ choice: key })}
          />
        )}
      </Field>
      {own && (
        <Field name="reason" label={WORDS.pii.ownLabel} help={WORDS.pii.ownHelp} error={error}>
          {(control) => (
            <input
              type="text"
              class="input"
              autocomplete="off"
              maxLength={100}
              {...control}
              value={words}
              onInput={(event) => set({ words: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
