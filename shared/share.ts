/** A share with four places, as HUD wants percentages; 0 of nobody. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
