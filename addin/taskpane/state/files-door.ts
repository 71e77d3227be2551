import type { ServiceAddress } from '../../service/call.ts';
import { createDoor, type Door, type DoorKeeper } from './door.ts';
import type { FilesParts } from './files/create-files.ts';
import type { Facts } from './session.ts';

interface FilesProps {
  readonly facts: Facts;
}
export type FilesDoor = Door<FilesProps>;

interface FilesDoorParts extends Omit<FilesParts, 'client'> {
  readonly service: ServiceAddress;
}

/** The way into the part about files on the server. Shut, it forgets all it knew, an opened zip above all. */
export function createFilesDoor({ service, ...parts }: FilesDoorParts): DoorKeeper<FilesProps> {
  return createDoor(async () => {
    const { openFiles } = await import('../open-files.tsx');
    return () => openFiles(service, parts);
  });
}
