import { useState } from 'preact/hooks';
import { type Remedy, supportDetails, type Trouble } from '../state/trouble.ts';
import { WORDS } from '../words.ts';
import { MessageBar } from './message-bar.tsx';
import { usePane } from './pane-context.ts';

interface TroubleBarProps {
  readonly trouble: Trouble;
  /** What goes before the details: that nothing is lost. */
  readonly comfort?: string | undefined;
  readonly remedies: Readonly<Partial<Record<Remedy, () => void>>>;
  readonly onDismiss?: () => void;
}

/** A refusal: what happened, what to do, the button that does it, and what support needs to know. */
export function TroubleBar({ trouble, comfort, remedies, onDismiss }: TroubleBarProps) {
  const { remedy } = trouble;
  const act = remedy && remedies[remedy];
  return (
    <MessageBar
      intent="error"
      title={trouble.title}
      focused
      {...(onDismiss && { onDismiss })}
      after={<SupportDetails trouble={trouble} />}
      actions={
        act && (
          <button type="button" class="button" onClick={act}>
            {WORDS.actions[remedy]}
          </button>
        )
      }
    >
      <p>{trouble.message}</p>
      {comfort && <p>{comfort}</p>}
    </MessageBar>
  );
}

function SupportDetails({ trouble }: { readonly trouble: Trouble }) {
  const pane = usePane();
  const [copied, setCopied] = useState(false);
  const [at] = useState(() => new Date());
  const atReports = pane.admin.value.phase === 'closed';
  const details = supportDetails(trouble, atReports ? pane.form.value?.report.id : undefined, at);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(details);
      setCopied(true);
      pane.said.value = WORDS.actions.copied;
    } catch {
      // Excel on the web may forbid it in its frame: the text stands there to be selected.
      setCopied(false);
    }
  };
  return (
    <details class="support">
      <summary>{WORDS.actions.details}</summary>
      <pre>{details}</pre>
      <button type="button" class="button button-small" onClick={copy}>
        {copied ? WORDS.actions.copied : WORDS.actions.copy}
      </button>
    </details>
  );
}
