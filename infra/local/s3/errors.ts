import { element, xmlDocument } from './xml.ts';

/** S3's error codes that this server gives, with the HTTP status of each. [S3 API reference, Error responses] */
const S3_STATUS = {
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InvalidArgument: 400,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRequest: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MetadataTooLarge: 400,
  XAmzContentSHA256Mismatch: 400,
  AccessDenied: 403,
  AccessForbidden: 403,
  InvalidAccessKeyId: 403,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  MissingContentLength: 411,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
  NotImplemented: 501,
} as const;

export type S3Code = keyof typeof S3_STATUS;

/** A refusal in S3's own terms: thrown anywhere in this server, turned into an answer in one place. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: S3Code;

  constructor(code: S3Code, message: string) {
    super(message);
    this.code = code;
  }

  get status(): number {
    return S3_STATUS[this.code];
  }
}

/** The body of a refusal, as S3 writes it. */
export function errorXml(error: S3Error): string {
  return xmlDocument(`<Error>${element('Code', error.code)}${element('Message', error.message)}</Error>`);
}
