import { useEffect, useRef } from 'preact/hooks';
import type { Catalog } from '../../../../shared/contract/runs.ts';
import { generateFilePassword } from '../../../../shared/file-password.ts';
import { PII_REASONS } from '../../../../shared/pii-reasons.ts';
import { FILES_WORDS } from '../../files-words.ts';
import { optionsInWords } from '../../language.ts';
import { choicesOf, chosenInWords } from '../../state/choices.ts';
import type { AskForm } from '../../state/files/ask-form.ts';
import type { Asking, Files } from '../../state/files/create-files.ts';
import { WORDS } from '../../words.ts';
import { Field } from '../field.tsx';
import { Picker } from '../picker.tsx';
import { Select } from '../select.tsx';

interface AskFileProps {
  readonly files: Files;
  readonly asking: Asking;
  readonly catalog: Catalog;
}

/** What a person says of the files they want. */
export function AskFile({ files, asking, catalog }: AskFileProps) {
  const { form, errors, sending } = asking;
  const words = FILES_WORDS.form;
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0) place.current?.querySelector<HTMLElement>('[data-invalid]')?.focus();
  }, [errors]);
  const groups = choicesOf(catalog, 'projects', []);
  const day = (name: 'from' | 'to') => (
    <Field name={`file-${name}`} label={words[name]} error={errors[name]}>
      {(control) => (
        <input
          type="date"
          class="input"
          {...control}
          value={form[name]}
          onInput={({ currentTarget }) => files.change({ [name]: currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      ref={place}
      class="fields"
      noValidate
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault();
        void files.ask();
      }}
    >
      {day('from')}
      {day('to')}
      <Picker
        name="file-projects"
        label={words.projects}
        error={errors.projects}
        groups={groups}
        chosen={form.projects}
        value={chosenInWords(groups, form.projects, WORDS.list.all.projects)}
        none={WORDS.list.noneChosen}
        set={(projects) => files.change({ projects })}
      />
      <Field name="file-reason" label={words.reason} error={errors.reason}>
        {(control) => (
          <Select
            {...control}
            value={form.reason}
            options={[['', words.choose], ...optionsInWords(PII_REASONS)]}
            onChoose={(reason) => files.change({ reason })}
          />
        )}
      </Field>
      <Field name="file-protection" label={words.protection}>
        {(control) => (
          <Select
            {...control}
            value={form.protection}
            options={[
              ['own', words.own],
              ['generate', words.generate],
              ['waive', words.waive],
            ]}
            onChoose={(protection) => files.change({ protection: protection as AskForm['protection'] })}
          />
        )}
      </Field>
      <Protection files={files} asking={asking} />
      <div class="buttons">
        <button type="submit" class="button button-primary" disabled={sending}>
          {sending ? words.asking : words.submit}
        </button>
        <button type="button" class="button" disabled={sending} onClick={files.stopAsking}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function Protection({ files, asking: { form, errors } }: Pick<AskFileProps, 'files' | 'asking'>) {
  const words = FILES_WORDS.form;
  if (form.protection === 'waive') return <p class="help">{words.waiver}</p>;
  if (form.protection === 'generate') {
    return (
      <>
        <Field name="file-generated" label={words.generated} help={words.generatedHelp}>
          {(control) => <input type="text" class="input" readOnly {...control} value={form.generated} />}
        </Field>
        <button
          type="button"
          class="button button-small"
          onClick={() => files.change({ generated: generateFilePassword((bytes) => crypto.getRandomValues(bytes)) })}
        >
          {words.another}
        </button>
      </>
    );
  }
  const secret = (name: 'password' | 'again', label: string, help?: string) => (
    <Field name={`file-${name}`} label={label} help={help} error={errors[name]}>
      {(control) => (
        <input
          type="password"
          class="input"
          autocomplete="new-password"
          maxLength={128}
          {...control}
          value={form[name]}
          onInput={({ currentTarget }) => files.change({ [name]: currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {secret('password', words.password, words.passwordHelp)}
      {secret('again', words.again)}
    </>
  );
}
