import { useEffect } from 'preact/hooks';
import { FILES_WORDS } from '../../files-words.ts';
import type { Files } from '../../state/files/create-files.ts';
import type { Facts } from '../../state/session.ts';
import { MessageBar } from '../message-bar.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import { AskFile } from './ask-file.tsx';
import { FileList } from './file-list.tsx';
import { ZipView } from './zip-view.tsx';

/** While something is being made, the list is asked for this often. */
const LOOK_AGAIN_MS = 3_000;

/** Files on the server: the list, the form to ask for one, or what is in one. */
export function FilesPart({ files, facts }: { readonly files: Files; readonly facts: Facts }) {
  useEffect(() => void files.load(), [files]);
  const list = files.list.value;
  const waiting = list?.some(({ state }) => state === 'queued' || state === 'running') === true;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void files.load(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [files, waiting]);
  const trouble = files.trouble.value;
  const done = files.done.value;
  const asking = files.asking.value;
  const zip = files.zip.value;
  return (
    <section class="sheets" aria-labelledby="files-title">
      <h1 id="files-title" tabIndex={-1}>
        {FILES_WORDS.title}
      </h1>
      {trouble && (
        <TroubleBar
          key={trouble}
          trouble={trouble}
          remedies={{ tryAgain: () => void files.load(), reload: () => void files.load() }}
          onDismiss={files.dismiss}
        />
      )}
      {done && (
        <MessageBar intent="success" onDismiss={files.dismiss}>
          {done}
        </MessageBar>
      )}
      {zip ? (
        <ZipView files={files} zip={zip} />
      ) : asking ? (
        <AskFile files={files} asking={asking} catalog={facts.catalog} />
      ) : (
        <FileList files={files} list={list} asOf={facts.catalog.asOf} />
      )}
    </section>
  );
}
