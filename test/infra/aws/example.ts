import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from 'aws-cdk-lib/assertions';

const PROGRAM = fileURLToPath(new URL('synthesize.ts', import.meta.url));
const NAMES = ['HmisSheets-example', 'HmisSheets-example-EdgeLogs'] as const;
type StackName = (typeof NAMES)[number];

type How = 'careless' | 'plain' | '';

interface Synthesis {
  readonly status: number | null;
  readonly said: string;
  readonly stacks: ReadonlyMap<StackName, { readonly json: Record<string, unknown>; readonly isProtected: boolean }>;
}

/** A synthesis takes seconds; test files share a thread, and so what was made in it. */
const made = new Map<How, Synthesis>();

function synthesis(how: How): Synthesis {
  const known = made.get(how) ?? inFolder((folder) => synthesisIn(folder, how));
  made.set(how, known);
  return known;
}

function synthesisIn(folder: string, how: How): Synthesis {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, folder, how], { encoding: 'utf8' });
  const read = (file: string) => JSON.parse(readFileSync(join(folder, 'out', file), 'utf8'));
  const stackOf = (name: StackName) => ({
    json: read(`${name}.template.json`) as Record<string, unknown>,
    isProtected: (read('manifest.json').artifacts[name].properties.terminationProtection ?? false) as boolean,
  });
  return {
    status,
    said: stdout + stderr,
    stacks: new Map(status === 0 ? NAMES.map((name) => [name, stackOf(name)]) : []),
  };
}

/** What a synthesis of the example stage said and how it ended, as `npm run synth` would. */
export function synthesize(how: How = ''): { status: number | null; said: string } {
  const { status, said } = synthesis(how);
  return { status, said };
}

/**
 * The template of one of the example stage's stacks, asked by the names its resources have in the code. With `plain` it has
 * nothing that a stage may leave out.
 */
export function exampleTemplate(stack: StackName = NAMES[0], how: '' | 'plain' = '') {
  const { stacks, said } = synthesis(how);
  const found = stacks.get(stack);
  if (!found) throw new Error(`The example was not synthesized:\n${said}`);
  const template = Template.fromJSON(found.json);
  const find = (type: string, name: string) => {
    const pattern = new RegExp(`^${name}([0-9A-F]{8})?$`);
    const found = Object.entries(template.findResources(`AWS::${type}`)).filter(([id]) => pattern.test(id));
    if (found.length !== 1 || !found[0]) throw new Error(`The stack has ${found.length} resources ${name} (${type}).`);
    return found[0];
  };
  const idOf = (type: string, name: string): string => find(type, name)[0];
  return {
    template,
    isProtected: found.isProtected,
    idOf,
    propertiesOf: (type: string, name: string) => find(type, name)[1].Properties as Record<string, unknown>,
    ref: (type: string, name: string) => ({ Ref: idOf(type, name) }),
    arn: (type: string, name: string) => ({ 'Fn::GetAtt': [idOf(type, name), 'Arn'] }),
    all: (type: string) =>
      Object.values(template.findResources(`AWS::${type}`)).map(
        ({ Properties }) => Properties as Record<string, unknown>,
      ),
  };
}

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'hmis-aws-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
