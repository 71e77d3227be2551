import { useEffect, useState } from 'preact/hooks';
import { FILES_WORDS } from '../../files-words.ts';
import type { DoorKeeper } from '../../state/door.ts';
import type { Files } from '../../state/files/create-files.ts';
import type { ScheduledFile } from '../../state/schedules/fresh-files.ts';
import type { Facts } from '../../state/session.ts';
import { WORDS } from '../../words.ts';
import { Bones } from '../bones.tsx';
import { ConnectionBanner } from '../connection-banner.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';
import type { SchedulesPartProps } from '../schedules/schedules-part.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import { AskFile } from './ask-file.tsx';
import { FileList } from './file-list.tsx';
import { ZipView } from './zip-view.tsx';

export type SchedulesProps = Omit<SchedulesPartProps, 'schedules'>;

/** While something is being made, the list is asked for this often. */
const LOOK_AGAIN_MS = 3_000;

interface FilesPartProps {
  readonly files: Files;
  readonly schedules: DoorKeeper<SchedulesProps>;
  readonly facts: Facts;
}

/** Files on the server: the list, the form to ask for one, or what is in one; and the schedules that make some of them. */
export function FilesPart({ files, schedules, facts }: FilesPartProps) {
  const online = usePane().connection.value === 'online';
  const [place, setPlace] = useState<{ readonly file: ScheduledFile | undefined } | undefined>();
  useEffect(() => {
    if (!place && online) void files.load();
  }, [files, place, online]);
  const list = files.list.value;
  const waiting = list?.some(({ state }) => state === 'queued' || state === 'running') === true;
  useEffect(() => {
    if (!waiting || !online) return;
    const timer = setInterval(() => void files.load(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [files, waiting, online]);
  if (place)
    return <SchedulesPlace door={schedules} facts={facts} file={place.file} back={() => setPlace(undefined)} />;
  const trouble = files.trouble.value;
  const done = files.done.value;
  const asking = files.asking.value;
  const zip = files.zip.value;
  return (
    <section class="sheets" aria-labelledby="files-title">
      <h1 id="files-title" tabIndex={-1}>
        {FILES_WORDS.title}
      </h1>
      <ConnectionBanner />
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
        <FileList files={files} list={list} facts={facts} toSchedules={(file) => setPlace({ file })} />
      )}
    </section>
  );
}

/** The part about schedules, or its coming. */
function SchedulesPlace({ door, ...props }: SchedulesProps & { readonly door: DoorKeeper<SchedulesProps> }) {
  useEffect(() => void door.open(), [door]);
  const { value } = door.door;
  if (value.phase === 'open') return <value.View {...props} />;
  if (value.phase !== 'failed') return <Bones words={WORDS.files.loading} />;
  return (
    <section class="empty" aria-labelledby="schedules-title">
      <Icon name="offline" />
      <h1 id="schedules-title">{WORDS.files.notLoaded}</h1>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void door.open()}>
          {WORDS.actions.tryAgain}
        </button>
        <button type="button" class="button" onClick={props.back}>
          {WORDS.plan.back}
        </button>
      </div>
    </section>
  );
}
