import { useEffect, useRef } from 'preact/hooks';
import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Imports } from '../../state/admin/imports.ts';
import type { ZonedTime } from '../../state/admin/zoned-time.ts';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';
import { TroubleBar } from '../trouble-bar.tsx';
import { ChooseZip } from './choose-zip.tsx';
import { ImportView } from './import-view.tsx';
import { SnapshotList } from './snapshot-list.tsx';

interface ImportsPartProps {
  readonly imports: Imports;
  readonly time: ZonedTime;
}

/** The exports that reports are made from: another one taken in, and the way back to the one before. */
export function ImportsPart({ imports, time }: ImportsPartProps) {
  const pane = usePane();
  const online = pane.connection.value === 'online';
  const importing = imports.importing.value;
  const running = importing.phase === 'running';
  useEffect(() => {
    if (online) void imports.load();
  }, [imports, online]);
  useEffect(() => (running && online ? imports.watch() : undefined), [imports, running, online]);
  const heading = useRef<HTMLHeadingElement>(null);
  const none = importing.phase === 'none';
  /** What changes here takes the focus; what is come back to does not. */
  const cameTo = useRef(importing.phase);
  const moved = useRef(false);
  moved.current ||= importing.phase !== cameTo.current;
  const had = useRef(!none);
  useEffect(() => {
    // What had the focus is gone.
    if (none && had.current) heading.current?.focus();
    had.current = !none;
  }, [none]);
  const trouble = imports.trouble.value;
  const words = ADMIN_WORDS.imports;
  return (
    <section class="people" aria-labelledby="imports-title">
      <div class="title">
        <h1 id="imports-title" ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <p class="description">{words.description}</p>
      </div>
      {trouble && (
        <TroubleBar
          key={trouble}
          trouble={trouble}
          remedies={{ tryAgain: () => void imports.load(), reload: () => void imports.load() }}
          onDismiss={imports.dismiss}
        />
      )}
      <Done imports={imports} />
      {none ? (
        <Choice imports={imports} />
      ) : (
        <ImportView imports={imports} importing={importing} focused={moved.current} />
      )}
      <SnapshotList imports={imports} time={time} />
    </section>
  );
}

function Done({ imports }: Pick<ImportsPartProps, 'imports'>) {
  const done = imports.done.value;
  if (!done) return null;
  const words = ADMIN_WORDS.imports;
  return (
    <MessageBar key={done} intent="success" focused onDismiss={imports.dismiss}>
      {'backTo' in done ? words.isBack(done.backTo.exportDate) : words.isPut(done.put.rows, done.put.sheet)}
    </MessageBar>
  );
}

function Choice({ imports }: Pick<ImportsPartProps, 'imports'>) {
  const words = ADMIN_WORDS.imports;
  return (
    <div class="field">
      <div class="buttons">
        <ChooseZip imports={imports} label={words.choose} primary />
      </div>
      <p class="help">{words.chooseHelp}</p>
    </div>
  );
}
