import { addDays, type CalendarDate, calendarDate, earlier, later } from '../../shared/dates.ts';
import type { UserId } from '../../shared/ids.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import { countIn } from '../../shared/project-totals.ts';
import definition, { COUNTED, type Counted } from '../../shared/reports/users.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { isOpenOn } from '../hmis/active.ts';
import type { ActivityKind, Enrollment } from '../hmis/records.ts';
import { defineRows, type ReportRow } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** What one user did in one project. */
interface Work {
  readonly counts: Map<Counted, number>;
  first: CalendarDate | null;
  last: CalendarDate | null;
}

const ANNUAL = 5;
const ACTIVITIES: Readonly<Record<ActivityKind, Counted>> = {
  bedNight: 'BedNights',
  service: 'Services',
  contact: 'CurrentLivingSituations',
  event: 'Events',
  assessment: 'CEAssessments',
};

/** One row a user and project, by the user of each record. */
export default defineRows(definition, {
  days: () => ({ from: calendarDate('1000-01-01'), to: calendarDate('9999-12-31') }),
  wholeProjects: true,
  families: () => ['ACTIVITY', 'ASSESSMENT'],

  rows({ project, enrollments }, params, context, tally) {
    const works = new Map<UserId, Work>();
    for (const e of enrollments) count(e, params, works);
    return [...works]
      .filter(([id]) => params.users.length === 0 || params.users.includes(id))
      .map(([id, work]): ReportRow => {
        const name = context.userName(id) ?? id;
        tellUser(id, name, work, tally);
        return {
          order: [name, id],
          cells: {
            UserName: name,
            UserID: id,
            OrganizationName: project.OrganizationName,
            ProjectName: project.ProjectName,
            ProjectID: project.ProjectID,
            Status: isQuiet(work, params) ? 'Quiet' : 'Active',
            LastEntered: work.last,
            FirstEntered: work.first,
            ...Object.fromEntries(COUNTED.map((field) => [field, work.counts.get(field) ?? 0])),
          },
        };
      });
  },
});

function isQuiet({ last }: Work, { asOf, quietDays }: Params): boolean {
  return last === null || last < addDays(asOf, -quietDays);
}

function count(e: Enrollment, { asOf }: Params, works: Map<UserId, Work>): void {
  const add = (user: UserId | null, created: CalendarDate | null, ...fields: readonly Counted[]) => {
    if (user === null || (created !== null && created > asOf)) return;
    const work = works.get(user) ?? { counts: new Map(), first: null, last: null };
    works.set(user, work);
    for (const field of fields) work.counts.set(field, (work.counts.get(field) ?? 0) + 1);
    if (created === null) return;
    work.first = work.first === null ? created : earlier(work.first, created);
    work.last = work.last === null ? created : later(work.last, created);
  };
  add(e.UserID, e.DateCreated, 'Enrollments', ...(isOpenOn(e, asOf) ? (['OpenEnrollments'] as const) : []));
  if (e.ExitDate !== null) add(e.ExitUserID, e.ExitDateCreated, 'Exits');
  for (const { UserID, DateCreated, DataCollectionStage } of e.IncomeBenefits) {
    const annual = DataCollectionStage === ANNUAL ? (['AnnualAssessments'] as const) : [];
    add(UserID, DateCreated, 'IncomeRecords', ...annual);
  }
  for (const { UserID, DateCreated, kind } of e.Activities) add(UserID, DateCreated, ACTIVITIES[kind]);
}

function tellUser(id: UserId, name: string, { counts, last }: Work, tally: TallyCounter): void {
  tally.add(`user:${JSON.stringify([name, id])}`);
  countIn(tally, 'Projects', id);
  if (last !== null) tally.add(`lastEntered:${last} ${id}`);
  for (const [field, number] of counts) countIn(tally, field, id, number);
}
