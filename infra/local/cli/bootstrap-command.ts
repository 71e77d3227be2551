import { bootstrapAdmin } from '../../../functions/access/bootstrap.ts';
import { connectDynamo, disconnectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { HmisError } from '../../../shared/errors.ts';
import { type OptionKind, readOptions, required } from './options.ts';
import { print, printable, type Terminal, UsageError } from './terminal.ts';

const OWN: Readonly<Record<string, OptionKind>> = {
  table: 'value',
  region: 'value',
  tid: 'value',
  oid: 'value',
  name: 'value',
};

/**
 * `users bootstrap`: the first administrator, written straight into the table with the AWS credentials of whoever runs
 * it (as the AWS tools find them). DYNAMODB_ENDPOINT leads to another DynamoDB than the region's own.
 */
export async function bootstrap(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readOptions(args, OWN, 0);
  if (options.value('url') !== undefined || options.value('as') !== undefined) {
    throw new UsageError('bootstrap works on the table, not on a service: leave --url and --as out.');
  }
  const [table, region] = [required(options, 'table'), required(options, 'region')];
  const person = { tid: required(options, 'tid'), oid: required(options, 'oid'), name: required(options, 'name') };
  const endpoint = terminal.env.DYNAMODB_ENDPOINT;
  // The table of keys is not touched.
  const dynamo = connectDynamo({ ...(endpoint ? { endpoint } : {}), region, table, keysTable: '' });
  try {
    const { name } = await bootstrapAdmin(dynamo, person).catch((error: unknown) => {
      throw plain(error, table, region);
    });
    print(terminal, [
      printable(`${name} is the administrator of ${table}. Add a second one soon: hmis users set --role admin …`),
    ]);
    return 0;
  } finally {
    disconnectDynamo(dynamo);
  }
}

/** What stops people here is their credentials or the table's name: AWS's word for it, as a sentence of ours. */
function plain(error: unknown, table: string, region: string): unknown {
  const cause = error instanceof HmisError ? error.cause : undefined;
  switch (cause instanceof Error ? cause.name : '') {
    case 'ResourceNotFoundException':
      return new HmisError('NotFound', `There is no table ${table} in ${region}.`);
    case 'CredentialsProviderError':
      return new HmisError('NotSignedIn', 'There are no AWS credentials here: sign in to AWS first (aws sso login).');
    case 'AccessDeniedException':
      return new HmisError('NotAllowed', `These AWS credentials may not read and write the table ${table}.`);
    case 'ExpiredTokenException':
    case 'InvalidSignatureException':
    case 'UnrecognizedClientException':
      return new HmisError('NotSignedIn', 'AWS does not take these credentials: sign in to AWS again.');
    default:
      return error;
  }
}
