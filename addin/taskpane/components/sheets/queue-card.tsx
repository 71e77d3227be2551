import { useEffect, useRef, useState } from 'preact/hooks';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import type { Queue } from '../../state/sheets/create-queue.ts';
import { isGoing } from '../../state/sheets/turn.ts';

/** How far a refresh of several sheets is, and the way to stop it. */
export function QueueCard({ queue }: { readonly queue: Queue }) {
  const stop = useRef<HTMLButtonElement>(null);
  const [stopping, setStopping] = useState(false);
  useEffect(() => stop.current?.focus(), []);
  const ids = queue.ids.value;
  const turns = queue.turns.value;
  const ended = ids.filter((id) => !['waiting', 'planning', 'downloading', 'writing'].includes(phaseOf(id))).length;
  const current = ids.map((id) => turns.get(id)).find((turn) => turn && isGoing(turn));
  const share = current?.phase === 'downloading' ? current.done / 2 : current?.phase === 'writing' ? 0.5 + part() : 0;
  function phaseOf(id: string): string {
    return turns.get(id)?.phase ?? 'waiting';
  }
  function part(): number {
    return current?.phase === 'writing' && current.of > 0 ? current.rows / current.of / 2 : 0;
  }
  const words = SHEETS_WORDS.queue;
  const label = words.at(Math.min(ended + 1, ids.length), ids.length);
  return (
    <div class="queue">
      <p class="sheet-name">{label}</p>
      <progress aria-label={label} value={(ended + share) / Math.max(ids.length, 1)} max={1} />
      <p class="help">{words.help}</p>
      <div class="buttons">
        <button
          ref={stop}
          type="button"
          class="button"
          disabled={stopping}
          onClick={() => {
            setStopping(true);
            queue.stop();
          }}
        >
          {stopping ? words.stopping : words.stop}
        </button>
      </div>
    </div>
  );
}
