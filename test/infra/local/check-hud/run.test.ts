import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../../../infra/local/check-hud/run.ts';
import { community } from '../../../functions/api/community.ts';
import { kept } from '../cli/terminal.ts';

/** HUD's answers on two made-up adults who left, as its program would write them. */
const Q5A = (age: number) =>
  [
    'EnrollmentID,EntryDate,ExitDate,household_type,age,VeteranStatus,DisablingCondition,chronic,number_of_days,RelationshipToHoH',
    ...[0, 1].map((n) => `E-V1-${n},2025-01-10,,AdultsAndChildren,${age},,,N,387,${n === 0 ? 1 : 3}`),
  ].join('\n');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-check-test-'));
  await mkdir(join(folder, 'export'));
  await writeFile(join(folder, 'export', 'export.zip'), community());
});
afterAll(() => rm(folder, { recursive: true }));

async function check(answers: Readonly<Record<string, string>>, ...args: string[]) {
  const project = join(folder, 'answers', 'V1');
  await rm(join(folder, 'answers'), { recursive: true, force: true });
  await mkdir(project, { recursive: true });
  for (const [file, text] of Object.entries(answers)) await writeFile(join(project, `${file}.csv`), text);
  const [out, err] = [kept(), kept()];
  const terminal = { out: out.stream, err: err.stream, env: {}, signal: new AbortController().signal };
  const code = await runCheck([join(folder, 'export'), join(folder, 'answers'), ...args], terminal);
  return { code, out: out.text(), err: err.text() };
}

describe('check:hud', () => {
  test('names every row that only one side has, also of a victim service provider’s project', async () => {
    const { code, out } = await check({ Q5a_detail: Q5A(52) }, '--from', '2026-01-01', '--to', '2026-01-31');
    expect(code).toBe(1);
    expect(out).toContain('EnrollmentID E-V1-2, row:');
    expect(out).not.toContain('EnrollmentID E-V1-0, Age');
  });

  test('says of a fact that differs what each side has, and why', async () => {
    const { out } = await check({ Q5a_detail: Q5A(51) }, '--from', '2026-01-01', '--to', '2026-01-31');
    expect(out).toContain('Q5a, EnrollmentID E-V1-0, Age:');
    expect(out).toContain('ours   52  (entered 2025-01-10, open)');
    expect(out).toContain("HUD's  51  (entered 2025-01-10, open)");
  });

  test.each([
    [['--from', '2026-02-01', '--to', '2026-01-01'], 'later than --to'],
    [['--from', 'June'], '--from takes a date'],
    [['--projects', '4711'], 'The export has no project 4711.'],
  ])('refuses %j', async (args, sentence) => {
    const { code, err } = await check({ Q5a_detail: Q5A(52) }, ...args);
    expect({ code, said: err.includes(sentence) }).toEqual({ code: 2, said: true });
  });
});
