import { parameter } from './parameter.ts';

/** Filters that mean the same in every report that has them, under the names they have in its parameters. */
export const organizations = parameter.list({ label: 'Organizations', of: 'organizations' });
export const projects = parameter.list({ label: 'Projects', of: 'projects' });
export const cocs = parameter.list({ label: 'CoCs', of: 'cocs', advanced: true });
export const users = parameter.list({ label: 'Entered or last edited by', of: 'users', advanced: true });
export const fundingSources = parameter.list({ label: 'Funding sources', of: 'fundingSources', advanced: true });
