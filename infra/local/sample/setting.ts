import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears } from '../../../shared/dates.ts';
import type { ProjectKind } from './base-projects.ts';
import { BASE_PROJECTS, FURTHER_KINDS, ODD_PROJECTS } from './base-projects.ts';
import { addDays } from './days.ts';
import { firstName, lastName } from './names.ts';
import type { Sample } from './options.ts';
import { at, int, randomOf } from './random.ts';

/** How soon a user enters what happened: `bulk` on one day of the month, `ahead` sometimes before it happens. */
export type EntryHabit = 'sameDay' | 'fewDays' | 'weeks' | 'bulk' | 'ahead';

export interface SampleUser {
  readonly UserID: string;
  readonly first: string;
  readonly last: string;
  readonly habit: EntryHabit;
}

export interface SampleOrganization {
  readonly OrganizationID: string;
  readonly name: string;
  readonly victimServiceProvider: boolean;
}

export interface SampleProject extends ProjectKind {
  readonly ProjectID: string;
  readonly organization: SampleOrganization;
  readonly cocs: readonly string[];
  readonly opened: CalendarDate;
  /** OperatingEndDate; nobody enters after it. */
  readonly closed: CalendarDate | null;
  readonly users: readonly SampleUser[];
  /** The software that exported it wrote the enrollment's DateCreated into the exit's. */
  readonly exitCreatedAtEntry: boolean;
}

/** All that is there before the first client. */
export interface Setting {
  readonly organizations: readonly SampleOrganization[];
  readonly users: readonly SampleUser[];
  readonly projects: readonly SampleProject[];
  /** Each project as often as its weight says: one is drawn with a single step. */
  readonly draw: readonly SampleProject[];
}

/** The staff's habits, one user after the other; 13 of them share no factor with the number of projects. */
const HABITS: readonly EntryHabit[] = [
  ...(['sameDay', 'fewDays', 'sameDay', 'weeks', 'fewDays', 'sameDay', 'ahead'] as const),
  ...(['sameDay', 'fewDays', 'bulk', 'sameDay', 'weeks', 'fewDays'] as const),
];
const COCS = ['XX-500', 'XX-501', 'XX-502', 'XX-503'];
const PLACES = [
  'Sampleton',
  'Testford',
  'Mockham',
  'Demoville',
  'Fictionby',
  'Examplefield',
  'Draftstead',
  'Proofgate',
];

export const ODD_ORGANIZATION: SampleOrganization = {
  OrganizationID: 'odd_organization',
  name: 'Odd Households (boundary cases)',
  victimServiceProvider: false,
};
const SURVIVORS: SampleOrganization = {
  OrganizationID: '5',
  name: 'Safe Sample Victim Services',
  victimServiceProvider: true,
};

export function settingOf(sample: Sample): Setting {
  const users = usersOf(sample);
  const further = Math.max(0, Math.floor(sample.clients / 500) - 4);
  const kinds = [
    ...BASE_PROJECTS,
    ...Array.from({ length: further }, (_, i) => at(BASE_PROJECTS, at(FURTHER_KINDS, i))),
  ];
  const organizations = [0, 1, 2, 3, ...Array.from({ length: Math.ceil(further / 4) }, (_, i) => i + 5)].map(
    (i): SampleOrganization => ({
      OrganizationID: String(i + 1),
      name: `${at(PLACES, i)} ${i < PLACES.length ? 'Test Services' : `Test Services ${Math.floor(i / PLACES.length) + 1}`}`,
      victimServiceProvider: false,
    }),
  );
  const projects = kinds.map((kind, i): SampleProject => {
    const random = randomOf(`${sample.seed}/project/${i}`);
    const base = i < BASE_PROJECTS.length;
    const organization =
      kind.serves === 'survivors' ? SURVIVORS : at(organizations, base ? i % 4 : 4 + Math.floor((i - 20) / 4));
    return {
      ...kind,
      ProjectID: i < 9 ? `0${i + 1}` : String(i + 1),
      organization,
      name: `${at(PLACES, base ? i : i * 3)} ${kind.name}${base ? '' : ` ${Math.floor(i / BASE_PROJECTS.length) + 1}`}`,
      cocs: kind.ProjectType === 14 ? COCS.slice(0, 2) : [at(COCS, base ? Number(i % 5 === 4) : i)],
      opened: addDays(addYears(sample.asOf, -14), int(random, 0, 1200)),
      closed: !base && i % 9 === 8 ? addDays(sample.asOf, -int(random, 200, 900)) : null,
      users: usersOfProject(users, i, kinds.length),
      exitCreatedAtEntry: base && kind.ProjectType === 2 && kind.serves === 'anyone',
    };
  });
  const odd = ODD_PROJECTS.map(
    (kind): SampleProject => ({
      ...kind,
      organization: ODD_ORGANIZATION,
      cocs: ['XX-500'],
      opened: addYears(sample.asOf, -14),
      closed: null,
      users: users.slice(0, 1),
      exitCreatedAtEntry: false,
    }),
  );
  return {
    organizations: [...organizations.slice(0, 4), SURVIVORS, ...organizations.slice(4), ODD_ORGANIZATION],
    users,
    projects: [...projects, ...odd],
    draw: projects.flatMap((project) => Array<SampleProject>(project.weight).fill(project)),
  };
}

function usersOf(sample: Sample): SampleUser[] {
  return Array.from({ length: Math.max(3, Math.round(sample.clients / 40)) }, (_, i) => {
    const random = randomOf(`${sample.seed}/user/${i}`);
    return { UserID: String(101 + i), first: firstName(random), last: lastName(random), habit: at(HABITS, i) };
  });
}

/** Every user works for one project at least, every project has one user at least. */
function usersOfProject(users: readonly SampleUser[], project: number, projects: number): SampleUser[] {
  const own = users.filter((_, i) => i % projects === project);
  return own.length > 0 ? own : [at(users, project)];
}
