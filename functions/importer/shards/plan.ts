import type { CsvFile } from '../csv-files.ts';

/** Bytes of a file's rows, unpacked: those that begin at `from` or after it, and before `to`. */
export interface FilePart {
  readonly file: CsvFile;
  readonly from: number;
  readonly to: number;
}

/** What one function reads of the files that hang on enrollments. */
export interface ReadingShard {
  readonly n: number;
  readonly parts: readonly FilePart[];
}

/** How an export is imported: by one function, or by many, of which each reads some rows or stores some projects. */
export type ImportPlan =
  | { readonly by: 'one' }
  | {
      readonly by: 'shards';
      readonly reading: readonly ReadingShard[];
      /** Groups of projects; a project belongs to that of its number in the catalog, modulo how many there are. */
      readonly groups: number;
    };

export interface PlanLimits {
  /** Bytes of all files, unpacked, that one function imports. */
  readonly oneFunction: number;
  /** Bytes that a shard reads, and that come together in a group of projects. */
  readonly shard: number;
}

/**
 * One function imports 5 to 8 MB a second and may run for 900 seconds: 2 GB take it less than half of that. A shard reads
 * half a gigabyte in some 50 seconds.
 */
export const PLAN_LIMITS: PlanLimits = { oneFunction: 2_000_000_000, shard: 500_000_000 };

interface Unit {
  readonly files: readonly CsvFile[];
  /** False where a row is judged by others of its file, which must then be read together. */
  readonly cut: boolean;
}

/** In the order in which one function reads them. */
const UNITS: readonly Unit[] = [
  { files: ['Exit'], cut: false },
  { files: ['IncomeBenefits'], cut: true },
  { files: ['Disabilities'], cut: true },
  { files: ['Services'], cut: true },
  { files: ['CurrentLivingSituation'], cut: true },
  { files: ['Event'], cut: true },
  { files: ['Assessment', 'AssessmentQuestions', 'AssessmentResults'], cut: false },
  { files: ['HealthAndDV'], cut: true },
  { files: ['EmploymentEducation'], cut: true },
  { files: ['YouthEducationStatus'], cut: true },
];

/** Plans the import of files of these sizes, in bytes unpacked. The same sizes give the same plan. Pure. */
export function planImport(sizes: ReadonlyMap<CsvFile, number>, limits: PlanLimits = PLAN_LIMITS): ImportPlan {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total <= limits.oneFunction) return { by: 'one' };
  const shards: FilePart[][] = [];
  let room = 0;
  for (const parts of UNITS.flatMap((unit) => partsOf(unit, sizes, limits.shard))) {
    const bytes = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    const last = shards.at(-1);
    if (last && bytes <= room) last.push(...parts);
    else {
      shards.push([...parts]);
      room = limits.shard;
    }
    room -= bytes;
  }
  return {
    by: 'shards',
    reading: shards.map((parts, n) => ({ n, parts })),
    groups: Math.ceil(total / limits.shard),
  };
}

/** Parts that may lie in different shards, each with what must be read together with it. */
function partsOf({ files, cut }: Unit, sizes: ReadonlyMap<CsvFile, number>, shard: number): FilePart[][] {
  const whole = files.map((file) => ({ file, from: 0, to: sizes.get(file) ?? 0 }));
  const [only] = whole;
  if (!cut || !only) return [whole];
  const pieces = Math.max(1, Math.ceil(only.to / shard));
  const edge = (n: number) => Math.floor((only.to * n) / pieces);
  return Array.from({ length: pieces }, (_, n) => [{ ...only, from: edge(n), to: edge(n + 1) }]);
}
