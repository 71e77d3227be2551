import { catalogIds } from '../../shared/catalog-ids.ts';
import type { Catalog } from '../../shared/contract/runs.ts';
import { today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { AnyReport } from '../../shared/report.ts';
import { paramsForDay, readSaved } from '../../shared/saved-params.ts';
import type { Profile } from '../access/profiles.ts';
import { catalogFor } from '../runs/catalog.ts';
import { loadRows } from '../runs/load-rows.ts';
import { type Grant, prepareRun, type Run, type RunHost } from '../runs/prepare.ts';
import { seesSettings } from '../saved/rights.ts';
import { getSetting } from '../saved/store.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import { ownerOfSetting, type Schedule } from './schedule.ts';

/** What a schedule asks today, granted to its owner and cut into pages. */
export interface Question {
  readonly report: AnyReport;
  /** The setting's name. */
  readonly name: string;
  /** What its owner can choose from, by name. */
  readonly catalog: Catalog;
  readonly run: Run;
}

/**
 * Turns a schedule's setting into a run, as its owner may see it now. Stricter than a form, which shows what is gone: a
 * list that runs by itself must not come out shorter, or longer, without a word. Throws HmisError `NotFound` where the
 * setting, or what it names, is gone or out of reach; what `prepareRun` and `grant` throw.
 */
export async function questionOf(
  host: RunHost,
  snapshot: Snapshot,
  profile: Profile,
  schedule: Pick<Schedule, 'owner' | 'setting' | 'reason'>,
  grant: Grant,
): Promise<Question> {
  const owner = ownerOfSetting(schedule);
  const setting = seesSettings(profile, owner, snapshot.catalog.projects)
    ? await getSetting(host.dynamo, owner, schedule.setting.id)
    : undefined;
  if (!setting) {
    throw new HmisError('NotFound', 'Its saved setting is gone, or is one that you no longer see. Choose another.', {
      field: 'setting',
    });
  }
  const { definition } = await loadRows(setting.report, host.reportIds);
  const day = today(host.now(), host.timeZone);
  const catalog = catalogFor(snapshot, profile, day);
  const { params, gone } = readSaved(definition.parameters, setting.params, catalogIds(catalog));
  const [first] = gone;
  if (first) {
    const label = definition.parameters[first.parameter]?.label ?? first.parameter;
    throw new HmisError(
      'NotFound',
      `The saved setting asks for something under “${label}” that is gone, or that you can no longer choose. Change the setting.`,
      { field: 'setting' },
    );
  }
  const run = await prepareRun(host, snapshot, grant, {
    report: setting.report,
    params: paramsForDay(params, catalog.asOf),
    // A reason that is not needed stays out of the trail.
    reason: params.hidePii === false ? schedule.reason : undefined,
  });
  return { report: definition, name: setting.name, catalog, run };
}
