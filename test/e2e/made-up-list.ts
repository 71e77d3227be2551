import type { ExportRow } from '../export.ts';
import { exportZip } from '../export.ts';

/** An export with so many people in one shelter, one household each. */
export function listOf(
  people: number,
  change: (n: number) => { client?: ExportRow; enrollment?: ExportRow } = () => ({}),
): Buffer {
  const numbers = Array.from({ length: people }, (_, n) => n);
  const made = numbers.map(change);
  return exportZip({
    Client: numbers.map((n) => ({ PersonalID: `P${n}`, FirstName: `Ann${n}`, LastName: 'Archer', ...made[n]?.client })),
    Enrollment: numbers.map((n) => ({
      EnrollmentID: `E${n}`,
      PersonalID: `P${n}`,
      HouseholdID: `H${n}`,
      EntryDate: n % 2 === 0 ? '2025-02-01' : '2026-01-10',
      ...made[n]?.enrollment,
    })),
  });
}
