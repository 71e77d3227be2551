import { Duration } from 'aws-cdk-lib';
import type {
  HeadersReferrerPolicy,
  ResponseHeadersPolicyProps,
  ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import { headersOf } from '../pages/pages.ts';

/** These lie on the object itself: the deploying script puts them there. */
export const OBJECT_HEADERS = ['content-type', 'cache-control'] as const;

/**
 * Has CloudFront send the headers of a page's file, all but those of the object, whatever the bucket says. `buckets` are
 * the origins that the pane downloads files from and uploads exports to.
 */
export function headersPolicyOf(
  path: string,
  buckets: readonly string[],
): Pick<ResponseHeadersPolicyProps, 'securityHeadersBehavior' | 'customHeadersBehavior'> {
  const own: string[] = [...OBJECT_HEADERS];
  let security: ResponseSecurityHeadersBehavior = {};
  const customHeaders = [];
  for (const [header, value] of Object.entries(headersOf(path, buckets)).filter(([name]) => !own.includes(name))) {
    const known = securityHeader(header, value);
    if (known) security = { ...security, ...known };
    else customHeaders.push({ header, value, override: true });
  }
  return { securityHeadersBehavior: security, customHeadersBehavior: { customHeaders } };
}

/** CloudFront has a place of its own for each of these, and takes them nowhere else. */
function securityHeader(header: string, value: string): ResponseSecurityHeadersBehavior | undefined {
  switch (header) {
    case 'content-security-policy':
      return { contentSecurityPolicy: { contentSecurityPolicy: value, override: true } };
    case 'x-content-type-options':
      return { contentTypeOptions: { override: true } };
    case 'referrer-policy':
      return { referrerPolicy: { referrerPolicy: value as HeadersReferrerPolicy, override: true } };
    case 'strict-transport-security':
      return { strictTransportSecurity: { ...strictTransport(value), override: true } };
    default:
      return undefined;
  }
}

function strictTransport(value: string) {
  const [, seconds, subdomains] = /^max-age=(\d+)(; includeSubDomains)?$/.exec(value) ?? [];
  if (seconds === undefined) throw new Error(`CloudFront cannot say Strict-Transport-Security: ${value}.`);
  return { accessControlMaxAge: Duration.seconds(Number(seconds)), includeSubdomains: subdomains !== undefined };
}
