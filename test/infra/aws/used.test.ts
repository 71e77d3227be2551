import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  digestFromEnvironment,
  dropFromEnvironment,
  sweepFromEnvironment,
  turningFromEnvironment,
} from '../../../functions/api/daily.ts';
import {
  fileWorkerFromEnvironment,
  importerFromEnvironment,
  piiServiceFromEnvironment,
  schedulerFromEnvironment,
  serviceFromEnvironment,
} from '../../../functions/api/environment.ts';
import { BUNDLES, type Bundle, bundle } from '../../../infra/bundles.ts';
import { exampleTemplate } from './example.ts';
import { roleStatements } from './role-statements.ts';

const example = exampleTemplate();

/** Each function of the stack: its bundle, and what reads its environment. */
const FUNCTIONS: readonly {
  readonly name: string;
  readonly bundle: Bundle['name'];
  readonly start: () => unknown;
  /** What it reads where the stage says it. */
  readonly optional?: readonly string[];
}[] = [
  { name: 'Api', bundle: 'api', start: serviceFromEnvironment, optional: ['HMIS_ASIDE_DAYS'] },
  { name: 'Pii', bundle: 'pii', start: piiServiceFromEnvironment, optional: ['HMIS_ASIDE_DAYS'] },
  {
    name: 'Importer',
    bundle: 'importer',
    start: () => importerFromEnvironment().catch(() => undefined),
    optional: ['HMIS_ASIDE_DAYS'],
  },
  { name: 'FileWorker', bundle: 'files', start: () => fileWorkerFromEnvironment(() => undefined) },
  { name: 'Schedules', bundle: 'schedules', start: () => schedulerFromEnvironment(() => undefined) },
  { name: 'Drop', bundle: 'drop', start: dropFromEnvironment },
  { name: 'Sweep', bundle: 'sweep', start: sweepFromEnvironment },
  { name: 'Digest', bundle: 'digest', start: digestFromEnvironment },
  { name: 'TurnSecret', bundle: 'turn-secret', start: turningFromEnvironment },
];

/** Commands of the SDK that a right is for; an action that is not here is for the command of its own name. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:GetItem': ['Get'],
  'dynamodb:BatchGetItem': ['BatchGet'],
  'dynamodb:PutItem': ['Put', 'BatchWrite'],
  'dynamodb:UpdateItem': ['Update'],
  'dynamodb:DeleteItem': ['Delete', 'BatchWrite'],
  'dynamodb:BatchWriteItem': ['BatchWrite'],
  'dynamodb:Query': ['Query', 'paginateQuery'],
  'cloudfront:GetDistribution': ['waitUntilDistributionDeployed'],
  's3:PutObject': ['PutObject', 'UploadPart'],
  's3:ListBucket': ['ListObjectsV2', 'HeadObject'],
  's3:DeleteObject': ['DeleteObject', 'DeleteObjects'],
};

/** What AWS's own services do with a role's rights: they stand in no code of ours. */
const BY_SERVICES: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'Lambda writes what a function prints',
  'logs:PutLogEvents': 'Lambda writes what a function prints',
  'sqs:ReceiveMessage': 'Lambda takes messages for the function',
  'sqs:DeleteMessage': 'Lambda takes messages for the function',
  'sqs:GetQueueAttributes': 'Lambda takes messages for the function',
  'sqs:GetQueueUrl': 'the CDK gives it with the right to send to a queue of what failed',
  'sqs:ChangeMessageVisibility': 'Lambda takes messages for the function',
  'wafv2:GetWebACL': 'CloudFront asks for it where a distribution names one',
  's3:AbortMultipartUpload': 'ends an upload of which a part failed',
};

const read = new Map<string, Set<string>>();
const code = new Map<Bundle['name'], string>();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-used-'));
  for (const each of BUNDLES) {
    const { inputs } = await bundle(each, folder);
    const own = inputs.filter((file) => /^(functions|shared)\//.test(file));
    code.set(each.name, (await Promise.all(own.map((file) => readFile(file, 'utf8')))).join('\n'));
  }
  for (const { name, start } of FUNCTIONS) read.set(name, variablesReadBy(start, environmentOf(name)));
});
afterAll(() => rm(folder, { recursive: true }));

function environmentOf(name: string): Readonly<Record<string, unknown>> {
  const { Environment } = example.propertiesOf('Lambda::Function', name) as {
    Environment: { Variables: Record<string, unknown> };
  };
  return Environment.Variables;
}

/** The names of ours that a function asks its environment for when it starts. */
function variablesReadBy(start: () => unknown, told: Readonly<Record<string, unknown>>): Set<string> {
  const asked = new Set<string>();
  const values: Record<string, string> = { AWS_REGION: 'us-east-2' };
  for (const [name, value] of Object.entries(told))
    values[name] = typeof value === 'string' ? value : 'https://a.example/';
  const watched = new Proxy(values, {
    get(own, name) {
      if (typeof name === 'string' && name.startsWith('HMIS_')) asked.add(name);
      return Reflect.get(own, name);
    },
  });
  const environment = vi.spyOn(process, 'env', 'get').mockReturnValue(watched);
  try {
    // The importer then asks KMS, which nobody waits for here: its environment is read by then.
    start();
  } finally {
    environment.mockRestore();
  }
  return asked;
}

const allowed = (name: string): string[] => {
  const statements = roleStatements(example, name).filter(({ Effect }) => Effect === 'Allow');
  const actions = statements.flatMap(({ Action, Condition }) =>
    // By way of S3 or DynamoDB, which open what lies under a key for whoever may have it.
    JSON.stringify(Condition ?? {}).includes('kms:ViaService') ? [] : [Action].flat(),
  );
  // The secret's key is used by Secrets Manager.
  const forSecret = statements
    .filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('EncryptionContext:SecretARN'))
    .flatMap(({ Action }) => [Action].flat());
  return [...new Set(actions)].filter((action) => !forSecret.includes(action) || hasCommand(name, action)).sort();
};

function commandsFor(action: string): readonly string[] {
  return COMMANDS[action] ?? [action.slice(action.indexOf(':') + 1)];
}

function hasCommand(name: string, action: string): boolean {
  const own = code.get(FUNCTIONS.find((one) => one.name === name)?.bundle ?? 'api') ?? '';
  return commandsFor(action).some((command) => own.includes(`new ${command}Command(`) || own.includes(`${command}(`));
}

test('every function of the stack is looked at', () => {
  const roles = Object.keys(example.template.findResources('AWS::Lambda::Function'));
  expect(FUNCTIONS.map(({ name }) => example.idOf('Lambda::Function', name)).sort()).toEqual(roles.sort());
  expect(FUNCTIONS.map((one) => one.bundle).sort()).toEqual(BUNDLES.map(({ name }) => name).sort());
});

describe.each(FUNCTIONS)('$name', ({ name, optional = [] }) => {
  test('is told what it asks for, and nothing beside', () => {
    const asked = [...(read.get(name) ?? [])].filter((variable) => !optional.includes(variable));
    expect(Object.keys(environmentOf(name)).sort()).toEqual(asked.sort());
  });

  test('has code for each of its rights', () => {
    const unused = allowed(name).filter((action) => !(action in BY_SERVICES) && !hasCommand(name, action));
    expect(unused).toEqual([]);
  });
});
