import { type SavedParams, SETTING_BYTES } from '../../shared/contract/saved.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import { resolveParameters } from '../../shared/parameter.ts';
import type { AnyReport } from '../../shared/report.ts';
import { type Choosable, paramsForDay, readSaved } from '../../shared/saved-params.ts';
import type { Project } from '../hmis/records.ts';

/**
 * Refuses parameters that could not be run as of a day by whoever saves them, or that are about one person. Throws
 * HmisError `BadRequest` with the parameter named; `NotFound` where a list names what is out of their reach or unknown,
 * which are the same to the caller.
 */
export function refuseParams(report: AnyReport, params: SavedParams, choosable: Choosable, asOf: CalendarDate): void {
  if (Buffer.byteLength(JSON.stringify(params)) > SETTING_BYTES) {
    throw wrong('params', 'are too long to be saved. Choose fewer.');
  }
  const resolved = resolveParameters(report.parameters, paramsForDay(params, asOf), asOf);
  const misfit = report.check?.(resolved);
  if (misfit) throw new HmisError('BadRequest', misfit.message, { field: misfit.field });
  for (const [name, p] of Object.entries(report.parameters)) {
    // A text is a client's id: a question about one person is asked, not kept.
    if (p.kind === 'text' && resolved[name] !== '') throw wrong(name, 'is about one person and is not saved.');
  }
  const [gone] = readSaved(report.parameters, params, choosable).gone;
  if (gone === undefined) return;
  const field = gone.parameter;
  throw new HmisError('NotFound', `${field}: one of them is not among those you can choose from.`, { field });
}

/**
 * Refuses an organization a setting that names another's projects, or another organization: whoever sees this one's
 * settings need not know of them. Throws HmisError `BadRequest`.
 */
export function refuseOthers(
  report: AnyReport,
  params: SavedParams,
  organization: OrganizationId,
  projects: readonly Project[],
): void {
  const own = new Set<string>(
    projects.flatMap(({ OrganizationID, ProjectID }) => (OrganizationID === organization ? [ProjectID] : [])),
  );
  for (const [name, value] of Object.entries(params)) {
    const p = report.parameters[name];
    if (p?.kind !== 'list' || !Array.isArray(value)) continue;
    if (p.of === 'projects' && !value.every((id) => own.has(id))) throw notItsOwn(name);
    if (p.of === 'organizations' && !value.every((id) => id === organization)) throw notItsOwn(name);
  }
}

function notItsOwn(field: string): HmisError {
  return wrong(field, "names what is not the organization's own. Save it as your own setting, or choose fewer.");
}

function wrong(field: string, what: string): HmisError {
  return new HmisError('BadRequest', `${field}: ${what}`, { field });
}
