import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DynamoConnection } from '../../../functions/snapshot/dynamo.ts';

/** How a process reaches the bench's tables and file store. */
export interface StoreConnection {
  /** Where the tables lie, and keys and spills beside them. */
  readonly folder: string;
  readonly connection: DynamoConnection;
  readonly s3: { readonly endpoint: string; readonly bucket: string };
}

export interface BenchStore extends StoreConnection {
  close(): Promise<void>;
}

/** Tables and file store in a process of their own, on a folder that goes when they are closed. */
export async function startStore(): Promise<BenchStore> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-bench-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'store-host.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    ...(JSON.parse(line) as StoreConnection),
    async close() {
      child.stdin.end();
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}
