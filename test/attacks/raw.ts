import { connect } from 'node:net';

/** The answer to a request whose every byte the test wrote; status 0 where the connection was just closed. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends the bytes as they are and reads until the other side closes. For what no HTTP client lets through. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), timeout: 30_000 });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('timeout', () => socket.destroy(new Error('No answer and no end within 30 s.')));
  let fault: NodeJS.ErrnoException | undefined;
  socket.on('error', (error: NodeJS.ErrnoException) => {
    fault = error;
  });
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  // A refusal may come before all was sent: the rest then meets a closed door.
  if (fault && fault.code !== 'ECONNRESET' && fault.code !== 'EPIPE') throw fault;
  const text = Buffer.concat(chunks).toString('latin1');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}

/** A request line by line, with Host and an end to the connection unless the lines bring their own. */
export function rawRequest(url: string, line: string, headers: readonly string[] = [], body = ''): string {
  const has = (name: string) => headers.some((header) => header.toLowerCase().startsWith(`${name}:`));
  const own = [
    ...(has('host') ? [] : [`Host: ${new URL(url).host}`]),
    'Connection: close',
    ...(body === '' || has('content-length') || has('transfer-encoding')
      ? []
      : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return `${[`${line} HTTP/1.1`, ...own, ...headers].join('\r\n')}\r\n\r\n${body}`;
}
