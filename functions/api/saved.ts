import { catalogIds } from '../../shared/catalog-ids.ts';
import type {
  DeleteSettingAnswer,
  LastUsedList,
  PutLastUsedRequest,
  PutSettingAnswer,
  PutSettingRequest,
  SavedSetting,
  SettingAnswer,
  SettingList,
} from '../../shared/contract/saved.ts';
import { SETTING_ID } from '../../shared/contract/saved.ts';
import { type CalendarDate, today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import { isId, type OrganizationId } from '../../shared/ids.ts';
import { type Choosable, readSaved } from '../../shared/saved-params.ts';
import type { Profile } from '../access/profiles.ts';
import { appendTrail } from '../access/trail.ts';
import type { Project } from '../hmis/records.ts';
import { catalogFor } from '../runs/catalog.ts';
import { loadRows } from '../runs/load-rows.ts';
import { listLastUsed, putLastUsed } from '../saved/last-used.ts';
import type { SettingOwner } from '../saved/places.ts';
import { refuseOthers, refuseParams } from '../saved/refuse.ts';
import { mayChangeSettings, organizationsSeen, seesSettings } from '../saved/rights.ts';
import {
  countSettings,
  deleteSetting,
  getSetting,
  isSameSave,
  listSettings,
  putSetting,
  type StoredSetting,
  savingOrganizations,
} from '../saved/store.ts';
import type { Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';

/** Settings that an owner may have. */
const MOST = { person: 100, organization: 200 } as const;
const READ_AT_ONCE = 25;

/** What the asker can know and choose just now. */
interface View {
  readonly service: Service;
  readonly profile: Profile;
  readonly projects: readonly Project[];
  readonly choosable: Choosable;
  readonly asOf: CalendarDate;
}

export async function viewOf(service: Service, snapshots: SnapshotSource, profile: Profile): Promise<View> {
  const snapshot = await snapshots.current();
  const catalog = catalogFor(snapshot, profile, today(service.now(), service.timeZone));
  return {
    service,
    profile,
    projects: snapshot.catalog.projects,
    choosable: catalogIds(catalog),
    asOf: catalog.asOf,
  };
}

/** Whose settings a call is about: the asker's own, or those of the organization in its path. */
export function ownerOf({ tid, oid }: Profile, organization: string | undefined): SettingOwner {
  if (organization === undefined) return { kind: 'person', tid, oid };
  if (!isId(organization)) throw noSuchSetting();
  return { kind: 'organization', organization: organization as OrganizationId };
}

/** The asker's own settings and those of the organizations they see, by name. */
export async function settingList({ service, profile, projects }: View): Promise<SettingList> {
  const { dynamo } = service;
  const seen = organizationsSeen(profile, await savingOrganizations(dynamo), projects);
  const owners = [ownerOf(profile, undefined), ...seen.map((organization) => ownerOf(profile, organization))];
  const settings: SettingList['settings'] = [];
  for (let at = 0; at < owners.length; at += READ_AT_ONCE) {
    const read = owners.slice(at, at + READ_AT_ONCE).map(async (owner) => {
      const mayChange = mayChangeSettings(profile, owner, projects);
      return (await listSettings(dynamo, owner)).map(({ params, ...facts }) => ({ ...facts, mayChange }));
    });
    settings.push(...(await Promise.all(read)).flat());
  }
  return { settings };
}

/** One setting as the asker can use it. Throws HmisError `NotFound` for one that is another's or nobody's. */
export async function settingAnswer(view: View, owner: SettingOwner, id: string): Promise<SettingAnswer> {
  const setting = await find(view, owner, id);
  const { params, gone } = await readFor(view, setting);
  return {
    setting: { ...setting, params },
    mayChange: mayChangeSettings(view.profile, owner, view.projects),
    gone: [...gone],
  };
}

/**
 * Saves a setting in place of the version it was made from. Throws HmisError `NotFound` and `NotAllowed` by the asker's
 * rights, and what `refuseParams` and `refuseOthers` throw; `TooLarge` where the owner has as many as there may be.
 */
export async function saveSetting(
  view: View,
  owner: SettingOwner,
  id: string,
  { version, name, report, params }: PutSettingRequest,
): Promise<PutSettingAnswer> {
  const { service, profile, projects, choosable, asOf } = view;
  const { dynamo } = service;
  const { definition } = await reportOf(service, report);
  requireChange(view, owner, id);
  if (params) {
    refuseParams(definition, params, choosable, asOf);
    if (owner.kind === 'organization') refuseOthers(definition, params, owner.organization, projects);
  }
  const before = await getSetting(dynamo, owner, id);
  const kept = params ?? (before?.report === report ? before.params : undefined);
  // One that was to be renamed and is gone is stale like any other; a new one must say what it asks for.
  if (kept === undefined && (before || version === 0)) throw missingParams();
  const next: StoredSetting = {
    id,
    name,
    report,
    params: kept ?? {},
    version: version + 1,
    at: service.now().toISOString(),
    by: profile.name,
  };
  if (before && isSameSave(before, next)) return { result: 'saved', setting: await shown(view, before) };
  if ((before?.version ?? 0) !== version) return await stale(view, before);
  if (version === 0 && (await countSettings(dynamo, owner)) >= MOST[owner.kind]) throw tooMany(owner);
  await keep(view, owner, next, 'saved');
  const put = await putSetting(dynamo, owner, next);
  if (put.result === 'stale') return await stale(view, put.current);
  return { result: 'saved', setting: await shown(view, { ...next, organization: organizationOf(owner) }) };
}

async function stale(view: View, current: SavedSetting | undefined): Promise<PutSettingAnswer> {
  return { result: 'stale', current: current ? await shown(view, current) : null };
}

/** Deletes a setting as it was looked at. Throws HmisError `NotFound` and `NotAllowed` by the asker's rights. */
export async function removeSetting(
  view: View,
  owner: SettingOwner,
  id: string,
  version: string,
): Promise<DeleteSettingAnswer> {
  const setting = await find(view, owner, id);
  requireChange(view, owner, id);
  if (String(setting.version) === version) {
    await keep(view, owner, setting, 'deleted');
    const current = await deleteSetting(view.service.dynamo, owner, id, setting.version);
    if (current === undefined) return { result: 'deleted' };
    return { result: 'stale', current: await shown(view, current) };
  }
  return { result: 'stale', current: await shown(view, setting) };
}

/** What the asker last ran each report with, as far as that can still be asked for. */
export async function lastUsedList(view: View): Promise<LastUsedList> {
  const { service, profile } = view;
  const known = (await listLastUsed(service.dynamo, profile)).filter(({ report }) =>
    service.reportIds.includes(report),
  );
  const lastUsed = known.map(async ({ report, params, at }) => {
    const read = await readFor(view, { report, params });
    return { report, at, params: read.params, gone: [...read.gone] };
  });
  return { lastUsed: await Promise.all(lastUsed) };
}

/** Keeps what the asker has run a report with. Throws as `refuseParams` does, `NotFound` for a report there is not. */
export async function keepLastUsed(
  { service, profile, choosable, asOf }: View,
  report: string,
  { params }: PutLastUsedRequest,
): Promise<{ readonly at: string }> {
  const { definition } = await loadRows(report, service.reportIds);
  refuseParams(definition, params, choosable, asOf);
  const at = service.now().toISOString();
  await putLastUsed(service.dynamo, profile, { report, params, at });
  return { at };
}

async function find({ service, profile, projects }: View, owner: SettingOwner, id: string): Promise<SavedSetting> {
  if (!SETTING_ID.test(id) || !seesSettings(profile, owner, projects)) throw noSuchSetting();
  const setting = await getSetting(service.dynamo, owner, id);
  if (!setting) throw noSuchSetting();
  return setting;
}

function requireChange({ profile, projects }: View, owner: SettingOwner, id: string): void {
  if (!SETTING_ID.test(id) || !seesSettings(profile, owner, projects)) throw noSuchSetting();
  if (mayChangeSettings(profile, owner, projects)) return;
  throw new HmisError('NotAllowed', "A coordinator looks at an organization's settings and does not change them.");
}

async function readFor({ service, choosable }: View, { report, params }: Pick<SavedSetting, 'report' | 'params'>) {
  const { definition } = await reportOf(service, report);
  return readSaved(definition.parameters, params, choosable);
}

/** A version of a setting with no more in it than the asker may know of. */
async function shown(view: View, setting: SavedSetting): Promise<SavedSetting> {
  return { ...setting, params: (await readFor(view, setting)).params };
}

async function reportOf(service: Service, report: string) {
  if (service.reportIds.includes(report)) return await loadRows(report, service.reportIds);
  throw new HmisError('NotFound', 'The report of this setting is not there in this version of the service.', {
    field: 'id',
  });
}

function organizationOf(owner: SettingOwner): string | null {
  return owner.kind === 'organization' ? owner.organization : null;
}

/** The refusal for an id that is nobody's or another's: the same, so that nothing is given away. */
function noSuchSetting(): HmisError {
  return new HmisError('NotFound', 'There is no such setting. List your settings to see which there are.', {
    field: 'setting',
  });
}

function missingParams(): HmisError {
  return new HmisError('BadRequest', 'params: are missing.', { field: 'params' });
}

function tooMany({ kind }: SettingOwner): HmisError {
  return new HmisError('TooLarge', `There are ${MOST[kind]} settings here already. Delete one of them first.`);
}

/** Written before anything changes. Its name is the person's own words, and may be a client's: the trail has the id. */
async function keep(
  { service, profile }: View,
  owner: SettingOwner,
  { id, report, version, params }: StoredSetting,
  act: 'saved' | 'deleted',
): Promise<void> {
  const { tid, oid, name } = profile;
  const details = {
    act,
    setting: id,
    organization: organizationOf(owner),
    report,
    version,
    hidePii: params.hidePii !== false,
  };
  await appendTrail(
    service.dynamo,
    { tid, oid, name, what: 'setting', details, rows: 0, pii: false, result: 'ok' },
    service.now(),
  );
}
