import {
  type Catalog,
  catalog,
  type Me,
  me,
  type PageAnswer,
  type PageRequest,
  type PlanAnswer,
  type PlanRequest,
  pageAnswer,
  planAnswer,
  type ReportList,
  reportList,
} from '../../shared/contract/runs.ts';
import { type CallOptions, call, type ServiceAddress } from './call.ts';

/** The calls that a run of a report needs. Every one throws as `call` says. `pii` picks the routes that answer names. */
export interface RunClient {
  me(options?: CallOptions): Promise<Me>;
  catalog(options?: CallOptions): Promise<Catalog>;
  reports(options?: CallOptions): Promise<ReportList>;
  plan(report: string, body: PlanRequest, pii: boolean, options?: CallOptions): Promise<PlanAnswer>;
  page(report: string, n: number, body: PageRequest, pii: boolean, options?: CallOptions): Promise<PageAnswer>;
}

export function createRunClient(service: ServiceAddress): RunClient {
  return {
    me: (options = {}) => call(service, { route: 'me', answer: me }, options),
    catalog: (options = {}) => call(service, { route: 'catalog', answer: catalog }, options),
    reports: (options = {}) => call(service, { route: 'reports', answer: reportList }, options),
    plan: (id, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiPlan' : 'plan', path: { id }, body, answer: planAnswer }, options),
    page: (id, n, body, pii, options = {}) =>
      call(service, { route: pii ? 'piiPage' : 'page', path: { id, n }, body, answer: pageAnswer }, options),
  };
}
