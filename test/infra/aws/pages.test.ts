import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ORIGIN_HEADER } from '../../../functions/access/origin.ts';
import { OBJECT_HEADERS } from '../../../infra/aws/page-headers.ts';
import { readStage } from '../../../infra/aws/stage.ts';
import { headersOf } from '../../../infra/pages/pages.ts';
import { exampleTemplate, synthesize } from './example.ts';

const stage = readStage('example');
const { template, propertiesOf, idOf, all } = exampleTemplate();

interface Behavior {
  readonly PathPattern: string;
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: string;
  readonly AllowedMethods: readonly string[];
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: { readonly Ref: string };
}

interface Origin {
  readonly Id: string;
  readonly OriginAccessControlId?: unknown;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  readonly CustomOriginConfig?: Record<string, unknown>;
}

const config = propertiesOf('CloudFront::Distribution', 'Distribution').DistributionConfig as {
  readonly Aliases: readonly string[];
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
  readonly Origins: readonly Origin[];
  readonly ViewerCertificate: Record<string, unknown>;
  readonly WebACLId: string;
};

/** The behavior that CloudFront chooses for a path. */
function behaviorOf(path: string): Behavior {
  const found = config.CacheBehaviors.find(({ PathPattern }) =>
    PathPattern.endsWith('*') ? path.startsWith(PathPattern.slice(0, -1)) : path === PathPattern,
  );
  return found ?? config.DefaultCacheBehavior;
}

const originOf = ({ TargetOriginId }: Behavior) => config.Origins.find(({ Id }) => Id === TargetOriginId);

interface HeadersPolicy {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy?: { readonly ContentSecurityPolicy: string };
    readonly ContentTypeOptions?: object;
    readonly ReferrerPolicy?: { readonly ReferrerPolicy: string };
    readonly StrictTransportSecurity?: {
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains: boolean;
    };
  };
  readonly CustomHeadersConfig: { readonly Items: readonly { readonly Header: string; readonly Value: string }[] };
}

/** What CloudFront adds to an answer, as a browser sees it. */
function headersAdded({ ResponseHeadersPolicyId }: Behavior): Record<string, string> {
  const resource = template.findResources('AWS::CloudFront::ResponseHeadersPolicy')[ResponseHeadersPolicyId?.Ref ?? ''];
  if (!resource) throw new Error('The behavior has no policy of headers.');
  const { SecurityHeadersConfig: security, CustomHeadersConfig } = resource.Properties
    .ResponseHeadersPolicyConfig as HeadersPolicy;
  const { ContentSecurityPolicy, ContentTypeOptions, ReferrerPolicy, StrictTransportSecurity: hsts } = security;
  return {
    ...Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
    ...(ContentSecurityPolicy && { 'content-security-policy': ContentSecurityPolicy.ContentSecurityPolicy }),
    ...(ContentTypeOptions && { 'x-content-type-options': 'nosniff' }),
    ...(ReferrerPolicy && { 'referrer-policy': ReferrerPolicy.ReferrerPolicy }),
    ...(hsts && {
      'strict-transport-security': `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}`,
    }),
  };
}

const FILES = 'https://files.example';
const UPLOADS = 'https://uploads.example';

/** A bucket's name is known when it is made: where the template asks for it, the test's stands. */
function withBucketsNamed(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const domainOf = (bucket: string) => ({ 'Fn::GetAtt': [idOf('S3::Bucket', bucket), 'RegionalDomainName'] });
  const named = [
    [domainOf('Files'), FILES],
    [domainOf('Uploads'), UPLOADS],
  ] as const;
  const nameOf = (part: unknown) => named.find(([bucket]) => isDeepStrictEqual(part, bucket))?.[1];
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const parts = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1];
      const text = parts?.map((part) => nameOf(part)?.replace('https://', '') ?? part).join('');
      return [name, text ?? value];
    }),
  );
}

describe('the pages', () => {
  test.each([
    'taskpane.html',
    'removal.html',
    'dialog.html',
    'taskpane.js',
    'dialog.js',
    'taskpane.css',
    'part-ABCD1234.js',
    'part-ABCD1234.js.map',
    'assets/icon-16.png',
    'assets/icon-80.png',
  ])('%s comes with the headers that one machine sends', (path) => {
    const { [OBJECT_HEADERS[0]]: _type, [OBJECT_HEADERS[1]]: _cache, ...expected } = headersOf(path, [FILES, UPLOADS]);
    expect(withBucketsNamed(headersAdded(behaviorOf(`/${path}`)))).toEqual(expected);
  });

  test('the pane may reach the buckets of files and of uploads, and the dialogs may not', () => {
    const policyOf = (path: string) => headersOf(path, [FILES, UPLOADS])['content-security-policy'];
    expect(policyOf('taskpane.html')).toContain(`connect-src 'self' ${FILES} ${UPLOADS};`);
    for (const dialog of ['dialog.html', 'removal.html']) {
      expect(policyOf(dialog)).not.toContain(FILES);
      expect(policyOf(dialog)).not.toContain(UPLOADS);
    }
  });

  test('come from a bucket that answers this distribution alone', () => {
    expect(originOf(behaviorOf('/taskpane.html'))?.OriginAccessControlId).toBeDefined();
    const policies = all('S3::BucketPolicy').filter(({ Bucket }) =>
      JSON.stringify(Bucket).includes(idOf('S3::Bucket', 'Pages')),
    );
    const { Statement } = (policies[0] as { PolicyDocument: { Statement: Record<string, unknown>[] } }).PolicyDocument;
    const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: {} },
    });
    expect(JSON.stringify(allowed[0]?.Condition)).toContain(idOf('CloudFront::Distribution', 'Distribution'));
  });

  test('no query goes further than CloudFront', () => {
    expect(propertiesOf('CloudFront::CachePolicy', 'PagesAreCached')).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: { QueryStringBehavior: 'none' },
          CookiesConfig: { CookieBehavior: 'none' },
          HeadersConfig: { HeaderBehavior: 'none' },
        },
      },
    });
  });
});

describe('the service', () => {
  const behavior = behaviorOf('/v1/reports/active-clients/plan');
  const origin = originOf(behavior);

  // Amazon's ids of its managed policies CachingDisabled and AllViewerExceptHostHeader.
  test('is at the same origin, kept nowhere, and gets all that the browser sends', () => {
    expect(behavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
    expect([...behavior.AllowedMethods].sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
  });

  test('says its own headers', () => {
    expect(behavior.ResponseHeadersPolicyId).toBeUndefined();
  });

  test('is told the secret, which stands in no template', () => {
    expect(origin?.OriginCustomHeaders?.map(({ HeaderName }) => HeaderName)).toEqual([ORIGIN_HEADER]);
    expect(JSON.stringify(origin?.OriginCustomHeaders)).toContain('{{resolve:secretsmanager:');
    expect(propertiesOf('SecretsManager::Secret', 'OriginSecret')).not.toHaveProperty('SecretString');
  });

  test('is asked over TLS 1.2 and nothing older', () => {
    expect(origin?.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  test('the secret is turned by a function of ours, every 30 days', () => {
    expect(propertiesOf('SecretsManager::RotationSchedule', 'OriginSecretTurns')).toMatchObject({
      RotationLambdaARN: { 'Fn::GetAtt': [idOf('Lambda::Function', 'TurnSecret'), 'Arn'] },
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
    });
  });
});

describe('the distribution', () => {
  test('answers to the domain of the stage, over TLS 1.2 and newer, behind its firewall', () => {
    expect(config.Aliases).toEqual([stage.domain?.name]);
    expect(config.ViewerCertificate).toMatchObject({
      AcmCertificateArn: stage.domain?.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(config.WebACLId).toBe(stage.webAclArn);
  });

  test('a stage without a domain and a firewall has no finding that was not acknowledged', () => {
    expect(synthesize('plain')).toEqual({ status: 0, said: '' });
  });

  test('its log has no query, no cookie and no referrer, and is sent from us-east-1', () => {
    const edge = exampleTemplate('HmisSheets-example-EdgeLogs');
    const { RecordFields } = edge.propertiesOf('Logs::Delivery', 'Delivery') as { RecordFields: string[] };
    expect(RecordFields).toContain('cs-uri-stem');
    expect(RecordFields.filter((field) => /query|cookie|referer/i.test(field))).toEqual([]);
    expect(edge.propertiesOf('Logs::DeliverySource', 'Source')).toMatchObject({ LogType: 'ACCESS_LOGS' });
    expect(edge.propertiesOf('Logs::LogGroup', 'EdgeLog')).toMatchObject({ RetentionInDays: 400 });
  });
});
