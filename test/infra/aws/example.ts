import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { checkedApp } from '../../../infra/aws/checked-app.ts';
import { hmisStack } from '../../../infra/aws/stack.ts';
import { readStage, type Stage } from '../../../infra/aws/stage.ts';

export const example: Stage = readStage('example');

/** The example stage's app and stack, not yet synthesized; functions have one line of code each. */
export function exampleStack() {
  const folder = mkdtempSync(join(tmpdir(), 'hmis-aws-'));
  const dist = join(folder, 'dist');
  for (const name of ['api', 'pii', 'importer']) {
    mkdirSync(join(dist, name), { recursive: true });
    writeFileSync(join(dist, name, 'index.mjs'), `export const handler = () => '${name}';`);
  }
  const app = checkedApp(join(folder, 'out'));
  return { app, stack: hmisStack(app, { stage: example, dist, reportIds: ['active-clients', 'exits'] }), folder };
}

/** The template of the example stage, asked by the names its resources have in the code. */
export function exampleTemplate() {
  const { stack } = exampleStack();
  const template = Template.fromStack(stack);
  const find = (type: string, name: string) => {
    const pattern = new RegExp(`^${name}[0-9A-F]{8}$`);
    const found = Object.entries(template.findResources(`AWS::${type}`)).filter(([id]) => pattern.test(id));
    if (found.length !== 1 || !found[0]) throw new Error(`The stack has ${found.length} resources ${name} (${type}).`);
    return found[0];
  };
  const idOf = (type: string, name: string): string => find(type, name)[0];
  return {
    template,
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
