import { type ExportRow, type ExportRows, exportZip } from '../../export.ts';

/**
 * A made-up community: two organizations with two projects each, and two victim service providers, of 12 people and of
 * 5. Every name, SSN and birth date carries a mark that stands nowhere else, so that one that gets out is found.
 */

/** Begins every name; long enough that no sealed text or token in base64 holds it by chance. */
export const NAME_MARK = 'Zqxvwk';
/** Begins every SSN; the last four digits follow, which may be shown. */
export const SSN_MARK = '91373';
/** Finds an SSN, whole or its mark alone; not the same digits inside a hash or an id, where chance puts them. */
export const SSN_PATTERN = String.raw`(?<![\da-f])913-?73(?:-?\d{4})?(?![\da-f])`;
/** Every birth date of an adult. */
export const DOB_MARK = '1973-07-17';

export const ORGANIZATIONS = { harbor: 'OA', beacon: 'OB', safePlace: 'OV', quietHouse: 'OW' } as const;
export const PROJECTS = {
  harborHouse: 'A1',
  newKeys: 'A2',
  beaconNights: 'B1',
  beaconStreet: 'B2',
  safePlace: 'V1',
  quietHouse: 'W1',
} as const;
export const PEOPLE_IN: Readonly<Record<string, number>> = { A1: 9, A2: 4, B1: 6, B2: 3, V1: 12, W1: 5 };

/** The organization of each project. */
export const ORGANIZATION_OF: Readonly<Record<string, string>> = {
  A1: 'OA',
  A2: 'OA',
  B1: 'OB',
  B2: 'OB',
  V1: 'OV',
  W1: 'OW',
};

/** Days on which everybody is enrolled. */
export const OPEN = { from: '2026-01-01', to: '2026-01-28' };

interface Stay {
  readonly ProjectID: string;
  readonly person: string;
  /** The n-th of the project. */
  readonly n: number;
}

const STAYS: readonly Stay[] = Object.entries(PEOPLE_IN).flatMap(([ProjectID, people]) =>
  Array.from({ length: people }, (_, n) => ({ ProjectID, person: `P-${ProjectID}-${n}`, n })),
);

function clientRow({ person, n }: Stay): ExportRow {
  return {
    PersonalID: person,
    FirstName: `${NAME_MARK}First${n}`,
    MiddleName: `${NAME_MARK}Middle`,
    LastName: `${NAME_MARK}Last-${person}`,
    NameSuffix: `${NAME_MARK}Jr`,
    SSN: `${SSN_MARK}${String(1_001 + n)}`,
    DOB: n % 3 === 2 ? '2018-04-04' : DOB_MARK,
  };
}

/** Threes are households: a head, a partner and a child. */
function enrollmentRow({ ProjectID, person, n }: Stay): ExportRow {
  const household = Math.floor(n / 3);
  return {
    EnrollmentID: `E-${ProjectID}-${n}`,
    PersonalID: person,
    ProjectID,
    HouseholdID: `H-${ProjectID}-${household}`,
    RelationshipToHoH: [1, 3, 2][n % 3] ?? 1,
    EntryDate: `2025-0${1 + (household % 9)}-10`,
    EnrollmentCoC: n % 3 === 0 ? 'XX-500' : null,
    UserID: ProjectID.startsWith('A') ? 'U1' : 'U2',
  };
}

/** The rows of the export; `change` adds to them or takes their place. */
export function communityRows(change: ExportRows = {}): ExportRows {
  return {
    Organization: [
      { OrganizationID: 'OA', OrganizationName: 'Harbor Homes' },
      { OrganizationID: 'OB', OrganizationName: 'Beacon Services' },
      { OrganizationID: 'OV', OrganizationName: 'Safe Place', VictimServiceProvider: 1 },
      { OrganizationID: 'OW', OrganizationName: 'Quiet House', VictimServiceProvider: 1 },
    ],
    User: [
      { UserID: 'U1', UserFirstName: 'Uma', UserLastName: 'Reyes' },
      { UserID: 'U2', UserFirstName: 'Bo', UserLastName: 'Lind' },
    ],
    Project: [
      { ProjectID: 'A1', OrganizationID: 'OA', ProjectName: 'Harbor House', ProjectType: 0 },
      { ProjectID: 'A2', OrganizationID: 'OA', ProjectName: 'New Keys', ProjectType: 13 },
      { ProjectID: 'B1', OrganizationID: 'OB', ProjectName: 'Beacon Nights', ProjectType: 1 },
      { ProjectID: 'B2', OrganizationID: 'OB', ProjectName: 'Beacon Street', ProjectType: 4 },
      { ProjectID: 'V1', OrganizationID: 'OV', ProjectName: 'Safe Place Shelter', ProjectType: 0 },
      { ProjectID: 'W1', OrganizationID: 'OW', ProjectName: 'Quiet House', ProjectType: 0 },
    ],
    ProjectCoC: Object.values(PROJECTS).map((ProjectID) => ({ ProjectCoCID: `C-${ProjectID}`, ProjectID })),
    Funder: Object.values(PROJECTS).map((ProjectID) => ({ FunderID: `F-${ProjectID}`, ProjectID })),
    Client: STAYS.map(clientRow),
    Enrollment: STAYS.map(enrollmentRow),
    Services: STAYS.filter(({ ProjectID }) => ProjectID === 'B1').map(({ ProjectID, person, n }) => ({
      ServicesID: `S-${n}`,
      EnrollmentID: `E-${ProjectID}-${n}`,
      PersonalID: person,
      DateProvided: n === 0 ? '2026-01-28' : '2026-01-27',
    })),
    ...change,
  };
}

export function community(change: ExportRows = {}): Buffer {
  return exportZip(communityRows(change));
}

/** The same with a newer date: another snapshot. */
export function nextCommunity(change: ExportRows = {}): Buffer {
  return community({ Export: [{ ExportDate: '2026-02-07 10:00:00' }], ...change });
}
