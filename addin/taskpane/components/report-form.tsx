import { useEffect } from 'preact/hooks';
import { translated } from '../language.ts';
import { changedCount, type Form } from '../state/form.ts';
import { layoutOf } from '../state/layout.ts';
import type { Facts } from '../state/session.ts';
import { WORDS } from '../words.ts';
import { Commands } from './commands.tsx';
import { Field } from './field.tsx';
import { useFirstAtFault } from './first-at-fault.ts';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';
import { ParameterField } from './parameter-field.tsx';
import { PiiField } from './pii-field.tsx';
import { RangeField } from './range-field.tsx';
import { Select } from './select.tsx';

/** A report's choices, made from its parameters. */
export function ReportForm({ form, facts }: { readonly form: Form; readonly facts: Facts }) {
  const pane = usePane();
  const root = useFirstAtFault(pane.mendings.value);
  const { report } = form;
  const layout = layoutOf(report.parameters);
  const set = changedCount(form, layout.more);
  const changed = changedCount(form, Object.keys(report.parameters)) > 0;
  const moreAtFault = layout.more.some((name) => form.errors[name]);
  const field = (name: string) =>
    layout.range && name === 'from' ? (
      <RangeField key={name} form={form} />
    ) : (
      <ParameterField key={name} name={name} form={form} catalog={facts.catalog} />
    );
  return (
    <form
      ref={root}
      class="form"
      noValidate
      aria-labelledby="report-title"
      onSubmit={(event) => {
        event.preventDefault();
        pane.start();
      }}
    >
      <div class="fields">
        {facts.reports.length > 1 && (
          <Field name="report" label={WORDS.form.report}>
            {(control) => (
              <Select
                {...control}
                value={report.id}
                options={facts.reports.map(({ id, title }) => [id, translated(title)] as const)}
                onChoose={(id) => void pane.chooseReport(id)}
              />
            )}
          </Field>
        )}
        <div class="title">
          <h1 id="report-title" tabIndex={-1}>
            {translated(report.title)}
          </h1>
          <button
            type="button"
            class="button-subtle"
            aria-label={WORDS.form.resetLabel}
            disabled={!changed}
            onClick={pane.reset}
          >
            <Icon name="reset" />
            {WORDS.form.reset}
          </button>
          <p class="description">{translated(report.description)}</p>
        </div>
        <SavedPlace facts={facts} />
        {layout.shown.map(field)}
        {layout.more.length > 0 && (
          <details class="more" {...(moreAtFault && { open: true })}>
            <summary>
              <Icon name="chevron" />
              {WORDS.form.more}
              {set > 0 && <span class="badge">{WORDS.form.set(set)}</span>}
            </summary>
            <div class="fields">{layout.more.map(field)}</div>
          </details>
        )}
        {layout.hidePii && report.columns.some(({ pii }) => pii) && <PiiField form={form} me={facts.me} />}
      </div>
      <Commands />
    </form>
  );
}

/** The choice of a saved setting, or its coming: the form does not wait for it. */
function SavedPlace({ facts }: { readonly facts: Facts }) {
  const pane = usePane();
  const door = pane.savedPart.value;
  useEffect(() => void pane.openSaved(), [pane]);
  if (door.phase === 'open') return <door.View facts={facts} />;
  return (
    <div class="saved">
      {door.phase === 'failed' && (
        <p class="saved-line">
          {WORDS.saved.notLoaded}
          <button type="button" class="button button-small" onClick={() => void pane.openSaved()}>
            {WORDS.actions.tryAgain}
          </button>
        </p>
      )}
    </div>
  );
}
