import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { putProfile } from '../../../functions/access/profiles.ts';
import { OTHER_ROUTES } from '../../../functions/api/handler.ts';
import { connectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { answerByLambda } from '../../../infra/local/gateway.ts';
import { oidOf, profileOf } from '../../functions/access/people.ts';
import { claims, rs256, rsaKey } from '../../functions/access/tokens.ts';
import { handlerOver } from '../../functions/api/direct.ts';
import { peakMemory } from '../store/peak-memory.ts';
import type { StoreConnection } from '../store/store.ts';

/** What the service's process is told, and what it says when it is ready: an address, and a token for each person. */
export interface HostAssignment {
  readonly store: StoreConnection;
  readonly people: number;
}
export interface Host {
  readonly url: string;
  readonly tokens: readonly string[];
}

// The service of one machine with more people than its own four, in a process of its own: says how it is reached, and at
// its input's end the most memory it had.
const { store, people } = JSON.parse(process.argv[2] ?? '') as HostAssignment;
const dynamo = connectDynamo(store.connection);
const key = rsaKey('bench');
const { handler } = handlerOver(dynamo, key, { routes: OTHER_ROUTES });
const oids = Array.from({ length: people }, (_, n) => oidOf(n + 1));
for (const oid of oids) {
  const { version, ...rights } = profileOf({ oid, role: 'admin', organizations: 'all' });
  await putProfile(dynamo, rights, undefined);
}
const server = createServer((request, response) => {
  answerByLambda(request, response, handler).catch(() => response.destroy());
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const host: Host = {
  url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  tokens: oids.map((oid) => rs256(key, claims({ oid }))),
};
process.stdout.write(`${JSON.stringify(host)}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  process.stdout.write(`${JSON.stringify({ peakBytes: peakMemory() })}\n`);
  process.exit(0);
});
