import { parseArgs } from 'node:util';

export interface DeployOptions {
  readonly stage: string;
  /** Deploys without asking what CDK would ask. */
  readonly yes: boolean;
}

export interface DestroyOptions {
  readonly stage: string;
  /** The deployment's name, typed as proof that this one is meant. */
  readonly confirm: string | undefined;
  readonly withData: boolean;
}

/** Throws an Error with the usage. */
export function deployOptions(args: readonly string[]): DeployOptions {
  const { stage, yes } = parsed(args, { stage: { type: 'string' }, yes: { type: 'boolean' } }, DEPLOY_USAGE);
  if (typeof stage !== 'string') throw new Error(DEPLOY_USAGE);
  return { stage, yes: yes === true };
}

/** Throws an Error with the usage. */
export function destroyOptions(args: readonly string[]): DestroyOptions {
  const kinds = { stage: { type: 'string' }, confirm: { type: 'string' }, 'with-data': { type: 'boolean' } } as const;
  const { stage, confirm, 'with-data': withData } = parsed(args, kinds, DESTROY_USAGE);
  if (typeof stage !== 'string') throw new Error(DESTROY_USAGE);
  return { stage, confirm: typeof confirm === 'string' ? confirm : undefined, withData: withData === true };
}

const DEPLOY_USAGE = 'npm run deploy -- --stage NAME [--yes]: deploys infra/aws/stages/NAME.json.';
const DESTROY_USAGE = `npm run destroy -- --stage NAME [--confirm DEPLOYMENT] [--with-data]: says what would go; takes it away
when the deployment's name is given. Tables, buckets and keys stay, unless --with-data is given too.`;

function parsed(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
  usage: string,
): Record<string, string | boolean | (string | boolean)[] | undefined> {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new Error(usage);
  }
}
