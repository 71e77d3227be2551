import { s3Contract } from './contract.ts';
import { type Connection, localS3 } from './endpoint.ts';
import { multipartContract } from './multipart-contract.ts';
import { signingContract } from './signing-contract.ts';

function runS3Contract(name: string, connect: () => Promise<Connection>): void {
  s3Contract(name, connect);
  multipartContract(name, connect);
  signingContract(name, connect);
}

runS3Contract('the local server', () => localS3());

// Elsewhere the contract runs only by request: S3_CONTRACT_BUCKET names a bucket whose policy denies any write without
// SSE-KMS, AWS_REGION is its region, and the environment gives credentials that may use it. It is Amazon's, unless
// S3_ENDPOINT says where else.
const bucket = process.env.S3_CONTRACT_BUCKET;
if (bucket !== undefined) {
  const region = process.env.AWS_REGION ?? 'us-east-1';
  const endpoint = process.env.S3_ENDPOINT;
  const connection = { ...(endpoint && { endpoint }), region, bucket, close: async () => undefined };
  runS3Contract(endpoint ?? 'Amazon S3', async () => connection);
}
