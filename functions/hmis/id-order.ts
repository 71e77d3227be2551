const DIGITS = /^\d+$/;

/**
 * The order of ids where a rule needs a highest one and HUD names none: numbers by value, `9` before `10`, and before
 * all other texts; those code unit by code unit. Two spellings of one number (`7`, `07`) are told apart as texts.
 */
export function compareIds(a: string, b: string): number {
  const [aIsNumber, bIsNumber] = [DIGITS.test(a), DIGITS.test(b)];
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return (aIsNumber ? compareDigits(a, b) : 0) || compareText(a, b);
}

/** By value, without turning long ids into numbers that lose digits. */
function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || compareText(x, y);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
