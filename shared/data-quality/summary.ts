import type { Cell, Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { type ProjectTotals, projectTotals } from '../project-totals.ts';
import type { Summary } from '../report.ts';
import { share } from '../share.ts';
import type { Tally } from '../tally.ts';
import { qualityCount } from './counts.ts';
import { elementsOf, QUALITY_TOTALS } from './elements.ts';
import type { QualityParams } from './parameters.ts';

const columns: readonly Column[] = [
  { key: 'Level', type: 'text', note: 'Total of the run, or project.' },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  { key: 'ProjectID', type: 'text', note: 'Its id in the HMIS.' },
  { key: 'Element', type: 'text', note: "HUD's question and the element, as in the rows." },
  { key: 'HUDTable', type: 'text', note: "Where HUD's table has it; blank for a check of ours." },
  { key: 'DontKnow', type: 'number', note: "Client doesn't know or prefers not to answer." },
  { key: 'Missing', type: 'number', note: 'Information missing.' },
  { key: 'DataIssue', type: 'number', note: 'Data issues; in Q6f inactive records.' },
  { key: 'Total', type: 'number', note: 'All three; in a line over several elements each record once.' },
  { key: 'Records', type: 'number', note: 'Records that the rate is of.' },
  {
    key: 'ErrorRate',
    type: 'number',
    number: 'share',
    note: 'Total divided by Records, to four places, as HUD has it: 0.05 is 5 %.',
  },
];

/** For the run and for each project a line an element: flaws by class, records, and the rate. */
export function qualitySummary(params: QualityParams, tally: Tally): Summary {
  const projects = projectTotals(tally);
  const rows = [
    ...linesOf(['Total', null, null, null], projects, params),
    ...projects.flatMap((one) => {
      const { OrganizationName, ProjectName, ProjectID } = one.project;
      return linesOf(['Project', OrganizationName, ProjectName, ProjectID], [one], params).filter(hasAny);
    }),
  ];
  return { columns, rows };
}

function linesOf(level: readonly Cell[], projects: readonly ProjectTotals[], { elements }: QualityParams): Cell[][] {
  return elementsOf(elements).flatMap(({ key, name, hud }) => {
    const count = (what: Parameters<typeof qualityCount>[2]) => qualityCount(projects, key, what);
    const flaws = [count('dontKnow'), count('missing'), count('issue')];
    const total = flaws.reduce((sum, flaw) => sum + flaw, 0);
    const line = [...level, name, hud, ...flaws, total, count('records'), share(total, count('records'))];
    const over = QUALITY_TOTALS.find(
      ({ after, group }) => after === key && (elements.length === 0 || elements.includes(group)),
    );
    return over === undefined ? [line] : [line, overallLine(level, projects, over)];
  });
}

function overallLine(
  level: readonly Cell[],
  projects: readonly ProjectTotals[],
  { key, name, hud }: (typeof QUALITY_TOTALS)[number],
): Cell[] {
  const [total, records] = [qualityCount(projects, key, 'issue'), qualityCount(projects, key, 'records')];
  return [...level, name, hud, null, null, null, total, records, share(total, records)];
}

const [TOTAL, RECORDS] = ['Total', 'Records'].map((name) => columns.findIndex(({ key }) => key === name));

function hasAny(line: readonly Cell[]): boolean {
  return line[TOTAL ?? -1] !== 0 || line[RECORDS ?? -1] !== 0;
}
