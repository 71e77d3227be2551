import { useEffect, useRef } from 'preact/hooks';
import { ADMIN_WORDS } from '../../admin-words.ts';
import type { Check, Trail } from '../../state/admin/trail.ts';
import { WORDS } from '../../words.ts';
import { MessageBar } from '../message-bar.tsx';
import { usePane } from '../pane-context.ts';

/** So many faults are named; the command line has them all. */
const NAMED = 20;

/** The verifying of the trail as it goes on, and what it found. */
export function CheckView({ trail }: { readonly trail: Trail }) {
  const pane = usePane();
  const check = trail.check.value;
  const { phase } = check;
  const words = ADMIN_WORDS.check;
  /** What is found takes the focus when it is found, not when it is come back to. */
  const watched = useRef(false);
  watched.current ||= phase === 'checking';
  useEffect(() => {
    if (phase === 'checking') pane.said.value = words.checking;
  }, [phase, pane, words]);
  switch (check.phase) {
    case 'none':
      return null;
    case 'checking':
      return (
        <div class="step-body">
          <progress aria-label={words.checking} value={check.done} max={check.of} />
          <p class="step-text">{words.progress(Math.min(check.done + 1, check.of), check.of)}</p>
        </div>
      );
    case 'checked':
      return <Finding check={check} trail={trail} focused={watched.current} />;
  }
}

interface FindingProps {
  readonly check: Extract<Check, { readonly phase: 'checked' }>;
  readonly trail: Trail;
  readonly focused: boolean;
}

function Finding({ check, trail, focused }: FindingProps) {
  const { entries, faults, range } = check;
  const words = ADMIN_WORDS.check;
  const { length } = faults;
  return (
    <MessageBar
      intent={length === 0 ? 'success' : 'error'}
      title={length === 0 ? words.whole : words.faults(length)}
      focused={focused}
      onDismiss={trail.dismissCheck}
    >
      <p>{words.of(entries, range.from, range.to)}</p>
      {length > 0 && (
        <>
          <p>{words.faultsText}</p>
          <ul class="there">
            {faults.slice(0, NAMED).map(({ day, shard, seq, what }) => (
              <li key={`${day} ${shard} ${seq} ${what}`}>{words.fault(day, shard, seq, words.kinds[what])}</li>
            ))}
            {length > NAMED && <li>{WORDS.list.andMore(length - NAMED)}</li>}
          </ul>
        </>
      )}
    </MessageBar>
  );
}
