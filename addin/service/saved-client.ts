import {
  type DeleteSettingAnswer,
  deleteSettingAnswer,
  type LastUsedList,
  lastUsedList,
  type PutSettingAnswer,
  type PutSettingRequest,
  putLastUsedAnswer,
  putSettingAnswer,
  type SavedParams,
  type SettingAnswer,
  type SettingFacts,
  type SettingList,
  settingAnswer,
  settingList,
} from '../../shared/contract/saved.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** Which setting: its id, and whose it is. */
export type SettingRef = Pick<SettingFacts, 'id' | 'organization'>;

/** The calls for saved settings and for what each report was last run with. */
export interface SavedClient {
  settings(options?: CallOptions): Promise<SettingList>;
  setting(ref: SettingRef, options?: CallOptions): Promise<SettingAnswer>;
  putSetting(ref: SettingRef, request: PutSettingRequest, options?: CallOptions): Promise<PutSettingAnswer>;
  deleteSetting(ref: SettingRef, version: number, options?: CallOptions): Promise<DeleteSettingAnswer>;
  lastUsed(options?: CallOptions): Promise<LastUsedList>;
  putLastUsed(report: string, params: SavedParams, options?: CallOptions): Promise<{ readonly at: string }>;
}

export function createSavedClient(service: ServiceAddress): SavedClient {
  return {
    settings: (options = {}) => call(service, { route: 'settings', answer: settingList }, options),
    setting: (ref, options = {}) =>
      call(service, { ...routed(ref, 'setting', 'sharedSetting'), answer: settingAnswer }, options),
    putSetting: (ref, body, options = {}) =>
      call(service, { ...routed(ref, 'putSetting', 'putSharedSetting'), body, answer: putSettingAnswer }, options),
    deleteSetting: (ref, n, options = {}) => {
      const { route, path } = routed(ref, 'deleteSetting', 'deleteSharedSetting');
      return call(service, { route, path: { ...path, n }, answer: deleteSettingAnswer }, options);
    },
    lastUsed: (options = {}) => call(service, { route: 'lastUsed', answer: lastUsedList }, options),
    putLastUsed: (id, params, options = {}) =>
      call(service, { route: 'putLastUsed', path: { id }, body: { params }, answer: putLastUsedAnswer }, options),
  };
}

/** One's own settings and an organization's lie at different addresses. */
function routed<Own extends string, Shared extends string>({ id, organization }: SettingRef, own: Own, shared: Shared) {
  return organization === null ? { route: own, path: { id } } : { route: shared, path: { id, organization } };
}
