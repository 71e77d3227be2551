import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

/** What a control needs to belong to its label, its help and what is wrong with it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'data-invalid': '' | undefined;
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (control: ControlProps) => ComponentChildren;
}

/** A labelled control with its help, or what is wrong with it, below. */
export function Field({ name, label, help, error, children }: FieldProps) {
  const control = controlProps(name, help, error);
  return (
    <div class="field">
      <label class="label" for={control.id}>
        {label}
      </label>
      {children(control)}
      <Below name={name} help={help} error={error} />
    </div>
  );
}

/** The same for controls that answer one question together. */
export function FieldGroup({
  name,
  label,
  help,
  error,
  children,
}: Omit<FieldProps, 'children'> & { readonly children: ComponentChildren }) {
  const { 'aria-describedby': describedBy, 'data-invalid': invalid } = controlProps(name, help, error);
  return (
    <fieldset class="field" aria-describedby={describedBy} data-invalid={invalid} tabIndex={-1}>
      <legend class="label">{label}</legend>
      {children}
      <Below name={name} help={help} error={error} />
    </fieldset>
  );
}

export function controlProps(name: string, help: string | undefined, error: string | undefined): ControlProps {
  const described = [...(error ? [`${idOf(name)}-error`] : []), ...(help ? [`${idOf(name)}-help`] : [])];
  return {
    id: idOf(name),
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': error ? 'true' : undefined,
    'data-invalid': error ? '' : undefined,
  };
}

export function Below({ name, help, error }: Pick<FieldProps, 'name' | 'help' | 'error'>) {
  return (
    <>
      {error && (
        <p class="field-error" id={`${idOf(name)}-error`}>
          <Icon name="error" />
          {error}
        </p>
      )}
      {help && (
        <p class="help" id={`${idOf(name)}-help`}>
          {help}
        </p>
      )}
    </>
  );
}

function idOf(name: string): string {
  return `field-${name}`;
}
