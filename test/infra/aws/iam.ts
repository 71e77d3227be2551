/** IAM's answer to a request, for as much of the policy language as the stack uses. */

/** Condition keys of a request: one value, or many for a multi-valued key. */
export type Condition = Readonly<Record<string, string | readonly string[]>>;

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Condition;
}

type Values = string | readonly string[];

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: Values;
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A template's value as one text: references become `${LogicalId}`, so that the parts of an ARN can be compared. */
function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return `\${${Ref}}`;
  if (Array.isArray(attribute)) return `\${${String(attribute[0])}}`;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(text).join(String(join[0]));
  throw new Error(`Not a value that these tests know: ${JSON.stringify(value)}`);
}

/** True where some statement allows the request and none denies it. */
export function isAllowed(statements: readonly Statement[], request: Request): boolean {
  const effects = statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

/** True where some statement denies the request, whatever else allows it. */
export function isDenied(statements: readonly Statement[], request: Request): boolean {
  return statements.some((statement) => statement.Effect === 'Deny' && applies(statement, request));
}

function applies({ Action, Resource, Condition = {} }: Statement, { action, resource, context = {} }: Request) {
  return (
    all(Action).some((pattern) => like(pattern, action)) &&
    all(Resource).some((pattern) => like(pattern, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) => holds(operator, context[key], all(expected))),
    )
  );
}

function holds(operator: string, actual: Values | undefined, expected: readonly string[]): boolean {
  const given = actual === undefined ? [] : all(actual);
  switch (operator) {
    case 'Null':
      return String(actual === undefined) === expected[0];
    case 'StringEquals':
      return given.some((value) => expected.includes(value));
    case 'StringNotEquals':
      return !given.some((value) => expected.includes(value));
    case 'StringLike':
    case 'ForAnyValue:StringLike':
      return given.some((value) => expected.some((pattern) => like(pattern, value)));
    case 'ForAllValues:StringLike':
      return given.every((value) => expected.some((pattern) => like(pattern, value)));
    case 'Bool':
      return given[0] === expected[0];
    case 'NumericLessThan':
      return given[0] !== undefined && Number(given[0]) < Number(expected[0]);
    default:
      throw new Error(`Not an operator that these tests know: ${operator}`);
  }
}

function all(values: unknown): string[] {
  return (Array.isArray(values) ? values : [values]).map(text);
}

function like(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
