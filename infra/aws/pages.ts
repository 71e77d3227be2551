import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ORIGIN_HEADER } from '../../functions/access/origin.ts';
import { acknowledge } from './acknowledge.ts';
import { headersPolicyOf } from './page-headers.ts';
import type { Stage } from './stage.ts';
import { PRIVATE } from './storage.ts';

/** Longer than the API itself waits for an answer, so that its word for "too late" is the one that is heard. */
const API_ANSWERS_WITHIN = Duration.seconds(35);
const OLD_PAGES_LAST = Duration.days(90);

/** Files of the pages by what headers they need: a pattern of paths, and one file that stands for it. */
const KINDS = [
  { pattern: '/taskpane.html', file: 'taskpane.html', id: 'PaneHeaders' },
  { pattern: '/removal.html', file: 'removal.html', id: 'RemovalHeaders' },
  { pattern: '/dialog.html', file: 'dialog.html', id: 'DialogHeaders' },
  { pattern: '/assets/*', file: 'assets/icon-32.png', id: 'IconHeaders' },
] as const;

export interface PagesProps {
  readonly stage: Stage;
  readonly api: HttpApi;
  readonly secret: Secret;
  readonly accessLogs: Bucket;
  /** The buckets that the pane downloads files from and uploads exports to, by presigned addresses. */
  readonly reached: readonly Bucket[];
}

export interface Pages {
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  /** `https://…`, without a path. */
  readonly origin: string;
}

/**
 * One distribution for the pages and, under `/v1/`, the service: one origin, so that no other page may call it. Who goes
 * to the API past it has not its secret.
 */
export function pages(stack: Stack, { stage, api, secret, accessLogs, reached }: PagesProps): Pages {
  const bucket = pagesBucket(stack, accessLogs);
  // CDK's own types don't hold under exactOptionalPropertyTypes.
  const origin = S3BucketOrigin.withOriginAccessControl(bucket as IBucket);
  const buckets = reached.map(({ bucketRegionalDomainName }) => `https://${bucketRegionalDomainName}`);
  const cachePolicy = new CachePolicy(stack, 'PagesAreCached', {
    comment: 'By the Cache-Control of the objects; the query, where Office tells what it is, goes no further',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.hours(1),
    maxTtl: Duration.days(365),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
  const behaviorOf = (file: string, id: string): BehaviorOptions => ({
    origin,
    cachePolicy,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    compress: true,
    responseHeadersPolicy: new ResponseHeadersPolicy(stack, id, headersPolicyOf(file, buckets)),
  });
  const distribution = new Distribution(stack, 'Distribution', {
    comment: `HMIS Sheets ${stage.deployment}`,
    defaultBehavior: behaviorOf('taskpane.js', 'PartHeaders'),
    additionalBehaviors: {
      ...Object.fromEntries(KINDS.map(({ pattern, file, id }) => [pattern, behaviorOf(file, id)])),
      '/v1/*': apiBehavior(stack, api, secret),
    },
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
    ...(stage.webAclArn === undefined ? {} : { webAclId: stage.webAclArn }),
    ...domainOf(stack, stage),
  });
  acknowledgeDistribution(distribution, stage);
  return { bucket, distribution, origin: `https://${stage.domain?.name ?? distribution.distributionDomainName}` };
}

function domainOf(stack: Stack, { domain }: Stage) {
  if (domain === undefined) return {};
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', domain.certificateArn);
  const minimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021;
  return { domainNames: [domain.name], certificate, minimumProtocolVersion };
}

function apiBehavior(stack: Stack, api: HttpApi, secret: Secret): BehaviorOptions {
  return {
    origin: new HttpOrigin(`${api.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: API_ANSWERS_WITHIN,
      // CloudFormation reads it when it deploys: it stands in no template.
      customHeaders: { [ORIGIN_HEADER]: secret.secretValue.unsafeUnwrap() },
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: false,
  };
}

/** Nothing in it is secret: it is what every visitor's browser gets. */
function pagesBucket(stack: Stack, accessLogs: Bucket): Bucket {
  const bucket = new Bucket(stack, 'Pages', {
    ...PRIVATE,
    encryption: BucketEncryption.S3_MANAGED,
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: 'pages/',
    lifecycleRules: [
      { noncurrentVersionExpiration: OLD_PAGES_LAST, abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
  acknowledge(bucket, 'S3DefaultEncryptionKMS', 'It holds what every visitor is sent.');
  acknowledge(bucket, 'S3BucketReplicationEnabled', 'The deploying script makes its objects anew from the repository.');
  return bucket;
}

function acknowledgeDistribution(distribution: Distribution, { domain, webAclArn }: Stage): void {
  const accept = (id: string, reason: string) => Validations.of(distribution).acknowledge({ id, reason });
  accept(
    'AwsSolutions-CFR1',
    'Who may come from where is for Conditional Access in Entra to say, by person and device; staff travel.',
  );
  accept(
    'AwsSolutions-CFR3',
    'Logs of the older kind hold the query. The stack in us-east-1 (edge-logs.ts) has CloudFront write chosen fields, without it.',
  );
  if (webAclArn === undefined) {
    accept('AwsSolutions-CFR2', 'The stage names no web ACL. The API throttles, and counts the calls of each person.');
  }
  if (domain === undefined) {
    accept(
      'AwsSolutions-CFR4',
      'The stage names no domain, and for its own name CloudFront sets the oldest version of TLS it takes. A stage with a domain takes 1.2 and newer.',
    );
  }
}
