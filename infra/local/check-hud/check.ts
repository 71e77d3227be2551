import type { Difference, HudRow } from './difference.ts';
import { hudRows } from './hud-answers.ts';
import type { CheckedProject } from './lists.ts';
import { compareQ5a } from './q5a.ts';
import { compareQ6e } from './q6e.ts';
import { compareQ7b } from './q7b.ts';
import { compareQ16 } from './q16.ts';

type Compare = (project: CheckedProject, theirs: readonly HudRow[]) => Promise<Difference[]>;

/** What is compared, by the file of HUD's answers. */
export const QUESTIONS: Readonly<Record<string, Compare>> = {
  Q5a_detail: compareQ5a,
  Q6e_detail: compareQ6e,
  Q7b_detail: compareQ7b,
  Q16_detail: compareQ16,
};

export interface Checked {
  readonly differences: readonly Difference[];
  /** Rows of HUD's that were compared, by file; a file that is not there is not in it. */
  readonly compared: ReadonlyMap<string, number>;
}

/** Compares the lists of one project with HUD's answers for it, file by file. */
export async function checkProject(project: CheckedProject, answers: string): Promise<Checked> {
  const differences: Difference[] = [];
  const compared = new Map<string, number>();
  for (const [file, compare] of Object.entries(QUESTIONS)) {
    const theirs = await hudRows(answers, project.id, file);
    if (!theirs) continue;
    compared.set(file, theirs.length);
    differences.push(...(await compare(project, theirs)));
  }
  return { differences, compared };
}
