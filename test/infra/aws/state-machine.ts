/** Step Functions' answer to a definition, for as much of the Amazon States Language as the stack uses. */

interface Retry {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts?: number;
}

interface State {
  readonly Type: 'Task' | 'Map' | 'Succeed';
  readonly Next?: string;
  readonly End?: boolean;
  readonly Parameters?: unknown;
  readonly InputPath?: string;
  readonly ItemsPath?: string;
  readonly ItemSelector?: unknown;
  readonly ItemProcessor?: Definition;
  readonly MaxConcurrency?: number;
  readonly ResultPath?: string | null;
  readonly Retry?: readonly Retry[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** Does a task; an error is known to the definition by its name. */
export type Work = (input: unknown) => Promise<unknown>;

/** Runs a definition to its end; throws the error that no state of it catches. Waits for nothing. */
export async function execute(definition: Definition, input: unknown, work: Work): Promise<unknown> {
  return run(definition, input, { Execution: { Input: input } }, work);
}

async function run({ StartAt, States }: Definition, input: unknown, context: object, work: Work): Promise<unknown> {
  let data = input;
  for (let name: string | undefined = StartAt; name !== undefined; ) {
    const state: State | undefined = States[name];
    if (!state) throw new Error(`There is no state ${name}.`);
    try {
      const answer = await once(state, data, context, work);
      if (state.ResultPath !== null) data = answer;
      name = state.End || state.Type === 'Succeed' ? undefined : state.Next;
    } catch (error) {
      const caught = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
      if (!caught) throw error;
      name = caught.Next;
    }
  }
  return data;
}

async function once(state: State, data: unknown, context: object, work: Work): Promise<unknown> {
  switch (state.Type) {
    case 'Succeed':
      return data;
    case 'Map': {
      const { ItemProcessor, ItemsPath = '$', ItemSelector } = state;
      if (!ItemProcessor) throw new Error('A Map has an ItemProcessor.');
      const items = at(ItemsPath, data, context) as unknown[];
      // All at the same time, as far as the local tables let them.
      return Promise.all(
        items.map((Value) => {
          const own = { ...context, Map: { Item: { Value } } };
          return run(ItemProcessor, filled(ItemSelector, data, own), own, work);
        }),
      );
    }
    case 'Task':
      return tried(state, () => work(state.Parameters ? filled(state.Parameters, data, context) : data));
  }
}

async function tried({ Retry = [] }: State, task: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    try {
      return await task();
    } catch (error) {
      const retry = Retry.find(({ ErrorEquals }) => matches(ErrorEquals, error));
      if (tries >= (retry?.MaxAttempts ?? (retry ? 3 : 0))) throw error;
    }
  }
}

function matches(names: readonly string[], error: unknown): boolean {
  return names.some((name) => name === 'States.ALL' || name === (error as Error).name);
}

/** A template with its fields `name.$` filled in. */
function filled(template: unknown, data: unknown, context: object): unknown {
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$') ? [key.slice(0, -2), at(String(value), data, context)] : [key, filled(value, data, context)],
    ),
  );
}

/** What lies at a path: `$…` of the data, `$$…` of the context. */
function at(path: string, data: unknown, context: object): unknown {
  const [root = '', ...names] = path.split('.');
  let value: unknown = root === '$$' ? context : data;
  for (const name of names) value = (value as Record<string, unknown>)[name];
  return value;
}
