import { join } from 'node:path';
import { Duration, RemovalPolicy, Size, type Stack, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type FunctionProps,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { FILES_FOLDER } from '../../functions/files/file-store.ts';
import { acknowledge } from './acknowledge.ts';
import { largeImportsArn } from './large-imports.ts';
import { apiRights, fileWorkerRights, importerRights, piiRights } from './rights.ts';
import type { Stage } from './stage.ts';
import type { Storage } from './storage.ts';

type Capacity = Pick<FunctionProps, 'memorySize' | 'timeout' | 'ephemeralStorageSize'>;

/** An HTTP API waits 30 s for an answer. */
const ANSWERING: Capacity = { timeout: Duration.seconds(30) };

/** The longest a function may run; the disk holds the rows of an export that don't fit in memory, sealed. */
const IMPORTING: Capacity = {
  timeout: Duration.minutes(15),
  ephemeralStorageSize: Size.gibibytes(4),
};

/** The longest a function may run. What it streams takes no more memory than one segment of the data and one part of the file. */
const MAKING_FILES: Capacity = { memorySize: 1_769, timeout: Duration.minutes(15) };

export interface ServiceFunctions {
  readonly api: LambdaFunction;
  readonly pii: LambdaFunction;
  readonly importer: LambdaFunction;
  /** Makes validation files, and those of schedules. */
  readonly files: LambdaFunction;
}

interface Deployment {
  readonly stage: Stage;
  readonly dist: string;
  readonly reportIds: readonly string[];
  readonly stored: Storage;
  /** The validation files that are asked for. */
  readonly queue: Queue;
}

/** The four functions, each with a role of its own and no more rights than its work needs. */
export function serviceFunctions(
  stack: Stack,
  { stage, dist, reportIds, stored, queue }: Deployment,
): ServiceFunctions {
  const places = { HMIS_DEPLOYMENT: stage.deployment, HMIS_TABLE: stored.data.tableName };
  const uploads = {
    HMIS_UPLOADS_BUCKET: stored.uploads.bucketName,
    HMIS_UPLOADS_KEY_ID: stored.dataKey.keyArn,
  };
  const aside = stage.trackersAsideDays === undefined ? {} : { HMIS_ASIDE_DAYS: String(stage.trackersAsideDays) };
  const answering = {
    ...places,
    ...aside,
    HMIS_TIME_ZONE: stage.timeZone,
    HMIS_TENANTS: stage.tenants.join(','),
    HMIS_AUDIENCE: stage.audience,
    HMIS_CLIENT_IDS: stage.clientIds.join(','),
    HMIS_REPORTS: reportIds.join(','),
  };
  const names = { HMIS_KEYS_TABLE: stored.keys.tableName, HMIS_NAMES_KEY_ID: stored.namesKey.keyArn };
  const files = {
    HMIS_FILES_BUCKET: stored.files.bucketName,
    HMIS_FILES_KEY_ID: stored.dataKey.keyArn,
    HMIS_PASSWORDS_KEY_ID: stored.passwordsKey.keyArn,
  };
  const functions = {
    api: serviceFunction(stack, 'Api', {
      code: join(dist, 'api'),
      size: { ...ANSWERING, memorySize: stage.memory.api },
      environment: { ...answering, ...uploads, ...files, HMIS_FILES_QUEUE: queue.queueUrl },
      rights: apiRights(stored, stage.deployment, queue.queueArn),
    }),
    pii: serviceFunction(stack, 'Pii', {
      code: join(dist, 'pii'),
      size: { ...ANSWERING, memorySize: stage.memory.api },
      environment: { ...answering, ...names, HMIS_PASSWORDS_KEY_ID: stored.passwordsKey.keyArn },
      rights: piiRights(stored, stage.deployment),
    }),
    importer: serviceFunction(stack, 'Importer', {
      code: join(dist, 'importer'),
      size: { ...IMPORTING, memorySize: stage.memory.importer },
      environment: {
        ...places,
        ...names,
        ...uploads,
        ...aside,
        HMIS_VERSION_MAC_KEY_ID: stored.versionMacKey.keyArn,
        HMIS_SHARDS_MACHINE: largeImportsArn(stack),
      },
      rights: importerRights(stored, stage.deployment, largeImportsArn(stack)),
    }),
    files: serviceFunction(stack, 'FileWorker', {
      code: join(dist, 'files'),
      size: MAKING_FILES,
      environment: {
        ...places,
        ...names,
        ...files,
        HMIS_FILES_DAYS: String(stage.filesLastDays),
        HMIS_TIME_ZONE: stage.timeZone,
        HMIS_REPORTS: reportIds.join(','),
      },
      rights: fileWorkerRights(stored, stage.deployment, queue.queueArn),
    }),
  };
  acknowledge(
    functions.api.role ?? functions.api,
    'IAMPolicyNoStatementsWithFullAccess',
    'The statement that names every action is a denial: of all that could be done with names.',
  );
  acknowledgeFolders(stack, stored.uploads, [functions.api, functions.importer], ['imports', 'refused']);
  acknowledgeFolders(stack, stored.uploads, [functions.importer], ['shards']);
  acknowledgeFolders(stack, stored.files, [functions.api, functions.files], [FILES_FOLDER]);
  return functions;
}

/** `folders` of the bucket, each as it stands in the functions' rights. */
export function acknowledgeFolders(
  stack: Stack,
  { node }: Bucket,
  functions: readonly LambdaFunction[],
  folders: readonly string[],
): void {
  const bucket = stack.getLogicalId(node.defaultChild as CfnBucket);
  for (const each of functions) {
    for (const folder of folders) {
      Validations.of(each.role ?? each).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${folder}/*]`,
        reason:
          'Objects are named by the id of their import or job, so one folder of the bucket is as narrow as a right can be.',
      });
    }
  }
}

export interface ServiceFunction {
  /** The folder of its bundle. */
  readonly code: string;
  readonly size: Capacity;
  readonly environment: Readonly<Record<string, string>>;
  readonly rights: readonly PolicyStatement[];
}

/** A function with a role and a log of its own. */
export function serviceFunction(
  stack: Stack,
  id: string,
  { code, size, environment, rights }: ServiceFunction,
): LambdaFunction {
  const logGroup = new LogGroup(stack, `${id}Log`, { removalPolicy: RemovalPolicy.RETAIN });
  const logging = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  const role = new Role(stack, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { rights: new PolicyDocument({ statements: [...rights, logging] }) },
  });
  const work = new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(code, { exclude: ['*.map'] }),
    ...size,
    environment,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
  });
  acknowledge(role, 'IAMNoInlinePolicy', 'A policy of one function alone: nobody else can be given it by mistake.');
  acknowledge(
    work,
    'LambdaInsideVPC',
    "It talks to AWS's services only, each call signed and over TLS; what it may reach is decided by its role. A VPC has nothing of its own to protect here.",
  );
  acknowledge(
    work,
    'LambdaConcurrency',
    'API Gateway throttles the calls, the service counts them by person, imports take a lease; an alarm tells of throttled functions.',
  );
  acknowledge(
    work,
    'LambdaDLQ',
    'Callers of the API see each failure; imports go to a queue when they fail; what is done daily is done again the next day. An alarm tells of each error.',
  );
  return work;
}
