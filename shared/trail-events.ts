/** What the audit trail keeps of what people do. */
export const TRAIL_EVENTS = [
  'signIn',
  'plan',
  'page',
  'export',
  'importStart',
  'importEnd',
  'rollback',
  'rightsChange',
  'fileAsked',
  'fileMade',
  'fileDownload',
  'filePassword',
  'trackerRead',
  'fileDeleted',
  'trackerEdit',
  'trackerTaken',
  'schedule',
  'setting',
  'trailRead',
] as const;
export type TrailEvent = (typeof TRAIL_EVENTS)[number];

/** What is wrong with an entry of a chain: it cannot be read, was changed, stands elsewhere, is gone, or doesn't follow. */
export const TRAIL_FAULTS = ['unreadable', 'changed', 'moved', 'missing', 'chainBroken'] as const;
