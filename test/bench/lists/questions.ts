import type { CalendarDate } from '../../../shared/dates.ts';
import type { ProjectId } from '../../../shared/ids.ts';

/** What both sides are asked. */
export interface Question {
  readonly name: string;
  readonly report: 'active-clients' | 'annual-assessments' | 'data-entry-timing';
  readonly projects: readonly ProjectId[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly method: 'entryExit' | 'services' | 'inResidence';
}

/** The product's parameters for it: everything that a filter or a default would leave out is asked for. */
export function paramsOf({ report, projects, from, to, method }: Question): Readonly<Record<string, unknown>> {
  switch (report) {
    case 'active-clients':
      return { from, to, method, projects };
    case 'annual-assessments':
      return { dueDate: to, projects, status: [], projectTypes: [], members: 'all' };
    case 'data-entry-timing':
      return { from, to, projects };
  }
}
