import { applies } from '../../../shared/parameter.ts';
import { translated } from '../language.ts';
import { type Form, withValues } from '../state/form.ts';
import { quickRanges, rangeOf } from '../state/ranges.ts';
import { WORDS } from '../words.ts';
import { Field } from './field.tsx';
import { usePane } from './pane-context.ts';
import { textOf } from './parameter-field.tsx';
import { Select } from './select.tsx';

const CUSTOM = 'custom';
const ENDS = ['from', 'to'] as const;

/** From and To, and the ranges that are often asked for. */
export function RangeField({ form }: { readonly form: Form }) {
  const pane = usePane();
  const { from } = form.report.parameters;
  if (!from || !applies(from, form.values)) return null;
  const ranges = quickRanges(form.asOf);
  const dates = { from: textOf(form, 'from'), to: textOf(form, 'to') };
  const current = rangeOf(ranges, dates, form.picked);
  const choose = (id: string) => {
    const range = ranges.find((one) => one.id === id);
    if (range) pane.change(withValues(form, { from: range.from, to: range.to }, id));
    else document.getElementById('field-from')?.focus();
  };
  return (
    <div class="range">
      <Field name="range" label={WORDS.form.range}>
        {(control) => (
          <Select
            {...control}
            value={current?.id ?? CUSTOM}
            options={[...ranges.map(({ id, label }) => [id, label] as const), [CUSTOM, WORDS.ranges.custom]]}
            onChoose={choose}
          />
        )}
      </Field>
      <div class="dates">
        {ENDS.map((name) => (
          <Field
            key={name}
            name={name}
            label={translated(form.report.parameters[name]?.label ?? name)}
            error={form.errors[name]}
          >
            {(control) => (
              <input
                type="date"
                class="input"
                {...control}
                title={translated(form.report.parameters[name]?.help ?? '')}
                value={dates[name]}
                onChange={(event) => pane.change(withValues(form, { [name]: event.currentTarget.value }))}
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  );
}
