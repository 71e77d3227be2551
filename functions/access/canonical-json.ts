/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one text of a value: names in code unit order, no spaces, so that equal values hash the same wherever they come
 * from. Throws TypeError for what JSON cannot hold (undefined, NaN, a bigint) rather than drop it.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const names = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${names.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`;
  }
  const isPlain = value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isPlain) throw new TypeError(`A ${typeof value} that JSON cannot hold.`);
  return JSON.stringify(value);
}
