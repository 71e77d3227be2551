import type { exampleTemplate } from './example.ts';
import { isAllowed, type Request, type Statement } from './iam.ts';

/** Every statement a function's role carries, in the role itself and in policies that name it. */
export function roleStatements({ template, idOf, all }: ReturnType<typeof exampleTemplate>, name: string): Statement[] {
  const roleId = idOf('IAM::Role', `${name}Role`);
  const role = template.findResources('AWS::IAM::Role')[roleId]?.Properties as {
    Policies: { PolicyDocument: { Statement: Statement[] } }[];
    ManagedPolicyArns?: unknown;
  };
  if (role.ManagedPolicyArns !== undefined) throw new Error(`${name} has a policy that others may have, too.`);
  const attached = all('IAM::Policy').filter(({ Roles }) => JSON.stringify(Roles).includes(`"${roleId}"`));
  const documents = [...role.Policies, ...(attached as typeof role.Policies)];
  return documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

type Resource = readonly [type: string, name: string];

/** The rights of some functions' roles, to be asked of. Resources are named as `isAllowed` names them. */
export function rolesOf<Name extends string>(example: ReturnType<typeof exampleTemplate>, names: readonly Name[]) {
  const { idOf } = example;
  const statements = Object.fromEntries(names.map((name) => [name, roleStatements(example, name)])) as Record<
    Name,
    Statement[]
  >;
  const arn = (type: string, name: string, path = '') => `\${${idOf(type, name)}}${path}`;
  const may = (name: Name, request: Request) => isAllowed(statements[name], request);
  return {
    statements,
    arn,
    may,
    whoMay: (request: Request) => names.filter((name) => may(name, request)),
    /** A request of items of the data table, by the partitions that they are in. */
    item: (action: string, ...partitions: string[]): Request => ({
      action: `dynamodb:${action}`,
      resource: arn('DynamoDB::Table', 'Data'),
      context: { 'dynamodb:LeadingKeys': partitions },
    }),
    /** Those of the resources that a role names, in whatever statement. */
    named: (name: Name, resources: readonly Resource[]) =>
      resources.filter((resource) => JSON.stringify(statements[name]).includes(idOf(...resource))),
  };
}
