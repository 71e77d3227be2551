import type { exampleTemplate } from './example.ts';
import type { Statement } from './iam.ts';

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
