import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

interface Version {
  value?: string;
  stages: string[];
}

/** What a scripted account holds, for a test to look at and to change. */
export interface Account {
  readonly versions: Map<string, Version>;
  /** The header's value that the distribution sends, and its name. */
  header: { name: string; value: string };
  /** How often a look at the distribution still says that edges lack the last change. */
  looksUntilDeployed: number;
  updates: number;
}

/** As much of Secrets Manager and CloudFront as turning a secret asks of them, spoken to by Amazon's own clients. */
export async function scriptedAws(first: string) {
  const account: Account = {
    versions: new Map([[randomUUID(), { value: first, stages: ['AWSCURRENT'] }]]),
    header: { name: 'X-Hmis-Origin', value: first },
    looksUntilDeployed: 0,
    updates: 0,
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.headers['x-amz-target']) answerSecrets(account, request, body, response);
    else answerCloudFront(account, request, body, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  };
  const secrets = new SecretsManagerClient(connection);
  const distributions = new CloudFrontClient(connection);
  return {
    account,
    secrets,
    distributions,
    endpoint: connection.endpoint,
    close: async () => {
      secrets.destroy();
      distributions.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface SecretsRequest {
  readonly VersionId?: string;
  readonly VersionStage?: string;
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly VersionStages?: string[];
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string;
}

function answerSecrets({ versions }: Account, request: IncomingMessage, body: string, response: ServerResponse) {
  const asked = JSON.parse(body) as SecretsRequest;
  const answer = (status: number, value: object) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
  };
  const { VersionId, VersionStage = 'AWSCURRENT' } = asked;
  switch (String(request.headers['x-amz-target']).split('.')[1]) {
    case 'GetSecretValue': {
      const found =
        VersionId === undefined
          ? [...versions.values()].find(({ stages }) => stages.includes(VersionStage))
          : versions.get(VersionId);
      if (found?.value === undefined) return answer(400, { __type: 'ResourceNotFoundException', message: 'none' });
      return answer(200, { SecretString: found.value });
    }
    case 'DescribeSecret':
      return answer(200, {
        VersionIdsToStages: Object.fromEntries([...versions].map(([id, { stages }]) => [id, stages])),
      });
    case 'PutSecretValue':
      versions.set(asked.ClientRequestToken ?? '', {
        value: asked.SecretString ?? '',
        stages: asked.VersionStages ?? [],
      });
      return answer(200, {});
    case 'UpdateSecretVersionStage': {
      for (const version of versions.values())
        version.stages = version.stages.filter((stage) => stage !== VersionStage);
      const to = versions.get(asked.MoveToVersionId ?? '');
      if (to) to.stages = [VersionStage];
      return answer(200, {});
    }
    default:
      return answer(400, { __type: 'UnknownOperationException' });
  }
}

function answerCloudFront(
  account: Account,
  { method, url = '' }: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  const config = configOf(account);
  const answer = (xml: string) =>
    response.writeHead(200, { 'content-type': 'text/xml', etag: `E${account.updates}` }).end(xml);
  if (method === 'PUT') {
    account.updates += 1;
    account.header = { ...account.header, value: /<HeaderValue>(.*?)<\/HeaderValue>/.exec(body)?.[1] ?? '' };
    return answer(`<Distribution><Id>E1</Id>${configOf(account)}</Distribution>`);
  }
  if (url.includes('/config')) return answer(config);
  const status = account.looksUntilDeployed > 0 ? 'InProgress' : 'Deployed';
  account.looksUntilDeployed -= 1;
  return answer(`<Distribution><Id>E1</Id><Status>${status}</Status>${config}</Distribution>`);
}

function configOf({ header: { name, value } }: Account): string {
  const headers = `<CustomHeaders><Quantity>1</Quantity><Items><OriginCustomHeader><HeaderName>${name}</HeaderName><HeaderValue>${value}</HeaderValue></OriginCustomHeader></Items></CustomHeaders>`;
  const none = '<CustomHeaders><Quantity>0</Quantity></CustomHeaders>';
  const origins = [
    `<Origin><Id>pages</Id><DomainName>pages.example.org</DomainName>${none}</Origin>`,
    `<Origin><Id>api</Id><DomainName>api.example.org</DomainName>${headers}</Origin>`,
  ];
  return `<DistributionConfig><CallerReference>1</CallerReference><Origins><Quantity>2</Quantity><Items>${origins.join('')}</Items></Origins><DefaultCacheBehavior><TargetOriginId>pages</TargetOriginId><ViewerProtocolPolicy>https-only</ViewerProtocolPolicy></DefaultCacheBehavior><Comment></Comment><Enabled>true</Enabled></DistributionConfig>`;
}
