import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from 'aws-cdk-lib/assertions';

const PROGRAM = fileURLToPath(new URL('synthesize.ts', import.meta.url));
const NAME = 'HmisSheets-example';

/** What a synthesis of the example stage said and how it ended, as `npm run synth` would. */
export function synthesize(careless: 'careless' | '' = ''): { status: number | null; said: string } {
  return inFolder((folder) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, folder, careless], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  });
}

/** The template of the example stage, asked by the names its resources have in the code. */
export function exampleTemplate() {
  const { json, terminationProtection } = inFolder((folder) => {
    execFileSync(process.execPath, [PROGRAM, folder]);
    const read = (file: string) => JSON.parse(readFileSync(join(folder, 'out', file), 'utf8'));
    return {
      json: read(`${NAME}.template.json`) as Record<string, unknown>,
      terminationProtection: read('manifest.json').artifacts[NAME].properties.terminationProtection as boolean,
    };
  });
  const template = Template.fromJSON(json);
  const find = (type: string, name: string) => {
    const pattern = new RegExp(`^${name}[0-9A-F]{8}$`);
    const found = Object.entries(template.findResources(`AWS::${type}`)).filter(([id]) => pattern.test(id));
    if (found.length !== 1 || !found[0]) throw new Error(`The stack has ${found.length} resources ${name} (${type}).`);
    return found[0];
  };
  const idOf = (type: string, name: string): string => find(type, name)[0];
  return {
    template,
    terminationProtection,
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
