import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSpill } from '../../../functions/importer/spill.ts';
import { type ExportRow, exportZip } from '../../export.ts';
import { readInMemory } from './reading.ts';

const PEOPLE = 40;
const person = (i: number): ExportRow => ({ PersonalID: `P${i}`, FirstName: `Markname${i}`, SSN: `9871234${10 + i}` });
const stay = (i: number): ExportRow => ({
  EnrollmentID: `E${i}`,
  PersonalID: `P${i}`,
  ProjectID: `PR${i % 3}`,
  HouseholdID: `H${i % 7}`,
});
const numbers = Array.from({ length: PEOPLE }, (_, i) => i);
const zip = exportZip({
  Project: ['PR0', 'PR1', 'PR2'].map((ProjectID) => ({ ProjectID })),
  Client: numbers.map(person),
  Enrollment: numbers.map(stay),
  Exit: numbers.filter((i) => i % 2 === 0).map((i) => ({ EnrollmentID: `E${i}` })),
  Services: numbers.flatMap((i) => [{ EnrollmentID: `E${i}` }, { EnrollmentID: `E${i}`, DateProvided: '2025-03-03' }]),
});

describe('rows that do not fit in memory', () => {
  test('give the same enrollments as rows that do', async () => {
    const [inMemory, spilled] = [await readInMemory(zip), await readInMemory(zip, { memoryBytes: 500 })];
    expect(spilled.enrollments.size).toBe(PEOPLE);
    expect([...spilled.enrollments]).toEqual([...inMemory.enrollments]);
  });

  test('lie on the disk without a word in clear, for their owner alone', async () => {
    const seen: string[] = [];
    await readInMemory(zip, {
      memoryBytes: 500,
      whileSpilled: (folder) => {
        for (const name of readdirSync(folder)) {
          expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
          seen.push(readFileSync(join(folder, name), 'latin1'));
        }
      },
    });
    expect(seen).toHaveLength(3);
    for (const text of seen) expect(text).not.toMatch(/Markname|9871234|PersonalID|2025/);
  });
});

describe('a spill', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'hmis-spill-')), 'spill');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  test('gives each project its rows in their order, from the disk and from memory', () => {
    const spill = openSpill(folder, 60);
    for (let n = 0; n < 20; n++) spill.add(n % 2, { n, text: 'a\nb "c"' });
    expect(readdirSync(folder)).toEqual(['0.spill', '1.spill']);
    expect(spill.read(0)).toEqual(Array.from({ length: 10 }, (_, i) => ({ n: i * 2, text: 'a\nb "c"' })));
    expect(spill.read(1)).toHaveLength(10);
    expect(spill.read(7)).toEqual([]);
    spill.close();
  });

  test('is gone when it is closed', () => {
    const spill = openSpill(folder, 1);
    spill.add(0, 'row');
    expect(existsSync(folder)).toBe(true);
    spill.close();
    expect(existsSync(folder)).toBe(false);
  });

  test('that fits in memory leaves no file', () => {
    const spill = openSpill(folder);
    spill.add(0, 'row');
    expect(spill.read(0)).toEqual(['row']);
    expect(existsSync(folder)).toBe(false);
    spill.close();
  });

  test('takes away what a killed import left', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, '0.spill'), 'left by another');
    const spill = openSpill(folder, 1);
    expect(spill.read(0)).toEqual([]);
    spill.close();
  });

  test('whose file was changed is not read', () => {
    const spill = openSpill(folder, 1);
    spill.add(0, { text: 'x'.repeat(100) });
    const file = join(folder, '0.spill');
    const bytes = readFileSync(file);
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(() => spill.read(0)).toThrow();
    spill.close();
  });

  test('cannot be read with the key of another', () => {
    const other = join(folder, '..', 'other');
    const [mine, theirs] = [openSpill(folder, 1), openSpill(other, 1)];
    mine.add(0, 'mine');
    theirs.add(0, 'theirs');
    writeFileSync(join(folder, '0.spill'), readFileSync(join(other, '0.spill')));
    expect(() => mine.read(0)).toThrow();
    mine.close();
    theirs.close();
  });
});
