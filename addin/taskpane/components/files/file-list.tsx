import { useState } from 'preact/hooks';
import type { FileStatus } from '../../../../shared/contract/files.ts';
import { isCalendarDate } from '../../../../shared/dates.ts';
import { FILES_WORDS } from '../../files-words.ts';
import { formatDate } from '../../format.ts';
import type { Files } from '../../state/files/create-files.ts';
import type { ScheduledFile } from '../../state/schedules/fresh-files.ts';
import type { Facts } from '../../state/session.ts';
import { WORDS } from '../../words.ts';
import { Bones } from '../bones.tsx';
import { FileChooser, ZIP_FILES } from '../file-chooser.tsx';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';

interface FileListProps {
  readonly files: Files;
  readonly list: readonly FileStatus[] | undefined;
  readonly facts: Facts;
  /** Goes to the schedules, or to a file that one of them made. */
  readonly toSchedules: (file: ScheduledFile | undefined) => void;
}

/** The files that were asked for, the newest first, and the two ways to more. */
export function FileList({ files, list, facts, toSchedules }: FileListProps) {
  const words = FILES_WORDS;
  return (
    <>
      <p class="help">{words.what}</p>
      <div class="buttons">
        {facts.me.mayShowPii && (
          <button type="button" class="button button-primary" onClick={() => files.startAsking(facts.catalog.asOf)}>
            {words.ask}
          </button>
        )}
        <button type="button" class="button" onClick={() => toSchedules(undefined)}>
          {words.schedules}
        </button>
        <FileChooser accept={ZIP_FILES} label={words.zip.file} choose={files.choose}>
          {words.openLocal}
        </FileChooser>
      </div>
      {list === undefined && !files.trouble.value && <Bones words={WORDS.files.loading} />}
      {list?.length === 0 && <p>{words.none}</p>}
      {list !== undefined && list.length > 0 && (
        <ul>
          {list.map((file) => (
            <Item key={file.id} files={files} file={file} toSchedules={toSchedules} />
          ))}
        </ul>
      )}
    </>
  );
}

interface ItemProps extends Pick<FileListProps, 'files' | 'toSchedules'> {
  readonly file: FileStatus;
}

function Item({ files, file, toSchedules }: ItemProps) {
  const [sure, setSure] = useState(false);
  const words = FILES_WORDS;
  const days = words.days(file);
  const { state, own, expiresAt } = file;
  const until = expiresAt?.slice(0, 10) ?? '';
  return (
    <li class="sheet">
      <Icon name="sheet" />
      <div class="sheet-body">
        <p class="sheet-name">{days}</p>
        <p class="help">
          {words.states[state]}
          {state === 'ready' && isCalendarDate(until) && ` · ${words.until(formatDate(until))}`}
          {` · ${words.projects(file.projects.length)}`}
        </p>
        <p class="help">{words.data(file)}</p>
        {!own && <p class="help">{words.by(file.askedBy)}</p>}
        {state === 'running' && (
          <p class="help">
            <progress value={file.done} max={Math.max(1, file.total)} aria-label={words.states.running} /> {file.step}
          </p>
        )}
        {state === 'failed' && <p class="field-error">{file.message}</p>}
        {file.passwordWaived && (
          <p class="badge badge-warning">
            <Icon name="warning" />
            {words.noPassword}
          </p>
        )}
        {sure && (
          <MessageBar
            intent="warning"
            focused
            actions={
              <>
                <button type="button" class="button button-danger" onClick={() => void files.remove(file)}>
                  {words.remove}
                </button>
                <button type="button" class="button" onClick={() => setSure(false)}>
                  {words.keep}
                </button>
              </>
            }
          >
            {words.removeAsk}
          </MessageBar>
        )}
      </div>
      {state === 'ready' && own && (
        <button
          type="button"
          class="button"
          aria-label={words.openLabel(days)}
          onClick={() => (file.kind === 'report' ? toSchedules(file) : void files.download(file))}
        >
          {words.open}
        </button>
      )}
      {!sure && (
        <button type="button" class="button" aria-label={words.removeLabel(days)} onClick={() => setSure(true)}>
          {words.remove}
        </button>
      )}
    </li>
  );
}
