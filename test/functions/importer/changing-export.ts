import { type ExportRow, exportZip } from '../../export.ts';

/** An export of two projects, of which the second changes with `moveIn`. */
export function changingExport(exportDate: string, moveIn: string, Services: readonly ExportRow[]): Buffer {
  return exportZip({
    Export: [{ ExportID: exportDate, ExportDate: exportDate }],
    Project: [{ ProjectID: 'PR0' }, { ProjectID: 'PR1' }],
    Client: [{ PersonalID: 'P1' }, { PersonalID: 'P2', FirstName: 'Bea' }],
    Enrollment: [
      { EnrollmentID: 'E0', ProjectID: 'PR0' },
      { EnrollmentID: 'E1', ProjectID: 'PR1', MoveInDate: moveIn },
      { EnrollmentID: 'E2', ProjectID: 'PR1', PersonalID: 'P2' },
    ],
    Services,
  });
}
