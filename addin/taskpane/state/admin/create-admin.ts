import { type Signal, signal } from '@preact/signals';
import type { Me } from '../../../../shared/contract/runs.ts';
import type { ReportWorkbook } from '../../../excel/report-workbook.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import type { Course, Trouble } from '../trouble.ts';
import { createImports, type Imports } from './imports.ts';
import { createPeople, type People } from './people.ts';
import { putInSheet } from './put-in-sheet.ts';
import { createTrail, type Trail } from './trail.ts';
import { zonedTime } from './zoned-time.ts';

export type AdminTab = 'people' | 'imports' | 'trail';

/** All the administrators' part knows and can do. */
export interface Admin {
  readonly tab: Signal<AdminTab>;
  readonly people: People;
  readonly imports: Imports;
  readonly trail: Trail;
}

export interface AdminParts {
  readonly client: AdminClient;
  readonly me: Me;
  /** Does what the pane does about a refusal; what is left is shown where it happened. */
  readonly follow: (course: Course) => Trouble | undefined;
  /** Reads the admin's own rights anew, and which data there is. */
  readonly reread: () => void;
  /** Throws WorkbookError where there is none to be had. */
  readonly openWorkbook: () => Promise<ReportWorkbook>;
  /** Where it begins. */
  readonly tab: AdminTab;
}

export function createAdmin({ client, me, follow, reread, openWorkbook, tab }: AdminParts): Admin {
  const put = putInSheet(openWorkbook);
  return {
    tab: signal(tab),
    people: createPeople({ client, me, follow, ownRightsChanged: reread }),
    imports: createImports({ client, follow, dataChanged: reread, put }),
    trail: createTrail({ client, time: zonedTime(), now: () => new Date(), follow, put }),
  };
}
