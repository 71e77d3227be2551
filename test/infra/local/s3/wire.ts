import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import {
  chunkSignature,
  requestSignature,
  type SigningScope,
  trailerSignature,
} from '../../../../infra/local/s3/signature.ts';
import { parseTarget } from '../../../../infra/local/s3/target.ts';
import { CREDENTIALS } from './endpoint.ts';

/** Requests as bytes on the wire, for what no client library would send. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The client's end of the connection, to tell one connection from another. */
  readonly localPort: number | undefined;
}

/** Sends the path as it stands, and the body if the server lets a waiting client go on. */
export function sendRaw(
  endpoint: string,
  path: string,
  options: RequestOptions & { body?: Uint8Array | string; onContinue?: () => void } = {},
): Promise<WireAnswer> {
  const { hostname, port } = new URL(endpoint);
  const { body, onContinue, ...rest } = options;
  return new Promise((resolve, reject) => {
    const sending = request({ hostname, port, path, ...rest }, (response) => {
      let text = '';
      const { localPort } = response.socket;
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, localPort }),
      );
    });
    sending.on('error', reject);
    if (onContinue) {
      sending.on('continue', () => {
        onContinue();
        sending.end(body);
      });
      sending.flushHeaders();
    } else sending.end(body);
  });
}

export interface SignedPut {
  readonly scope: SigningScope;
  readonly signature: string;
  readonly headers: Record<string, string>;
}

/** The headers of a signed PUT; `payload` is what goes into x-amz-content-sha256. */
export function signPut(endpoint: string, path: string, payload: string, more: Record<string, string> = {}): SignedPut {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = { timestamp, region: 'us-east-1', secretAccessKey: CREDENTIALS.secretAccessKey };
  const headers: Record<string, string> = {
    host: new URL(endpoint).host,
    'x-amz-content-sha256': payload,
    'x-amz-date': timestamp,
    'x-amz-server-side-encryption': 'aws:kms',
    ...more,
  };
  const signed = new Map(Object.entries(headers));
  const signature = requestSignature(scope, { method: 'PUT', target: parseTarget(path), headers: signed, payload });
  const credential = `${CREDENTIALS.accessKeyId}/${timestamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const names = [...signed.keys()].sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { scope, signature, headers: { ...headers, authorization } };
}

/** A body in signed chunks, with a signed trailer if there is one. */
export function signedChunks(put: SignedPut, chunks: readonly string[], trailer?: readonly [string, string]): string {
  let previous = put.signature;
  let body = '';
  for (const chunk of [...chunks, '']) {
    previous = chunkSignature(put.scope, previous, createHash('sha256').update(chunk).digest('hex'));
    body += `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}${chunk === '' ? '' : '\r\n'}`;
  }
  if (trailer) {
    const signature = trailerSignature(put.scope, previous, new Map([trailer]));
    body += `${trailer[0]}:${trailer[1]}\r\nx-amz-trailer-signature:${signature}\r\n`;
  }
  return `${body}\r\n`;
}
