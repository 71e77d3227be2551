import { checkManifest } from './check.ts';

/** What differs between one environment's manifest and another's. */
export interface ManifestValues {
  /** Where the pane is served: `https://…`, without a path. */
  readonly origin: string;
  /** The add-in's id, a GUID of its own for each environment, so that two can be installed side by side. */
  readonly id: string;
  /** Four numbers. */
  readonly version: string;
  /** What the user sees, on the ribbon too. */
  readonly name: string;
}

/**
 * The manifest of one environment. Throws an Error with every reason where it would not be accepted: a value that is not
 * right, or a template that is not.
 */
export function renderManifest(template: string, values: ManifestValues): string {
  const text = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`The template asks for ${name}, which no environment has.`);
    return escaped(values[name as keyof ManifestValues]);
  });
  const problems = [
    ...(URL.parse(values.origin)?.origin === values.origin
      ? []
      : ['The origin is no URL, has a path or ends in a slash.']),
    ...checkManifest(text),
  ];
  if (problems.length > 0) throw new Error(`The manifest is not right:\n${problems.join('\n')}`);
  return text;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
