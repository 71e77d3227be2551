import type { ComponentType } from 'preact';
import { FilesPart } from './components/files/files-part.tsx';
import { createFiles, type FilesParts } from './state/files/create-files.ts';
import type { Facts } from './state/session.ts';

/** The pane's part about files on the server. Fetched when it is first opened. */
export function openFiles(parts: FilesParts): ComponentType<{ readonly facts: Facts }> {
  const files = createFiles(parts);
  return function Files({ facts }) {
    return <FilesPart files={files} facts={facts} />;
  };
}
