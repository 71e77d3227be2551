import { useEffect, useRef } from 'preact/hooks';
import { estimateSeconds, type PlanSize, timeInWords } from '../state/estimate.ts';
import { WORDS } from '../words.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Icon } from './icons.tsx';
import { MessageBar } from './message-bar.tsx';
import { usePane } from './pane-context.ts';

/** What can be done with the choices, always in reach, with the answer to "How many rows?" above. */
export function Commands() {
  const pane = usePane();
  const run = pane.run.value;
  const off = pane.connection.value === 'offline';
  if (run.phase === 'asking') return <Asking size={run.size} />;
  const counting = run.phase === 'counting';
  return (
    <div class="commands">
      <ConnectionBanner />
      {run.phase === 'counted' && <Size size={run.size} />}
      {run.phase === 'form' && run.cancelled && (
        <MessageBar intent="info" focused onDismiss={pane.dismiss}>
          {WORDS.run.cancelled}
        </MessageBar>
      )}
      <div class="buttons">
        <button type="submit" class="button button-primary" disabled={off}>
          {WORDS.form.run}
        </button>
        {counting ? (
          <button type="button" class="button" onClick={pane.runner.cancel}>
            {WORDS.run.cancel}
          </button>
        ) : (
          <button type="button" class="button" disabled={off} onClick={pane.count}>
            {WORDS.form.count}
          </button>
        )}
      </div>
    </div>
  );
}

function Size({ size }: { readonly size: PlanSize }) {
  const { rates } = usePane();
  return (
    <p class="size" role="status">
      <Icon name="info" />
      {size.rowsAtMost === 0 ? (
        WORDS.plan.none
      ) : (
        <span>
          <strong>{WORDS.plan.rows(size.rowsAtMost)}</strong>
          <span class="size-detail">
            {WORDS.plan.detail(size.pages, timeInWords(estimateSeconds(size, rates.value)))}
          </span>
        </span>
      )}
    </p>
  );
}

/** Before very many rows: whether they are really wanted. */
function Asking({ size }: { readonly size: PlanSize }) {
  const pane = usePane();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.focus(), []);
  const time = timeInWords(estimateSeconds(size, pane.rates.value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a question in the pane, not a dialog of the browser
    <div class="commands" role="group" aria-labelledby="asking" ref={root} tabIndex={-1}>
      <div class="message message-warning">
        <Icon name="warning" />
        <div class="message-body">
          <p class="message-title" id="asking">
            {WORDS.plan.large}
          </p>
          <p class="message-text">{WORDS.plan.largeText(size.rowsAtMost, time)}</p>
        </div>
      </div>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void pane.runner.goOn()}>
          {WORDS.plan.goOn}
        </button>
        <button type="button" class="button" onClick={pane.runner.toForm}>
          {WORDS.plan.back}
        </button>
      </div>
    </div>
  );
}
