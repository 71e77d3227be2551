import type { Catalog } from '../../../shared/contract/runs.ts';
import type { ChoicesParameter, ListOf } from '../../../shared/parameter.ts';
import { compareNames } from '../format.ts';
import { translated } from '../language.ts';
import { WORDS } from '../words.ts';

/** One thing a list parameter can name. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** What stands beside the name: a project's type. */
  readonly detail?: string | undefined;
  /** Why it cannot be chosen. */
  readonly withheld?: string;
}

/** Choices under one heading; a list without headings is one group of no label. */
export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** What a list parameter can name, projects under their organizations; only those of `organizations` where any are chosen. */
export function choicesOf(catalog: Catalog, of: ListOf, organizations: readonly string[]): readonly ChoiceGroup[] {
  switch (of) {
    case 'projects':
      return projectGroups(catalog, organizations);
    case 'cocs':
      return [{ label: '', choices: catalog.cocs.map((code) => ({ id: code, name: code })) }];
    case 'organizations':
    case 'users':
    case 'fundingSources':
      return [{ label: '', choices: byName(catalog[of].map(({ id, name }) => ({ id, name: name || id }))) }];
  }
}

function projectGroups(catalog: Catalog, organizations: readonly string[]): ChoiceGroup[] {
  const groups = new Map<string, Choice[]>();
  for (const project of catalog.projects) {
    if (organizations.length > 0 && !organizations.includes(project.organizationId)) continue;
    const group = groups.get(project.organizationId) ?? [];
    group.push({
      id: project.id,
      name: project.name || project.id,
      detail: translated(project.projectTypeName),
      ...(project.enrollments === null ? { withheld: WORDS.list.withheld } : {}),
    });
    groups.set(project.organizationId, group);
  }
  const names = new Map(catalog.organizations.map(({ id, name }) => [id, name]));
  return [...groups]
    .map(([id, choices]) => ({ label: names.get(id) || id, choices: byName(choices) }))
    .sort((a, b) => compareNames(a.label, b.label));
}

function byName(choices: readonly Choice[]): Choice[] {
  return choices.toSorted((a, b) => compareNames(a.name, b.name));
}

/** A parameter's own options; what a label says in brackets at its end stands below its name. */
export function optionChoices({ options }: Pick<ChoicesParameter, 'options'>): readonly ChoiceGroup[] {
  const choices = Object.entries(options).map(([id, label]) => {
    const [name = label, detail] = translated(label).split(/ \(|\)$/);
    return { id, name, detail };
  });
  return [{ label: '', choices }];
}

/** The choices whose name, id, detail or heading holds every word of the search, accents and case aside. */
export function searchChoices(groups: readonly ChoiceGroup[], search: string): readonly ChoiceGroup[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap(({ label, choices }) => {
    const found = choices.filter(({ id, name, detail = '' }) => {
      const text = plain(`${label} ${name} ${detail} ${id}`);
      return words.every((word) => text.includes(word));
    });
    return found.length > 0 ? [{ label, choices: found }] : [];
  });
}

/** So many choices at most, in order; a list of thousands would be slow to draw and of no help to read. */
export function firstChoices(groups: readonly ChoiceGroup[], most: number): readonly ChoiceGroup[] {
  let left = most;
  return groups.flatMap(({ label, choices }) => {
    const taken = choices.slice(0, left);
    left -= taken.length;
    return taken.length > 0 ? [{ label, choices: taken }] : [];
  });
}

export function countChoices(groups: readonly ChoiceGroup[]): number {
  return groups.reduce((sum, { choices }) => sum + choices.length, 0);
}

/** What stands for what is chosen: the names of a few, all but one, or how many; `none` for none and for all. */
export function chosenInWords(
  groups: readonly ChoiceGroup[],
  chosen: readonly string[],
  none: string,
  few = 1,
): string {
  const all = groups.flatMap(({ choices }) => choices);
  const names = (picked: boolean) => all.flatMap(({ id, name }) => (chosen.includes(id) === picked ? [name] : []));
  const [some, [missing, ...others]] = [names(true), names(false)];
  if (some.length === 0) return none;
  if (some.length <= few) return some.join(', ');
  if (missing === undefined) return none;
  return others.length === 0 ? WORDS.list.allButOne(missing) : WORDS.list.chosen(some.length, all.length);
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
