/** The values Excel shows for errors; typed by hand they become the error itself. */
export const ERROR_VALUES = [
  '#N/A',
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
] as const;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'error' | 'array' | 'operator' | 'percent' | 'open' | 'close' | 'comma';
  readonly spaceBefore: boolean;
}

const TOKENS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /^"(?:[^"]|"")*"/],
  ['error', /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|GETTING_DATA)/i],
  ['number', /^(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?(?![A-Za-z_\d$:])/i],
  ['array', /^\{[^{}]*\}/],
  // Another program's data, as `cmd|'/C calc'!A0`.
  ['name', /^[\w.]+\|(?:'[^']*'|[\w.]+)(?:![\w.]+)?/],
  // A name, a cell, an area, a function, a sheet's name before `!`, a table's name with its brackets behind.
  ['name', /^@?(?:'(?:[^']|'')+'!|\[[^\]]*\])?[\p{L}_\\$\d][\p{L}\p{N}_.\\?$!:]*(?:\[(?:[^[\]]|\[[^[\]]*\])*\])?#?/u],
  ['name', /^@?\[(?:[^[\]]|\[[^[\]]*\])*\]/],
  ['operator', /^(?:<=|>=|<>|[-+*/^&=<>])/],
  ['percent', /^%/],
  ['open', /^\(/],
  ['close', /^\)/],
  ['comma', /^,/],
];

/**
 * Whether Excel would take a text as a formula (without its `=`). Names need not exist: `=Client` is a formula that gives
 * `#NAME?`, `=5 days` is none.
 */
export function isFormula(text: string): boolean {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return false;
  let depth = 0;
  let before: Token | undefined;
  for (const token of tokens) {
    if (!mayFollow(before, token)) return false;
    if (token.kind === 'open') depth++;
    if (token.kind === 'close' && --depth < 0) return false;
    if (token.kind === 'comma' && depth === 0) return false;
    before = token;
  }
  return depth === 0 && before !== undefined && isOperand(before);
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let rest = text;
  while (rest.trim() !== '') {
    const trimmed = rest.trimStart();
    const spaceBefore = trimmed.length < rest.length;
    const found = TOKENS.map(([kind, form]) => ({ kind, length: form.exec(trimmed)?.[0].length ?? 0 })).find(
      (one) => one.length > 0,
    );
    if (!found) return undefined;
    tokens.push({ kind: found.kind, spaceBefore });
    rest = trimmed.slice(found.length);
  }
  return tokens;
}

function isOperand(token: Token): boolean {
  return ['number', 'text', 'name', 'error', 'array', 'percent', 'close'].includes(token.kind);
}

function mayFollow(before: Token | undefined, token: Token): boolean {
  const afterOperand = before !== undefined && isOperand(before);
  switch (token.kind) {
    // `+` and `-` may stand before an operand; the scanner does not tell them from the others, and Excel is asked rarely.
    case 'operator':
      return true;
    case 'percent':
    case 'close':
      return afterOperand || (token.kind === 'close' && (before?.kind === 'open' || before?.kind === 'comma'));
    case 'comma':
      return before !== undefined && before.kind !== 'operator';
    case 'open':
      return !afterOperand || (before?.kind === 'name' && !token.spaceBefore);
    case 'name':
      // A space between two references is the operator for what both share.
      return !afterOperand || (token.spaceBefore && (before?.kind === 'name' || before?.kind === 'close'));
    default:
      return !afterOperand;
  }
}
