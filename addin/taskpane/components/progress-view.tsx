import { useEffect, useRef } from 'preact/hooks';
import type { Run } from '../state/run.ts';
import { WORDS } from '../words.ts';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.ts';

type Going = Extract<Run, { readonly phase: 'planning' | 'downloading' | 'writing' | 'cancelling' }>;

const STEPS = ['planning', 'downloading', 'writing'] as const;

/** A run as it goes: three steps, how far the present one is, and the way out. */
export function ProgressView({ run, title }: { readonly run: Going; readonly title: string }) {
  const pane = usePane();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    cancel.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') pane.runner.cancel();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [pane]);
  const at = run.phase === 'cancelling' ? STEPS.length - 1 : STEPS.indexOf(run.phase);
  const { share, text, comfort } = progressOf(run);
  return (
    <section class="progress-view" aria-labelledby="report-title">
      <h1 id="report-title">{title}</h1>
      <ol class="steps">
        {STEPS.map((step, i) => (
          <li
            key={step}
            class={i < at ? 'step step-past' : i === at ? 'step step-now' : 'step'}
            aria-current={i === at && 'step'}
          >
            <span class="step-mark">{i < at && <Icon name="check" />}</span>
            <div class="step-body">
              <p class="step-name">{i === at && run.phase === 'cancelling' ? WORDS.run.cancelling : WORDS.run[step]}</p>
              {i === at && (
                <>
                  <progress aria-label={WORDS.run[run.phase]} {...(share !== undefined && { value: share })} max={1} />
                  <p class="step-text">{text}</p>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      <p class="help">{comfort}</p>
      <div class="buttons">
        <button
          ref={cancel}
          type="button"
          class="button"
          disabled={run.phase === 'cancelling'}
          onClick={pane.runner.cancel}
        >
          {WORDS.run.cancel}
        </button>
      </div>
    </section>
  );
}

function progressOf(run: Going): { share: number | undefined; text: string; comfort: string } {
  switch (run.phase) {
    case 'planning':
      return { share: undefined, text: '', comfort: WORDS.run.notYet };
    case 'downloading':
      return {
        share: run.done > 0 ? run.done : undefined,
        text: WORDS.run.rowsSoFar(run.rows, run.rowsAtMost),
        comfort: WORDS.run.notYet,
      };
    case 'writing':
      return {
        share: run.of > 0 ? run.rows / run.of : undefined,
        text: WORDS.run.rowsWritten(run.rows, run.of),
        comfort: WORDS.run.wait,
      };
    case 'cancelling':
      return { share: undefined, text: '', comfort: WORDS.run.takingBack };
  }
}
