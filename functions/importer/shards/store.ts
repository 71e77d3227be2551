import { type WrittenVersion, writeVersion } from '../../snapshot/version.ts';
import { assembleEnrollments } from '../assemble.ts';
import { advance } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { openSpill } from '../spill.ts';
import type { Spilled } from '../spilled.ts';
import { allRead, groupStoredName, shardFilesOf } from './handed-on.ts';
import { inLease } from './in-lease.ts';
import { rowOf } from './rows-writer.ts';
import { putValue, readLines } from './sealed-lines.ts';

/** Stores a group's projects, one after the other, as one function stores all. */
export async function storeGroup(importer: Importer, id: string, group: number): Promise<void> {
  const { writer } = importer;
  await inLease(importer, id, async ({ assertHeld }) => {
    const files = await shardFilesOf(importer, id);
    const { begun, shards } = await allRead(files);
    const spill = openSpill(importer.spillFolder);
    try {
      for (const { rows } of [begun, ...shards]) {
        for (const name of rows[group] ?? []) {
          assertHeld();
          for (const line of await readLines(files, name)) spill.add(...rowOf(line));
        }
      }
      const { projects } = begun.catalog;
      const stored: [number, WrittenVersion][] = [];
      let looked = 0;
      for (let n = group; n < projects.length; n += begun.plan.groups) {
        assertHeld();
        const project = projects[n];
        const enrollments = assembleEnrollments(spill.read(n) as Spilled[], begun.facts.hashed);
        if (project && enrollments.length > 0) {
          stored.push([n, await writeVersion(writer, project.ProjectID, enrollments)]);
        }
        looked++;
      }
      await putValue(files, groupStoredName(group), stored);
      await advance(writer.dynamo, id, looked);
    } finally {
      spill.close();
    }
  });
}
