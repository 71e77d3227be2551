import type { Me } from '../../../shared/contract.ts';
import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import { formatList } from '../format.ts';
import { type Form, OWN_REASON, withReason, withValues } from '../state/form.ts';
import { WORDS } from '../words.ts';
import { Field } from './field.tsx';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';
import { Flag } from './parameter-field.tsx';
import { Select } from './select.tsx';

/** Whether names are shown, for which a person needs the right and a reason. */
export function PiiField({ form, me }: { readonly form: Form; readonly me: Me }) {
  const pane = usePane();
  const p = form.report.parameters.hidePii;
  if (!p) return null;
  const hidden = form.values.hidePii !== false;
  return (
    <div class={hidden ? 'pii' : 'pii pii-shown'}>
      <Flag
        name="hidePii"
        label={p.label}
        help={me.mayShowPii ? (hidden ? p.help : undefined) : WORDS.pii.noRight}
        error={form.errors.hidePii}
        checked={hidden}
        disabled={!me.mayShowPii}
        set={(hide) => pane.change(withValues(form, { hidePii: hide }))}
      />
      {!hidden && <Reason form={form} />}
    </div>
  );
}

function Reason({ form }: { readonly form: Form }) {
  const pane = usePane();
  const { choice, words } = form.reason;
  const columns = form.report.columns.filter(({ pii }) => pii).map(({ key, header }) => header ?? key);
  const own = choice === OWN_REASON;
  return (
    <>
      <div class="pii-warning" role="status">
        <Icon name="warning" />
        <div>
          <p class="message-title">{WORDS.pii.warning}</p>
          <p>{WORDS.pii.columns(formatList(columns))}</p>
        </div>
      </div>
      <Field
        name={own ? 'reason-choice' : 'reason'}
        label={WORDS.pii.reason}
        error={own ? undefined : form.errors.reason}
      >
        {(control) => (
          <Select
            {...control}
            value={choice}
            options={[['', WORDS.pii.choose], ...Object.entries(PII_REASONS), [OWN_REASON, WORDS.pii.own]]}
            onChoose={(key) => pane.change(withReason(form, { choice: key }))}
          />
        )}
      </Field>
      {own && (
        <Field name="reason" label={WORDS.pii.ownLabel} help={WORDS.pii.ownHelp} error={form.errors.reason}>
          {(control) => (
            <input
              type="text"
              class="input"
              autocomplete="off"
              maxLength={100}
              {...control}
              value={words}
              onInput={(event) => pane.change(withReason(form, { words: event.currentTarget.value }))}
            />
          )}
        </Field>
      )}
    </>
  );
}
