import type { Principal } from '../../../functions/access/verify.ts';
import type { Scope } from '../../../functions/snapshot/scope.ts';
import type { ProjectId } from '../../../shared/ids.ts';

/** Must not compile: the type check fails where one of the marked lines would. Never run. */

declare function readRows(scope: Scope): void;
declare function answer(principal: Principal): void;
declare const anyProjects: ReadonlySet<ProjectId>;
declare const scope: Scope;
declare const principal: Principal;

const looksLikeOne = {
  projects: anyProjects,
  withheld: anyProjects,
  pii: true,
  barriers: true,
  reason: undefined,
  who: { tid: 't', oid: 'o', name: 'n' },
};

// @ts-expect-error a scope cannot be put together by hand
readRows(looksLikeOne);
// @ts-expect-error a scope is not widened in a copy
readRows({ ...scope, pii: true });
// @ts-expect-error nothing is read without a scope
readRows(undefined);
// @ts-expect-error a scope is not changed afterwards
scope.pii = true;
// @ts-expect-error no project is added afterwards
scope.projects.add('p1');
// @ts-expect-error a principal comes from a checked token only
answer({ tid: 't', oid: 'o', name: 'n', scopes: new Set() });
// @ts-expect-error nor made over to someone else
answer({ ...principal, oid: 'o' });
