import { HmisError } from '../../shared/errors.ts';
import { isPiiReason, type PiiReason } from '../../shared/pii-reasons.ts';
import type { Project } from '../hmis/records.ts';
import { grantScope, type Scope } from '../snapshot/scope.ts';
import { mayEditTrackers, type Profile } from './profiles.ts';
import { type Principal, requireScope } from './verify.ts';

export interface Asked {
  readonly principal: Principal;
  /** The principal's own, as it stands now. */
  readonly profile: Profile;
  /** All projects of the snapshot. */
  readonly projects: readonly Project[];
  /** What the parameters ask for; an empty list asks for all. Both lists: the projects that fit both. */
  readonly asked: { readonly projects: readonly string[]; readonly organizations: readonly string[] };
  readonly hidePii: boolean;
  /** Why names are to be shown: a key of PII_REASONS, or the person's own words. */
  readonly reason?: string | undefined;
}

/**
 * Turns who asks and what is asked into a scope [security.md, "Who may see what"]. Throws HmisError `NotFound` for a
 * project or organization out of reach or unknown, which are the same to the caller; `NotAllowed` for names without the
 * right, the token's scope and a reason.
 */
export function scopeFor({ principal, ...asked }: Asked): Scope {
  const { profile, hidePii } = asked;
  if (profile.tid !== principal.tid || profile.oid !== principal.oid) throw noRights();
  if (!hidePii && profile.active) requireScope(principal, 'Reports.Read.Pii');
  return scopeOfJob(asked);
}

/**
 * The scope of work in the background, by the rights its owner has now. There is no token any more: what the owner's
 * allowed was checked when the work was asked for. Throws as `scopeFor` does.
 */
export function scopeOfJob({ profile, projects, asked, hidePii, reason }: Omit<Asked, 'principal'>): Scope {
  if (!profile.active) throw noRights();
  const inReach = projects.filter((project) => isInReach(profile, project));
  const shown = hidePii ? undefined : requirePii(profile, reason);
  requireAll(asked.projects, new Set(inReach.map((project) => project.ProjectID)), 'projects');
  requireAll(asked.organizations, reachOfOrganizations(profile, inReach), 'organizations');

  const wanted = inReach.filter(
    (project) => fits(asked.projects, project.ProjectID) && fits(asked.organizations, project.OrganizationID),
  );
  const withheld = wanted.filter((project) => isWithheld(profile, project));
  const rows = wanted.filter((project) => !isWithheld(profile, project));
  return grantScope({
    projects: new Set(rows.map((project) => project.ProjectID)),
    withheld: new Set(withheld.map((project) => project.ProjectID)),
    pii: shown !== undefined,
    barriers: mayEditTrackers(profile),
    reason: shown,
    who: { tid: profile.tid, oid: profile.oid, name: profile.name },
  });
}

/** The projects a person may know of, and whether their rows are withheld. What is left out does not exist to them. */
export function reachOf(
  profile: Profile,
  projects: readonly Project[],
): { readonly project: Project; readonly withheld: boolean }[] {
  return projects
    .filter((project) => isInReach(profile, project))
    .map((project) => ({ project, withheld: isWithheld(profile, project) }));
}

function isInReach({ organizations }: Profile, project: Project): boolean {
  return organizations === 'all' || organizations.includes(project.OrganizationID);
}

/** VAWA: nobody outside a victim service provider sees its rows, so it must be named; "all" does not name it. */
function isWithheld({ organizations }: Profile, project: Project): boolean {
  return project.VictimServiceProvider && organizations === 'all';
}

function reachOfOrganizations({ organizations }: Profile, inReach: readonly Project[]): ReadonlySet<string> {
  return new Set(organizations === 'all' ? inReach.map((project) => project.OrganizationID) : organizations);
}

function fits(asked: readonly string[], id: string): boolean {
  return asked.length === 0 || asked.includes(id);
}

function requireAll(asked: readonly string[], reach: ReadonlySet<string>, field: 'projects' | 'organizations'): void {
  if (asked.every((id) => reach.has(id))) return;
  throw new HmisError('NotFound', `${field}: one of them is not among those you can choose from.`, { field });
}

function noRights(): HmisError {
  return new HmisError('NotAllowed', 'You have no rights in this HMIS. Ask your HMIS administrator.');
}

function requirePii(profile: Profile, reason: string | undefined): PiiReason {
  if (!profile.mayShowPii || profile.role === 'coordinator') {
    throw new HmisError('NotAllowed', 'You may not show names. Hide PII, or ask your HMIS administrator.', {
      field: 'hidePii',
    });
  }
  if (!isPiiReason(reason)) {
    throw new HmisError(
      'NotAllowed',
      'Say why names are to be shown, in 3 to 100 characters: it is kept in the audit trail.',
      {
        field: 'reason',
      },
    );
  }
  return reason;
}
