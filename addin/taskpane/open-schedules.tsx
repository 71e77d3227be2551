import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { ReportSheet } from '../excel/report-workbook.ts';
import type { SheetKeeper } from '../excel/sheet-keeper.ts';
import type { ServiceAddress } from '../service/call.ts';
import { createFilesClient } from '../service/files-client.ts';
import { createSavedClient } from '../service/saved-client.ts';
import { createSchedulesClient } from '../service/schedules-client.ts';
import { FreshCard } from './components/schedules/fresh-card.tsx';
import { SchedulesPart, type SchedulesPartProps } from './components/schedules/schedules-part.tsx';
import { createFresh } from './state/schedules/create-fresh.ts';
import { createSchedules, type SchedulesParts } from './state/schedules/create-schedules.ts';
import type { Notice } from './state/sheets/notice.ts';

/** The pane's part about schedules and the files that they make. Fetched when it is first opened. */
export function openSchedules(
  service: ServiceAddress,
  parts: Omit<SchedulesParts, 'client'>,
): ComponentType<Omit<SchedulesPartProps, 'schedules'>> {
  const schedules = createSchedules({ ...parts, client: clientOf(service) });
  return function Schedules(props) {
    return <SchedulesPart {...props} schedules={schedules} />;
  };
}

export interface FreshParts {
  readonly service: ServiceAddress;
  readonly sheets: ReadonlySignal<readonly ReportSheet[]>;
  /** True while something is at the workbook. */
  readonly busy: () => boolean;
  /** Who refreshes, by name. */
  readonly by: () => string;
  /** Does something at the workbook, alone, and tells what came of it. */
  readonly work: (doing: (keeper: SheetKeeper) => Promise<Notice>) => Promise<void>;
}

/** What is told beside the workbook's reports: which are older than a file that a schedule has made. */
export function openFresh({ service, sheets, busy, by, work }: FreshParts): ComponentType {
  const fresh = createFresh(clientOf(service), () => sheets.peek());
  return function Fresh() {
    return (
      <FreshCard
        fresh={fresh}
        sheets={sheets.value}
        off={busy()}
        refresh={(file) => void work((keeper) => fresh.refresh(keeper, file, by()))}
      />
    );
  };
}

function clientOf(service: ServiceAddress) {
  return { ...createFilesClient(service), ...createSchedulesClient(service), ...createSavedClient(service) };
}
