import { useLayoutEffect, useRef } from 'preact/hooks';
import { SETTING_NAME_LENGTH } from '../../../../shared/contract/saved.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import type { Form } from '../../state/form.ts';
import { type Draft, type DraftErrors, datesInWords, ownersFor, remarksOn } from '../../state/saved/draft.ts';
import type { Saved } from '../../state/saved/saved.ts';
import type { Dates } from '../../state/saved/saved-form.ts';
import type { Facts } from '../../state/session.ts';
import { Field } from '../field.tsx';
import { Select } from '../select.tsx';

interface SaveFormProps {
  readonly saved: Saved;
  readonly facts: Facts;
  readonly form: Form;
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly off: boolean;
}

/** Under which name, for whom, and whether the dates move on. No form of its own: it stands in that of the report. */
export function SaveForm({ saved, facts, form, draft, errors, off }: SaveFormProps) {
  const words = SAVED_WORDS.form;
  const place = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    const first = Object.keys(errors).length > 0 ? '[data-invalid]' : 'input';
    place.current?.querySelector<HTMLElement>(first)?.focus();
  }, [errors]);
  const owners = ownersFor(facts);
  const dates = datesInWords(form);
  const remarks = remarksOn(form);
  return (
    <fieldset ref={place} class="saved-panel">
      <legend class="visually-hidden">{words.title}</legend>
      <Field name="saved-name" label={words.name} help={words.nameHelp} error={errors.name}>
        {(control) => (
          <input
            type="text"
            class="input"
            autocomplete="off"
            maxLength={SETTING_NAME_LENGTH}
            {...control}
            value={draft.name}
            onInput={({ currentTarget }) => saved.draft({ name: currentTarget.value })}
            onKeyDown={(event) => onKey(event, () => void saved.submit(), saved.close)}
          />
        )}
      </Field>
      {owners.length > 0 && (
        <Field name="saved-owner" label={words.owner} error={errors.owner}>
          {(control) => (
            <Select
              {...control}
              value={draft.organization ?? ''}
              options={[['', words.onlyMe], ...owners.map(({ id, name }) => [id, name || id] as const)]}
              onChoose={(id) => saved.draft({ organization: id === '' ? null : id })}
            />
          )}
        </Field>
      )}
      {dates.length > 0 && (
        <Field name="saved-dates" label={words.dates}>
          {(control) => (
            <Select
              {...control}
              value={draft.dates}
              options={dates}
              onChoose={(chosen) => saved.draft({ dates: chosen as Dates })}
            />
          )}
        </Field>
      )}
      {remarks && <p class="help">{remarks}</p>}
      <div class="buttons">
        <button type="button" class="button button-primary" disabled={off} onClick={() => void saved.submit()}>
          {saved.working.value ? words.saving : words.submit}
        </button>
        <button type="button" class="button" onClick={saved.close}>
          {SAVED_WORDS.cancel}
        </button>
      </div>
    </fieldset>
  );
}

/** Enter would run the report whose form this stands in. */
export function onKey(event: KeyboardEvent, save: () => void, close: () => void): void {
  if (event.key !== 'Enter' && event.key !== 'Escape') return;
  event.preventDefault();
  if (event.key === 'Enter') save();
  else close();
}
