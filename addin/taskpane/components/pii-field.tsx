import type { Me } from '../../../shared/contract/runs.ts';
import { formatList } from '../format.ts';
import { translated } from '../language.ts';
import { type Form, withReason, withValues } from '../state/form.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';
import { Flag } from './parameter-field.tsx';
import { ReasonFields } from './reason-fields.tsx';

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
        label={translated(p.label)}
        help={me.mayShowPii ? (hidden ? translated(p.help ?? '') : undefined) : WORDS.pii.noRight}
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
  const columns = form.report.columns.filter(({ pii }) => pii).map(({ key, header }) => header ?? key);
  return (
    <>
      <div class="pii-warning" role="status">
        <Icon name="warning" />
        <div>
          <p class="message-title">{WORDS.pii.warning}</p>
          <p>{WORDS.pii.columns(formatList(columns))}</p>
        </div>
      </div>
      <ReasonFields
        reason={form.reason}
        error={form.errors.reason}
        set={(change) => pane.change(withReason(form, change))}
      />
    </>
  );
}
