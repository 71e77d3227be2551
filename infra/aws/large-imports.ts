import { ArnFormat, Duration, type Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  DefinitionBody,
  JsonPath,
  Map as MapState,
  StateMachine,
  Succeed,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { ErrorCode } from '../../shared/errors.ts';
import { acknowledge } from './acknowledge.ts';
import { allow } from './rights.ts';

/** Functions at once. An account begins at 10, of which some are for people; the table gives 4,000 WCU a second at first. */
const READING_AT_ONCE = 8;
const STORING_AT_ONCE = 4;
const STEP_WITHIN = Duration.minutes(15);
const ALL_WITHIN = Duration.hours(6);

/** What another try does not mend; all else is tried twice again. */
const LASTING: ErrorCode[] = ['ImportRefused', 'ImportRunning', 'NotFound'];

const IMPORT_ID = JsonPath.stringAt('$$.Execution.Input.id');

/** Known by its name before it is made: it calls the function that starts it. */
export function largeImportsArn(stack: Stack): string {
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return stack.formatArn({ service: 'states', resource: 'stateMachine', resourceName: nameIn(stack), arnFormat });
}

function nameIn({ stackName }: Stack): string {
  return `${stackName}-LargeImports`;
}

/**
 * Imports that are too large for one function: the steps of `functions/importer/shards/steps.ts`, each by the importer. What
 * goes from step to step is ids, names of files and places in them.
 */
export function largeImports(stack: Stack, importer: LambdaFunction): StateMachine {
  const role = new Role(stack, 'LargeImportsRole', {
    assumedBy: new ServicePrincipal('states.amazonaws.com'),
    inlinePolicies: {
      rights: new PolicyDocument({ statements: [allow(['lambda:InvokeFunction'], importer.functionArn)] }),
    },
  });
  acknowledge(
    role,
    'IAMNoInlinePolicy',
    'A policy of one state machine alone: nobody else can be given it by mistake.',
  );
  /** Without a payload of its own it gets the state's input. */
  const step = (id: string, payload?: TaskInput) => {
    const task = new LambdaInvoke(stack, id, {
      lambdaFunction: importer,
      ...(payload && { payload }),
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.duration(STEP_WITHIN),
    });
    task.addRetry({ errors: LASTING, maxAttempts: 0 });
    task.addRetry({ errors: ['States.ALL'], maxAttempts: 2, interval: Duration.seconds(15), backoffRate: 4 });
    return task;
  };
  const alone = (name: 'begin' | 'check' | 'end' | 'abandon') =>
    step(`Import${name[0]?.toUpperCase()}${name.slice(1)}`, TaskInput.fromObject({ step: name, id: IMPORT_ID }));
  const each = (id: string, name: 'read' | 'store', items: string, item: string, maxConcurrency: number) =>
    new MapState(stack, `${id}Each`, {
      itemsPath: items,
      itemSelector: { step: name, id: IMPORT_ID, [item]: JsonPath.objectAt('$$.Map.Item.Value') },
      maxConcurrency,
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(step(id));

  const steps = [
    alone('begin'),
    each('ImportRead', 'read', '$.reading', 'shard', READING_AT_ONCE),
    alone('check'),
    each('ImportStore', 'store', '$.groups', 'group', STORING_AT_ONCE),
    alone('end'),
  ] as const;
  const abandoned = alone('abandon').next(new Succeed(stack, 'ImportAbandoned'));
  for (const one of steps) one.addCatch(abandoned, { resultPath: JsonPath.DISCARD });
  const [begin, read, check, store, end] = steps;
  const machine = new StateMachine(stack, 'LargeImports', {
    stateMachineName: nameIn(stack),
    definitionBody: DefinitionBody.fromChainable(begin.next(read).next(check).next(store).next(end)),
    timeout: ALL_WITHIN,
    // Else the CDK would add rights over every version of the function.
    role: role.withoutPolicyUpdates(),
  });
  for (const [id, reason] of [
    [
      'AwsSolutions-SF1',
      'Each step writes its lines to the log of the importer, and Step Functions keeps its history for 90 days; delivery to a log takes a right over every log of the account.',
    ],
    [
      'AwsSolutions-SF2',
      'The history of an execution says which step took how long; X-Ray takes rights over everything.',
    ],
    ['NIST.800.53.R5-StepFunctionStateMachineAllLogsToCloudWatch', 'As for AwsSolutions-SF1.'],
    ['NIST.800.53.R5-StepFunctionStateMachineXray', 'As for AwsSolutions-SF2.'],
  ] as const) {
    Validations.of(machine).acknowledge({ id, reason });
  }
  return machine;
}
