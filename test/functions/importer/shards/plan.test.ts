import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_FILES, type CsvFile } from '../../../../functions/importer/csv-files.ts';
import { detailRecords } from '../../../../functions/importer/detail-records.ts';
import { type ImportPlan, PLAN_LIMITS, planImport } from '../../../../functions/importer/shards/plan.ts';

const GB = 1_000_000_000;
const sizesOf = (sizes: Partial<Record<CsvFile, number>>) =>
  new Map(CSV_FILES.map((file) => [file, sizes[file] ?? 0] as const));

function shardsOf(plan: ImportPlan) {
  if (plan.by !== 'shards') throw new Error('It is for one function.');
  return plan.reading;
}

describe('an export is imported', () => {
  test.each([
    ['by one function up to two gigabytes', 2 * GB, 'one'],
    ['in shards a byte beyond', 2 * GB + 1, 'shards'],
  ] as const)('%s', (_, Services, by) => {
    expect(planImport(sizesOf({ Services })).by).toBe(by);
  });

  test('a state’s, with every file in parts of half a gigabyte, small ones together', () => {
    const sizes = sizesOf({ Client: GB / 2, Enrollment: GB, Exit: GB / 5, Disabilities: 1.2 * GB, Services: 2 * GB });
    const shards = shardsOf(planImport(sizes));
    expect(shards.map(({ parts }) => parts.map(({ file, from, to }) => `${file} ${from / 1e6}-${to / 1e6}`))).toEqual([
      ['Exit 0-200', 'IncomeBenefits 0-0'],
      ['Disabilities 0-400'],
      ['Disabilities 400-800'],
      ['Disabilities 800-1200'],
      ['Services 0-500'],
      ['Services 500-1000'],
      ['Services 1000-1500'],
      [
        'Services 1500-2000',
        'CurrentLivingSituation 0-0',
        'Event 0-0',
        'Assessment 0-0',
        'AssessmentQuestions 0-0',
        'AssessmentResults 0-0',
        'HealthAndDV 0-0',
        'EmploymentEducation 0-0',
        'YouthEducationStatus 0-0',
      ],
    ]);
    expect(planImport(sizes)).toMatchObject({ groups: 10 });
  });
});

test('whatever the sizes, every byte of a file that hangs on enrollments is read once, in the order of one function', () => {
  const size = fc.integer({ min: 0, max: 10_000 });
  const order = detailRecords({ projectOf: new Map(), deleted: new Set() }, () => undefined).readers;
  fc.assert(
    fc.property(fc.array(size, { minLength: CSV_FILES.length, maxLength: CSV_FILES.length }), (bytes) => {
      const sizes = new Map(CSV_FILES.map((file, n) => [file, bytes[n] ?? 0]));
      const shards = shardsOf(planImport(sizes, { oneFunction: -1, shard: 1_000 }));
      const parts = shards.flatMap((shard) => shard.parts);
      expect([...new Set(parts.map(({ file }) => file))]).toEqual(order.map(({ file }) => file));
      for (const { file } of order) {
        const own = parts.filter((part) => part.file === file);
        expect(own.map(({ from }) => from)).toEqual([0, ...own.slice(0, -1).map(({ to }) => to)]);
        expect(own.at(-1)?.to).toBe(sizes.get(file));
        // A row of these is judged by others.
        if (/^(?:Exit|Assessment)/.test(file)) expect(own).toHaveLength(1);
      }
      for (const { parts: own } of shards.filter(
        ({ parts: all }) => !all.some(({ file }) => /^(?:Exit|Assess)/.test(file)),
      )) {
        expect(own.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});

test('a plan fits the 256 KB that Step Functions hands on, at the largest export that is taken', () => {
  const plan = planImport(sizesOf({ Services: 40 * GB }), PLAN_LIMITS);
  expect(JSON.stringify(plan).length).toBeLessThan(256_000 / 4);
});
