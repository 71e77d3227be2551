import {
  type AsideList,
  asideList,
  type ReadTrackerRequest,
  type SaveResult,
  type SaveTrackerRequest,
  type SaveTrackersAnswer,
  type SaveTrackersRequest,
  saveResult,
  saveTrackersAnswer,
  type TakeTrackerRequest,
  type TrackerAnswer,
  trackerAnswer,
} from '../../shared/contract/trackers.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** The housing tracker's calls. Every one throws as `call` says. `pii` picks the routes that answer names and ask for a reason. */
export interface TrackerClient {
  /** A tracker with its history. With a reason: by the door with names. */
  tracker(enrollmentId: string, body: ReadTrackerRequest, options?: CallOptions): Promise<TrackerAnswer>;
  saveTracker(enrollmentId: string, body: SaveTrackerRequest, pii: boolean, options?: CallOptions): Promise<SaveResult>;
  saveTrackers(body: SaveTrackersRequest, pii: boolean, options?: CallOptions): Promise<SaveTrackersAnswer>;
  takeTracker(enrollmentId: string, body: TakeTrackerRequest, options?: CallOptions): Promise<SaveResult>;
  trackersAside(options?: CallOptions): Promise<AsideList>;
}

export function createTrackerClient(service: ServiceAddress): TrackerClient {
  return {
    tracker: (id, body, options = {}) =>
      body.reason === undefined
        ? call(service, { route: 'tracker', path: { id }, answer: trackerAnswer }, options)
        : call(service, { route: 'piiTracker', path: { id }, body, answer: trackerAnswer }, options),
    saveTracker: (id, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiSaveTracker' : 'saveTracker', path: { id }, body, answer: saveResult }, options),
    saveTrackers: (body, pii, options = {}) =>
      call(service, { route: pii ? 'piiSaveTrackers' : 'saveTrackers', body, answer: saveTrackersAnswer }, options),
    takeTracker: (id, body, options = {}) =>
      call(service, { route: 'takeTracker', path: { id }, body, answer: saveResult }, options),
    trackersAside: (options = {}) => call(service, { route: 'trackersAside', answer: asideList }, options),
  };
}
