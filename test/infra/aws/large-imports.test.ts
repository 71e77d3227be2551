import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asNamedError } from '../../../functions/api/step-error.ts';
import { storedImport } from '../../../functions/importer/import-status.ts';
import { type ImportStep, runStep } from '../../../functions/importer/shards/steps.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { addDays, calendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { exportZip } from '../../export.ts';
import { currentOf, orphansOf, type TestStore, testStore } from '../../functions/importer/store.ts';
import { exampleTemplate } from './example.ts';
import { isAllowed } from './iam.ts';
import { roleStatements } from './role-statements.ts';
import { type Definition, execute } from './state-machine.ts';

const example = exampleTemplate();
const { propertiesOf, idOf } = example;
const machine = propertiesOf('StepFunctions::StateMachine', 'LargeImports');

/** The template's definition with names in place of what CloudFormation fills in. */
const definition = JSON.parse(
  (machine.DefinitionString as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', '')))
    .join(''),
) as Definition;

const zipOf = (exportDate: string) =>
  exportZip({
    Export: [{ ExportDate: exportDate }],
    Project: [{ ProjectID: 'PR0' }, { ProjectID: 'PR1' }],
    Enrollment: [
      { EnrollmentID: 'E0', ProjectID: 'PR0' },
      { EnrollmentID: 'E1', ProjectID: 'PR1' },
    ],
    Services: Array.from({ length: 60 }, (_, n) => ({ EnrollmentID: `E${n % 2}` })),
  });

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.close());

type When = 'before' | 'after';
type Breaks = (step: ImportStep, when: When) => void;

/** An import as the template has it done, by the importer's own code; `breaks` may have a step's function die. */
async function imported(zip: Uint8Array, breaks: Breaks = () => undefined) {
  const id = await store.upload(zip);
  const done: string[] = [];
  const importer = { ...store.importer, planLimits: { oneFunction: 0, shard: 2_000 } };
  await execute(definition, { id }, async (input) => {
    const step = input as ImportStep;
    done.push(step.step);
    breaks(step, 'before');
    // A folder of its own, as a function has.
    const folder = `${importer.spillFolder}-${done.length}`;
    const answer = await runStep({ ...importer, spillFolder: folder }, step).catch(asNamedError);
    breaks(step, 'after');
    return answer;
  });
  const { status } = await storedImport(store.dynamo, id);
  return { status, done };
}

const STEPS = ['begin', 'read', 'check', 'store', 'end'] as const;

const outOfMemory = () => Object.assign(new Error('Out of memory.'), { name: 'Runtime.ExitError' });

let day = calendarDate('2026-02-01');
function nextDay(): string {
  day = addDays(day, 1);
  return day;
}

async function nothingIsLeft(): Promise<void> {
  expect(await orphansOf(store.dynamo)).toEqual([]);
  expect((await readCurrent(store.dynamo)).leaseId).toBeUndefined();
}

describe('the state machine of large imports', () => {
  test('imports an export, its shards and groups at the same time', async () => {
    const { status, done } = await imported(zipOf(nextDay()));
    expect({ state: status.state, message: status.message }).toEqual({ state: 'done' });
    expect(status).toMatchObject({ stored: { projects: 2, enrollments: 2 }, files: { 'Services.csv': { kept: 60 } } });
    expect([done[0], done.at(-1)]).toEqual(['begin', 'end']);
    expect(done.filter((step) => step === 'read').length).toBeGreaterThan(3);
    expect((await currentOf(store)).enrollments.map(({ Activities }) => Activities.length)).toEqual([30, 30]);
    await nothingIsLeft();
  });

  const each = STEPS.flatMap((name) => (['before', 'after'] as const).map((when) => ({ name, when })));
  test.each(each)(
    'tries $name again where its function died $when its work, and still imports all of it',
    async ({ name, when }) => {
      let died = false;
      const { status } = await imported(zipOf(nextDay()), ({ step }, now) => {
        if (died || step !== name || now !== when) return;
        died = true;
        throw outOfMemory();
      });
      expect(died).toBe(true);
      expect(status.state).toBe('done');
      await nothingIsLeft();
    },
  );

  test('gives up where a step dies each time; the data is that of before, and nothing is left lying', async () => {
    const before = await currentOf(store);
    const { status, done } = await imported(zipOf(nextDay()), ({ step }) => {
      if (step === 'store') throw outOfMemory();
    });
    expect(status.state).toBe('failed');
    expect(done.at(-1)).toBe('abandon');
    expect(await currentOf(store)).toEqual(before);
    await nothingIsLeft();
  });

  test('does not try what was refused again, and says why', async () => {
    const { status, done } = await imported(zipOf('2020-01-01'));
    expect(status).toMatchObject({ state: 'refused', message: expect.stringContaining('older than the current data') });
    expect(done.filter((step) => step === 'check')).toHaveLength(1);
    await nothingIsLeft();
  });

  test('leaves people functions of the ten that an account begins with', () => {
    const maps = Object.values(definition.States).filter(({ Type }) => Type === 'Map');
    expect(maps.map(({ MaxConcurrency }) => MaxConcurrency)).toEqual([8, 4]);
  });
});

test('an error of a step is known by its code', () => {
  expect(() => asNamedError(new HmisError('Busy', 'Wait.'))).toThrow(expect.objectContaining({ name: 'Busy' }));
});

describe('rights over large imports', () => {
  const importer = `\${${idOf('Lambda::Function', 'Importer')}}`;

  test('the machine has the importer called, and nothing else done', () => {
    const statements = roleStatements(example, 'LargeImports');
    expect(statements.map(({ Action }) => Action)).toEqual(['lambda:InvokeFunction']);
    expect(isAllowed(statements, { action: 'lambda:InvokeFunction', resource: importer })).toBe(true);
  });

  test('the importer starts this machine and no other, which is known by the name that it is told', () => {
    const { HMIS_SHARDS_MACHINE: told } = (
      propertiesOf('Lambda::Function', 'Importer').Environment as { Variables: Record<string, unknown> }
    ).Variables;
    expect(JSON.stringify(told)).toContain(`:stateMachine:${String(machine.StateMachineName)}"`);
    const starting = roleStatements(example, 'Importer').filter(({ Action }) => Action === 'states:StartExecution');
    expect(starting.map(({ Resource }) => Resource)).toEqual([told]);
  });
});
