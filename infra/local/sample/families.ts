import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import type { SampleEnrollment, SampleFamily, SamplePerson } from './family.ts';
import { HOSTILE_NAMES } from './names.ts';
import { oddFamilies } from './odd-families.ts';
import type { Sample } from './options.ts';
import type { Random, Weighted } from './random.ts';
import { chance, hex, int, pick, randomOf, weighted } from './random.ts';
import type { SampleProject, Setting } from './setting.ts';
import { entryDate, householdStay } from './stays.ts';

/**
 * The families of a sample, the odd ones first, until it has its clients. Each is drawn from the seed and its own number,
 * so every file of the export is made by going through them again, and none is ever kept.
 */
export function* familiesOf(sample: Sample, setting: Setting): Generator<SampleFamily> {
  let clients = 0;
  for (const family of oddFamilies(sample, setting)) {
    clients += family.persons.length;
    yield family;
  }
  const numbers = { household: 0, enrollment: 0 };
  for (let i = 0; clients < sample.clients; i++) {
    const family = familyOf(sample, setting, i, sample.clients - clients, numbers);
    clients += family.persons.length;
    yield family;
  }
}

function familyOf(
  sample: Sample,
  setting: Setting,
  number: number,
  room: number,
  numbers: { household: number; enrollment: number },
): SampleFamily {
  const random = randomOf(`${sample.seed}/family/${number}`);
  const project = pick(random, setting.draw);
  // The bearers of hostile names come alone, so that the smallest sample has them all.
  const ages = agesOf(random, project).slice(0, number < HOSTILE_NAMES.length ? 1 : room);
  const projects = [project, ...furtherProjects(random, setting, project, ages.length)];
  const entries = projects.map((place) => entryDate(sample, random, place)).sort();
  const since = entries[0] ?? sample.start;
  const persons = ages.map((age, i) => personOf(sample, random, project, number, i, age, since));
  const enrollments: SampleEnrollment[] = [];
  entries.forEach((entry, stay) => {
    const HouseholdID = `h_${20000 + numbers.household++}`;
    const enrollmentId = () => String(700001 + numbers.enrollment++);
    const place = projects[stay] ?? project;
    // A family comes whole or, at times, only its head comes back.
    const present = stay > 0 && chance(random, 0.3) ? persons.slice(0, 1) : persons;
    enrollments.push(
      ...householdStay(sample, random, place, present, later(entry, place), { HouseholdID, enrollmentId }),
    );
  });
  return { persons, enrollments };
}

function later(entry: CalendarDate, project: SampleProject): CalendarDate {
  if (project.closed && entry >= project.closed) return addDays(project.closed, -1);
  return entry < project.opened ? project.opened : entry;
}

const FURTHER_STAYS: Weighted<number> = [
  [0, 86],
  [1, 11],
  [2, 3],
];

/** Where the same people have been as well: 0.15 further stays to each family. */
function furtherProjects(random: Random, setting: Setting, first: SampleProject, size: number): SampleProject[] {
  const stays = weighted(random, FURTHER_STAYS);
  return Array.from({ length: stays }, () => {
    const project = pick(random, setting.draw);
    const fits = project.serves === 'anyone' || project.serves === first.serves;
    return fits || (project.serves === 'singles' && size === 1 && first.serves === 'anyone') ? project : first;
  });
}

const GROUPS: Readonly<Record<SampleProject['serves'], Weighted<'single' | 'couple' | 'parents' | 'youth' | 'minor'>>> =
  {
    anyone: [
      ['single', 66],
      ['couple', 8],
      ['parents', 18],
      ['youth', 8],
    ],
    singles: [
      ['single', 86],
      ['couple', 5],
      ['youth', 9],
    ],
    families: [
      ['single', 38],
      ['couple', 6],
      ['parents', 52],
      ['youth', 4],
    ],
    survivors: [
      ['single', 45],
      ['parents', 55],
    ],
    veterans: [
      ['single', 82],
      ['couple', 8],
      ['parents', 10],
    ],
    youth: [['youth', 1]],
    minors: [['minor', 1]],
  };

/** Ages on the first day, in years; the head first, children last. */
function agesOf(random: Random, project: SampleProject): number[] {
  switch (weighted(random, GROUPS[project.serves])) {
    case 'single':
      return [int(random, 25, 72)];
    case 'couple':
      return [int(random, 21, 66), int(random, 21, 66)];
    case 'parents': {
      const adults = chance(random, 0.35) ? [int(random, 22, 50), int(random, 20, 52)] : [int(random, 20, 48)];
      return [...adults, ...Array.from({ length: int(random, 1, 4) }, () => int(random, 0, 17))];
    }
    case 'youth':
      return chance(random, 0.85) ? [int(random, 18, 24)] : [int(random, 18, 24), int(random, 0, 3)];
    case 'minor':
      return chance(random, 0.9) ? [int(random, 12, 17)] : [int(random, 15, 17), int(random, 12, 15)];
  }
}

function personOf(
  sample: Sample,
  random: Random,
  project: SampleProject,
  family: number,
  place: number,
  age: number,
  since: CalendarDate,
): SamplePerson {
  const PersonalID = hex(random, 4);
  const hostile = place === 0 ? HOSTILE_NAMES[family] : undefined;
  return {
    PersonalID,
    key: `${sample.seed}/${PersonalID}`,
    born: chance(random, 0.006) ? null : addDays(addYears(since, -age), -int(random, 0, 364)),
    name: hostile ?? null,
    female: chance(random, project.serves === 'survivors' ? 0.93 : 0.42),
    veteran: age >= 18 && chance(random, project.serves === 'veterans' && place === 0 ? 0.97 : 0.05),
    survivor: project.serves === 'survivors' && !hostile,
    complete: hostile !== undefined,
    since,
    user: pick(random, project.users),
  };
}
