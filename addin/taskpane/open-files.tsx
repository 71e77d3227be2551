import type { ComponentType } from 'preact';
import type { ServiceAddress } from '../service/call.ts';
import { createFilesClient } from '../service/files-client.ts';
import { createRunClient } from '../service/run-client.ts';
import { FilesPart, type SchedulesProps } from './components/files/files-part.tsx';
import { createDoor } from './state/door.ts';
import { createFiles, type FilesParts } from './state/files/create-files.ts';
import type { Facts } from './state/session.ts';

/** The pane's part about files on the server. Fetched when it is first opened. */
export function openFiles(
  service: ServiceAddress,
  parts: Omit<FilesParts, 'client'>,
): ComponentType<{ readonly facts: Facts }> {
  const files = createFiles({ ...parts, client: { ...createRunClient(service), ...createFilesClient(service) } });
  const schedules = createDoor<SchedulesProps>(async () => {
    const { openSchedules } = await import('./open-schedules.tsx');
    return () => openSchedules(service, parts);
  });
  return function Files({ facts }) {
    return <FilesPart files={files} schedules={schedules} facts={facts} />;
  };
}
