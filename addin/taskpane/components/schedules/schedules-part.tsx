import { useEffect } from 'preact/hooks';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { Schedules } from '../../state/schedules/create-schedules.ts';
import type { ScheduledFile } from '../../state/schedules/fresh-files.ts';
import type { Facts } from '../../state/session.ts';
import { MessageBar } from '../message-bar.tsx';
import { TroubleBar } from '../trouble-bar.tsx';
import { ReportFileView } from './report-file-view.tsx';
import { SchedulesView } from './schedules-view.tsx';

export interface SchedulesPartProps {
  readonly schedules: Schedules;
  readonly facts: Facts;
  /** The file to open; undefined for the schedules themselves. */
  readonly file: ScheduledFile | undefined;
  /** Back to the list of files. */
  readonly back: () => void;
}

/** The schedules, or a file that one of them made. */
export function SchedulesPart({ schedules, facts, file, back }: SchedulesPartProps) {
  useEffect(() => {
    if (file) void schedules.open(file);
    return schedules.closeFile;
  }, [schedules, file]);
  const words = SCHEDULES_WORDS;
  const trouble = schedules.trouble.value;
  const done = schedules.done.value;
  const opened = schedules.opened.value;
  const again = () => void (file ? schedules.open(file) : schedules.load());
  return (
    <section class="sheets" aria-labelledby="schedules-title">
      <h1 id="schedules-title" tabIndex={-1}>
        {file ? file.name : schedules.form.value ? words.form.title : words.title}
      </h1>
      {trouble && (
        <TroubleBar
          key={trouble}
          trouble={trouble}
          remedies={{ tryAgain: again, reload: again }}
          onDismiss={schedules.dismiss}
        />
      )}
      {done && (
        <MessageBar intent="success" onDismiss={schedules.dismiss}>
          {done}
        </MessageBar>
      )}
      {file ? (
        opened && <ReportFileView schedules={schedules} opened={opened} by={facts.me.name} />
      ) : (
        <SchedulesView schedules={schedules} facts={facts} />
      )}
      {!schedules.form.value && (
        <div class="buttons">
          <button type="button" class="button" onClick={back}>
            {words.files}
          </button>
        </div>
      )}
    </section>
  );
}
