import { ADMIN_WORDS } from '../../admin-words.ts';
import { formatDate } from '../../format.ts';
import type { Imports, Snapshot } from '../../state/admin/imports.ts';
import type { ZonedTime } from '../../state/admin/zoned-time.ts';
import { Bones } from '../bones.tsx';
import { useFocusBack } from '../focus-back.ts';
import { Icon } from '../icons.tsx';
import { MessageBar } from '../message-bar.tsx';
import { TroubleBar } from '../trouble-bar.tsx';

interface SnapshotListProps {
  readonly imports: Imports;
  readonly time: ZonedTime;
}

/** The exports that are stored, the newest import first, and the way back to another. */
export function SnapshotList({ imports, time }: SnapshotListProps) {
  const words = ADMIN_WORDS.imports;
  return (
    <section class="entries" aria-labelledby="snapshots-title">
      <div>
        <h2 id="snapshots-title">{words.list}</h2>
        <p class="help">{words.kept}</p>
      </div>
      <Stored imports={imports} time={time} />
    </section>
  );
}

function Stored({ imports, time }: SnapshotListProps) {
  const snapshots = imports.snapshots.value;
  switch (snapshots.phase) {
    case 'loading':
      return <Bones words={ADMIN_WORDS.imports.loading} />;
    case 'failed':
      // Where the connection is lost, the banner says so, and the list comes by itself when it is back.
      return snapshots.trouble ? (
        <TroubleBar
          trouble={{ ...snapshots.trouble, remedy: 'tryAgain' }}
          remedies={{ tryAgain: () => void imports.load() }}
        />
      ) : null;
    case 'ready':
      if (snapshots.list.length === 0) return <p>{ADMIN_WORDS.imports.none}</p>;
      return (
        <ul>
          {snapshots.list.map((snapshot) => (
            <Item key={snapshot.id} imports={imports} snapshot={snapshot} time={time} />
          ))}
        </ul>
      );
  }
}

function Item({ imports, snapshot, time }: SnapshotListProps & { readonly snapshot: Snapshot }) {
  const { exportDate, exportStartDate, exportEndDate, importedAt, software, format, hashed, current } = snapshot;
  const words = ADMIN_WORDS.imports;
  const asking = imports.asking.value?.id === snapshot.id;
  const button = useFocusBack(asking);
  const { phase } = imports.importing.value;
  const busy = imports.working.value || phase === 'sending' || phase === 'running';
  return (
    <li class={current ? 'sheet' : 'sheet sheet-past'}>
      <Icon name="data" />
      <div class="sheet-body">
        <p class="sheet-name">
          {words.dataOf(exportDate)}
          {current && <span class="badge">{words.current}</span>}
        </p>
        <p class="help">{words.counted(snapshot.projects, snapshot.enrollments)}</p>
        <p class="help">{words.period(ADMIN_WORDS.days(exportStartDate, exportEndDate))}</p>
        <p class="help">
          {[software, format === 'FY2024' ? 'FY 2024' : 'FY 2026', ...(hashed ? [words.hashed] : [])]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p class="help">{words.imported(`${formatDate(time.dayOf(importedAt))}, ${time.timeOf(importedAt)}`)}</p>
        {asking && <Question imports={imports} snapshot={snapshot} />}
      </div>
      {!current && !asking && (
        <button
          ref={button}
          type="button"
          class="button"
          disabled={busy}
          aria-label={words.backLabel(exportDate)}
          onClick={() => imports.ask(snapshot)}
        >
          {words.back}
        </button>
      )}
    </li>
  );
}

function Question({ imports, snapshot }: Pick<SnapshotListProps, 'imports'> & { readonly snapshot: Snapshot }) {
  const words = ADMIN_WORDS.imports;
  return (
    <MessageBar
      intent="warning"
      title={words.ask(snapshot.exportDate)}
      focused
      actions={
        <>
          <button type="button" class="button button-danger" onClick={() => void imports.rollBack()}>
            {words.goBack}
          </button>
          <button type="button" class="button" onClick={imports.keep}>
            {words.keep}
          </button>
        </>
      }
    >
      {words.askText}
    </MessageBar>
  );
}
