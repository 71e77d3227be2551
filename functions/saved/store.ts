import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { SavedSetting } from '../../shared/contract/saved.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import { compareText } from '../snapshot/cut.ts';
import { type Dynamo, isConditionFailed, queryAll, stillAt } from '../snapshot/dynamo.ts';
import type { Place } from '../snapshot/places.ts';
import { SAVING_ORGANIZATIONS, SETTING_PREFIX, type SettingOwner, settingPlace, settingsPartition } from './places.ts';

/** What is stored of a setting; whose it is, is its place. */
export type StoredSetting = Omit<SavedSetting, 'organization'>;

/** A setting of this owner as it stands; undefined where they have none of that id. Whether the asker may see it is theirs to ask. */
export async function getSetting(
  { doc, table }: Dynamo,
  owner: SettingOwner,
  id: string,
): Promise<SavedSetting | undefined> {
  const Key = settingPlace(owner, id);
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item && settingOf(owner, Item);
}

/** All settings of an owner, by name. */
export async function listSettings(dynamo: Dynamo, owner: SettingOwner): Promise<SavedSetting[]> {
  const settings: SavedSetting[] = [];
  for await (const item of queryAll(dynamo, settingsQuery(owner))) settings.push(settingOf(owner, item));
  return settings.sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** How many settings an owner has. */
export async function countSettings({ doc, table }: Dynamo, owner: SettingOwner): Promise<number> {
  const { Count = 0 } = await doc.send(
    new QueryCommand({ TableName: table, ...settingsQuery(owner), Select: 'COUNT' }),
  );
  return Count;
}

/** The organizations that have, or once had, a setting. */
export async function savingOrganizations(dynamo: Dynamo): Promise<OrganizationId[]> {
  const organizations: OrganizationId[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': SAVING_ORGANIZATIONS },
    ConsistentRead: true,
  };
  for await (const { sk } of queryAll(dynamo, query)) organizations.push(sk as OrganizationId);
  return organizations;
}

/**
 * Stores a setting as the version after the one it was made from. `stale`: that one is no longer the current one, or is
 * gone; nothing was stored.
 */
export async function putSetting(
  dynamo: Dynamo,
  owner: SettingOwner,
  next: StoredSetting,
): Promise<{ readonly result: 'saved' } | { readonly result: 'stale'; readonly current: SavedSetting | undefined }> {
  const { doc, table } = dynamo;
  if (next.version === 1 && owner.kind === 'organization') {
    // The listing goes first: one without a setting is an empty query, a setting without one would not be found.
    await doc.send(new PutCommand({ TableName: table, Item: { pk: SAVING_ORGANIZATIONS, sk: owner.organization } }));
  }
  try {
    const Item = { ...settingPlace(owner, next.id), ...next };
    await doc.send(new PutCommand({ TableName: table, Item, ...stillAt(next.version - 1) }));
    return { result: 'saved' };
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const current = await getSetting(dynamo, owner, next.id);
    return current && isSameSave(current, next) ? { result: 'saved' } : { result: 'stale', current };
  }
}

/** Whoever tries again because an answer was lost runs into their own write, made a moment before. */
export function isSameSave({ organization, at, ...current }: SavedSetting, { at: _, ...next }: StoredSetting): boolean {
  return isDeepStrictEqual(current, next);
}

/** Deletes a setting if this is still its version; answers the current one where it is not. One that is gone is deleted. */
export async function deleteSetting(
  dynamo: Dynamo,
  owner: SettingOwner,
  id: string,
  version: number,
): Promise<SavedSetting | undefined> {
  const { doc, table } = dynamo;
  try {
    await doc.send(new DeleteCommand({ TableName: table, Key: settingPlace(owner, id), ...stillAt(version) }));
    return undefined;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return await getSetting(dynamo, owner, id);
  }
}

function settingsQuery(owner: SettingOwner) {
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :setting)',
    ExpressionAttributeValues: { ':pk': settingsPartition(owner), ':setting': SETTING_PREFIX },
    ConsistentRead: true,
  };
}

function settingOf(owner: SettingOwner, item: Readonly<Record<string, unknown>> & Partial<Place>): SavedSetting {
  const { pk, sk, ...stored } = item;
  // Only this store writes under these keys, so what is left is a setting.
  return { ...(stored as StoredSetting), organization: owner.kind === 'organization' ? owner.organization : null };
}
