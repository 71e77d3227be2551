import { EDITS_WORDS } from '../../edits-words.ts';
import type { Sheets } from '../../state/sheets/create-sheets.ts';
import { Icon } from '../icons.tsx';

interface UnsavedViewProps {
  readonly id: string;
  readonly sheet: string;
  readonly rows: number;
  readonly sheets: Sheets;
}

/** What is to become of edits that a refresh would write over. */
export function UnsavedView({ id, sheet, rows, sheets }: UnsavedViewProps) {
  const words = EDITS_WORDS.unsaved;
  const off = sheets.queue.running.value || sheets.working.value;
  const button = (answer: 'save' | 'keep' | 'drop', label?: string) => (
    <button
      type="button"
      class="button button-small"
      aria-label={label}
      disabled={off}
      onClick={() => void sheets.answerEdits(id, answer)}
    >
      {words[answer]}
    </button>
  );
  return (
    <div class="turn turn-asking">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{words.title(rows)}.</strong> {words.text}
        </p>
        <div class="buttons">
          {button('save')}
          {button('keep')}
          {button('drop', words.dropLabel(sheet))}
        </div>
      </div>
    </div>
  );
}
