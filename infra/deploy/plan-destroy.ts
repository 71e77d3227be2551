/** A resource as CloudFormation lists it. */
export interface StackResource {
  readonly type: string;
  readonly logicalId: string;
  readonly physicalId: string;
}

export type DestroyStep =
  | { readonly do: 'unprotectStack' | 'destroyStacks' }
  | { readonly do: 'deleteTable' | 'emptyAndDeleteBucket' | 'scheduleKeyDeletion'; readonly id: string };

export interface DestroyPlan {
  readonly steps: readonly DestroyStep[];
  /** What stays, for the person to know: `type, name in the stack: name in the account`. */
  readonly left: readonly string[];
}

/** Nobody can delete a digest before its time; logs and the key of both may be asked for long after. */
const KEPT_ALWAYS = ['Digests', 'OperationsKey', 'AccessLogs'];

const DATA: Readonly<Record<string, 'deleteTable' | 'emptyAndDeleteBucket' | 'scheduleKeyDeletion'>> = {
  'AWS::DynamoDB::Table': 'deleteTable',
  'AWS::S3::Bucket': 'emptyAndDeleteBucket',
  'AWS::KMS::Key': 'scheduleKeyDeletion',
};

/**
 * What taking a deployment away comes to. Without `withData` every table, bucket and key stays where it is: another
 * deployment of the same stage does not take them over. Pure.
 */
export function planDestroy(resources: readonly StackResource[], withData: boolean): DestroyPlan {
  const stores = resources.filter(({ type }) => DATA[type] !== undefined || type === 'AWS::Logs::LogGroup');
  const goes = ({ type, logicalId }: StackResource) =>
    withData && DATA[type] !== undefined && !KEPT_ALWAYS.some((name) => logicalId.startsWith(name));
  const steps = stores.filter(goes).flatMap(({ type, physicalId: id }): DestroyStep[] => {
    const act = DATA[type];
    return act === undefined ? [] : [{ do: act, id }];
  });
  return {
    // Keys last: what lies under them could else not be emptied.
    steps: [{ do: 'unprotectStack' }, { do: 'destroyStacks' }, ...steps.toSorted((a, b) => order(a) - order(b))],
    left: stores
      .filter((resource) => !goes(resource))
      .map(({ type, logicalId, physicalId }) => `${type}, ${logicalId}: ${physicalId}`),
  };
}

function order(step: DestroyStep): number {
  return ['deleteTable', 'emptyAndDeleteBucket', 'scheduleKeyDeletion'].indexOf(step.do);
}
