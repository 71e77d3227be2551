import { useEffect } from 'preact/hooks';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import { SCHEDULES_WORDS } from '../../schedules-words.ts';
import type { Fresh } from '../../state/schedules/create-fresh.ts';
import type { FreshFile } from '../../state/schedules/fresh-files.ts';
import { MessageBar } from '../message-bar.tsx';

interface FreshCardProps {
  readonly fresh: Fresh;
  readonly sheets: readonly ReportSheet[];
  readonly off: boolean;
  readonly refresh: (file: FreshFile) => void;
}

/** Says which sheets are older than a file that a schedule has made, and refreshes each from it in one click. */
export function FreshCard({ fresh, sheets, off, refresh }: FreshCardProps) {
  useEffect(() => void fresh.look(), [fresh, sheets]);
  const files = fresh.files.value;
  if (files.length === 0) return null;
  const words = SCHEDULES_WORDS.fresh;
  return (
    <MessageBar intent="info" title={words.title(files.length)}>
      {files.map((each) => (
        <div key={each.sheet.id}>
          <p>{words.text(each.sheet.sheet, each.file.exportDate ?? '')}</p>
          <button
            type="button"
            class="button button-small"
            aria-label={words.refreshLabel(each.sheet.sheet)}
            disabled={off}
            onClick={() => refresh(each)}
          >
            {words.refresh}
          </button>
        </div>
      ))}
    </MessageBar>
  );
}
