import { useEffect, useRef } from 'preact/hooks';
import { translated } from '../language.ts';
import type { Facts } from '../state/session.ts';
import { WORDS } from '../words.ts';
import { usePane } from './pane-context.ts';
import { ProgressView } from './progress-view.tsx';
import { ReportForm } from './report-form.tsx';
import { ResultView } from './result-view.tsx';
import { TroubleBar } from './trouble-bar.tsx';

/** A report from its form to its result; the form waits, as it was, while a run has the pane. */
export function ReportPart({ facts }: { readonly facts: Facts }) {
  const pane = usePane();
  const run = pane.run.value;
  const form = pane.form.value;
  const wasAway = useRef(false);
  useEffect(() => {
    // Back from a result: the form begins at its title. Whatever else brings it back takes the focus itself.
    if (wasAway.current && run.phase === 'form' && !run.cancelled) document.getElementById('report-title')?.focus();
    wasAway.current = run.phase === 'done';
  }, [run]);
  if (!form) return null;
  switch (run.phase) {
    case 'planning':
    case 'downloading':
    case 'writing':
    case 'cancelling':
      return <ProgressView run={run} title={translated(form.report.title)} />;
    case 'done':
      return <ResultView outcome={run.outcome} />;
    default:
      return (
        <>
          {run.phase === 'failed' && (
            <TroubleBar
              key={run.trouble}
              trouble={run.trouble}
              comfort={run.kept ? WORDS.keptRows : undefined}
              remedies={{
                tryAgain: pane.start,
                reload: () => void pane.reload(),
                writeAgain: () => void pane.runner.writeAgain(),
              }}
              onDismiss={pane.dismiss}
            />
          )}
          <ReportForm form={form} facts={facts} />
        </>
      );
  }
}
