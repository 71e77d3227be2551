import { startDynamoDb } from '../infra/local/dynamodb.ts';

/** DynamoDB in memory with both tables empty: each test file starts its own and closes it. */
export function startDynamo() {
  return startDynamoDb();
}
