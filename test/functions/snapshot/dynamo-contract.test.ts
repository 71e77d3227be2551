import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { connectDynamo, disconnectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { createMissingTables } from '../../../infra/local/dynamodb.ts';
import { startDynamo } from '../../dynamodb.ts';
import { type DynamoUnderTest, dynamoContract } from './dynamo-contract.ts';

dynamoContract('the embedded DynamoDB', startDynamo);

// Elsewhere the contract runs only by request: DYNAMODB_ENDPOINT is the address of another (Amazon's DynamoDB Local), or
// `aws` for Amazon's own in AWS_REGION. The environment gives credentials that may make and delete tables.
const endpoint = process.env.DYNAMODB_ENDPOINT;
if (endpoint !== undefined) {
  dynamoContract(endpoint === 'aws' ? 'Amazon DynamoDB' : endpoint, () => ownTables(endpoint));
}

/** Two tables that are made for this run and deleted after it. */
async function ownTables(address: string): Promise<DynamoUnderTest> {
  const table = `hmis-contract-${randomUUID()}`;
  const tables = { table, keysTable: `${table}-keys` };
  const region = process.env.AWS_REGION ?? 'us-east-1';
  const db = connectDynamo({
    ...(address === 'aws' ? {} : { endpoint: address }),
    region,
    ...tables,
    timeoutMs: 30_000,
  });
  await createMissingTables(db);
  for (const TableName of Object.values(tables)) {
    await waitUntilTableExists({ client: db.doc, maxWaitTime: 120 }, { TableName });
  }
  return {
    db,
    async close() {
      for (const TableName of Object.values(tables)) await db.doc.send(new DeleteTableCommand({ TableName }));
      disconnectDynamo(db);
    },
  };
}
