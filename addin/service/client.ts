import { type AdminClient, createAdminClient } from './admin-client.ts';
import type { ServiceAddress } from './call.ts';
import { createFilesClient, type FilesClient } from './files-client.ts';
import { createRunClient, type RunClient } from './run-client.ts';
import { createSavedClient, type SavedClient } from './saved-client.ts';
import { createSchedulesClient, type SchedulesClient } from './schedules-client.ts';
import { createTrackerClient, type TrackerClient } from './tracker-client.ts';

export type { CallOptions, ServiceAddress } from './call.ts';

/** All of the API's calls. The pane fetches each part's with the part. */
export type Client = RunClient & TrackerClient & AdminClient & FilesClient & SavedClient & SchedulesClient;

/** A typed client of the API over web-standard fetch: the same in Excel's browser and in Node. */
export function createClient(service: ServiceAddress): Client {
  return {
    ...createRunClient(service),
    ...createTrackerClient(service),
    ...createAdminClient(service),
    ...createFilesClient(service),
    ...createSavedClient(service),
    ...createSchedulesClient(service),
  };
}
