import {
  type FilePassword,
  filePassword,
  type ScheduleAct,
  type ScheduleList,
  type ScheduleRequest,
  scheduleList,
} from '../../shared/contract/schedules.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** The calls of schedules. Every one throws as `call` says. */
export interface SchedulesClient {
  schedules(options?: CallOptions): Promise<ScheduleList>;
  /** `id` is the caller's, so that a call whose answer was lost can be made again. */
  makeSchedule(id: string, body: ScheduleRequest, options?: CallOptions): Promise<ScheduleList>;
  changeSchedule(id: string, act: ScheduleAct, options?: CallOptions): Promise<ScheduleList>;
  endSchedule(id: string, options?: CallOptions): Promise<ScheduleList>;
  filePassword(id: string, options?: CallOptions): Promise<FilePassword>;
}

export function createSchedulesClient(service: ServiceAddress): SchedulesClient {
  const answer = scheduleList;
  return {
    schedules: (options = {}) => call(service, { route: 'schedules', answer }, options),
    makeSchedule: (id, body, options = {}) =>
      call(service, { route: 'makeSchedule', path: { id }, body, answer }, options),
    changeSchedule: (id, act, options = {}) =>
      call(service, { route: 'changeSchedule', path: { id }, body: { act }, answer }, options),
    endSchedule: (id, options = {}) => call(service, { route: 'endSchedule', path: { id }, answer }, options),
    filePassword: (id, options = {}) =>
      call(service, { route: 'piiFilePassword', path: { id }, answer: filePassword }, options),
  };
}
