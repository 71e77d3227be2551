import { addDays, type CalendarDate } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition, { PROGRAM_STATUSES, type ProgramStatus } from '../../shared/reports/programs.ts';
import { fundersIn, fundingSourceCodes } from '../hmis/funding.ts';
import { joinLabels, label, projectType } from '../hmis/labels.ts';
import { FUNDING_SOURCE, HMIS_PARTICIPATION, HOUSING_TYPE, TARGET_POPULATION } from '../hmis/lists/project.ts';
import { isResidential } from '../hmis/project-types.ts';
import type { ParticipationFacts, Project } from '../hmis/records.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, type ProjectFacts } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** One row a project, from the catalog alone: no enrollment is read. */
export default defineRows(definition, {
  days: () => null,
  families: () => [],
  rows: () => [],

  projectRows(facts, params, _context, tally) {
    const { project } = facts;
    const status = statusOf(project, params);
    const attention = attentionOf(facts, status, params);
    const filter = filterAgainst(project, status, attention, params);
    if (filter !== undefined) {
      tally.add(`leftOut:${filter}`);
      return [];
    }
    const text = textCells(tally);
    const funders = fundersIn(project, { from: params.asOf, to: params.asOf });
    const participation = participationOn(project, params.asOf);
    return [
      {
        order: [project.ProjectID],
        cells: {
          Status: PROGRAM_STATUSES[status],
          Attention: attention.length > 0 ? attention.join('; ') : null,
          OrganizationID: project.OrganizationID,
          OrganizationName: project.OrganizationName,
          ProjectID: project.ProjectID,
          ProjectName: project.ProjectName,
          ProjectType: text('ProjectType', projectType(project)),
          HousingType: text('HousingType', label(HOUSING_TYPE, project.HousingType)),
          TargetPopulation: text('TargetPopulation', label(TARGET_POPULATION, project.TargetPopulation)),
          OperatingStartDate: project.OperatingStartDate,
          OperatingEndDate: project.OperatingEndDate,
          CoCCodes: project.CoCCodes.length > 0 ? project.CoCCodes.join('; ') : null,
          FundingSources: text(
            'FundingSources',
            joinLabels(
              funders.map(({ Funder, GrantID, EndDate }) => {
                const { text: name, known } = label(FUNDING_SOURCE, Funder);
                return { known, text: `${name}${GrantID ? ` (${GrantID})` : ''}${EndDate ? ` to ${EndDate}` : ''}` };
              }),
            ),
          ),
          NextFundingEnd: earliest(funders.map(({ EndDate }) => EndDate)),
          HMISParticipation: text(
            'HMISParticipation',
            label(HMIS_PARTICIPATION, participation?.HMISParticipationType ?? null),
          ),
          ParticipationEnds: participation?.EndDate ?? null,
          PITCount: project.PITCount,
          Persons: facts.persons,
          Enrollments: facts.enrollments,
          OpenEnrollments: facts.openEnrollments,
          LastActivityDate: facts.newestActivity,
        },
      },
    ];
  },
});

function statusOf({ OperatingStartDate: start, OperatingEndDate: end }: Project, params: Params): ProgramStatus {
  const { asOf } = params;
  if (end !== null && end < asOf) return 'ended';
  if (start !== null && start > asOf) return 'notStarted';
  return isSoon(end, params) ? 'ending' : 'operating';
}

/** On the day or after it, within the days asked for. */
function isSoon(day: CalendarDate | null, { asOf, endingWithin }: Params): boolean {
  return day !== null && day >= asOf && day <= addDays(asOf, endingWithin);
}

function attentionOf({ project, openEnrollments }: ProjectFacts, status: ProgramStatus, params: Params): string[] {
  if (status === 'ended') {
    return openEnrollments > 0 ? [`ended ${project.OperatingEndDate}, ${openEnrollments} enrollments still open`] : [];
  }
  if (status === 'notStarted') return [];
  const funders = fundersIn(project, { from: params.asOf, to: params.asOf });
  const participation = participationOn(project, params.asOf);
  const said: (string | false)[] = [
    status === 'ending' && `operation ends ${project.OperatingEndDate}`,
    ...funders.map(
      ({ Funder, EndDate }) =>
        isSoon(EndDate, params) && `${label(FUNDING_SOURCE, Funder).text ?? 'funding'} ends ${EndDate}`,
    ),
    project.Funders.length === 0 && 'no funder recorded',
    project.Funders.length > 0 && funders.length === 0 && 'no funding in force',
    project.CoCCodes.length === 0 && 'no CoC recorded',
    project.ProjectType === null && 'no project type recorded',
    isResidential(project.ProjectType) && project.HousingType === null && 'no housing type recorded',
    participation === null && 'no HMIS participation on the day',
    participation !== null &&
      isSoon(participation.EndDate, params) &&
      `HMIS participation ends ${participation.EndDate}`,
  ];
  return said.filter((one) => one !== false);
}

function participationOn({ Participation }: Project, day: CalendarDate): ParticipationFacts | null {
  return (
    Participation.find(
      ({ StartDate, EndDate }) => (StartDate === null || StartDate <= day) && (EndDate === null || EndDate >= day),
    ) ?? null
  );
}

function filterAgainst(
  project: Project,
  status: ProgramStatus,
  attention: readonly string[],
  params: Params,
): string | undefined {
  const { asOf } = params;
  const codes = fundingSourceCodes(project, { from: asOf, to: asOf }).map(String);
  const passed = {
    status: params.status.length === 0 || params.status.includes(status),
    projectTypes: fits(params.projectTypes, [String(project.ProjectType)], project.ProjectType === null),
    cocs: fits(params.cocs, project.CoCCodes),
    fundingSources: fits(params.fundingSources, codes),
    attentionOnly: !params.attentionOnly || attention.length > 0,
  };
  return Object.entries(passed).find(([, fit]) => !fit)?.[0];
}

function fits(asked: readonly string[], own: readonly string[], otherwise = false): boolean {
  return asked.length === 0 || otherwise || own.some((one) => asked.includes(one));
}

function earliest(days: readonly (CalendarDate | null)[]): CalendarDate | null {
  return days.flatMap((day) => day ?? []).sort()[0] ?? null;
}
