import * as z from 'zod';

/** What CloudFormation answers of a deployment, as `cdk deploy --outputs-file` writes it. */
const outputs = z.object({
  /** Where the pages and the service are: `https://…`. */
  Origin: z.string(),
  /** What the domain's DNS entry points to. */
  DistributionName: z.string(),
  DistributionId: z.string(),
  PagesBucket: z.string(),
  DigestsBucket: z.string(),
  DataTable: z.string(),
  /** Where the stage has one. */
  DropBucket: z.optional(z.string()),
});

export type StackOutputs = z.infer<typeof outputs>;

export const stackName = (deployment: string): string => `HmisSheets-${deployment}`;
/** Beside it, in us-east-1, where CloudFront's logs are sent from. */
export const edgeLogsStackName = (deployment: string): string => `${stackName(deployment)}-EdgeLogs`;

/** The outputs of a stage's stack; throws an Error where the file has none of it. */
export function outputsOf(file: unknown, deployment: string): StackOutputs {
  const parsed = z.record(z.string(), z.unknown()).safeParse(file);
  const own = outputs.safeParse(parsed.data?.[stackName(deployment)]);
  if (!own.success) throw new Error(`There are no outputs of the stack ${stackName(deployment)}: deploy it first.`);
  return own.data;
}
