import type { OrganizationId, ProjectId, UserId } from '../../shared/ids.ts';
import type { FunderFacts, ParticipationFacts, Project } from '../hmis/records.ts';
import { compareText } from '../snapshot/cut.ts';
import type { HmisUser, Organization, SnapshotCatalog } from '../snapshot/stored.ts';
import type { CsvRow } from './csv.ts';
import type { CsvFile } from './csv-files.ts';
import { type Row, RowDeleted, RowRefused } from './read-file.ts';

/** How one file's rows are taken in. */
export interface FileReader {
  readonly file: CsvFile;
  readonly needed: readonly string[];
  /** Throws RowRefused or RowDeleted for a row that is not taken. */
  onRow(row: Row): void;
  /** For a row with DateDeleted, whose dependents are deleted too. */
  onDeleted?(row: CsvRow): void;
}

export interface CatalogReaders {
  readonly readers: readonly FileReader[];
  catalog(): SnapshotCatalog;
  /** A project with DateDeleted: what hangs on it is deleted with it. */
  isDeleted(id: ProjectId): boolean;
}

/** The small files: who runs which projects, where, with whose money, and who works in the HMIS. */
export function catalogReaders(): CatalogReaders {
  const organizations = new Map<OrganizationId, Organization>();
  const users = new Map<UserId, HmisUser>();
  const projects = new Map<
    ProjectId,
    Omit<Project, 'CoCCodes' | 'Funders' | 'Participation' | 'OrganizationName' | 'VictimServiceProvider'>
  >();
  const deletedProjects = new Set<string>();
  const cocs = new Map<ProjectId, Set<string>>();
  const funders = new Map<ProjectId, FunderFacts[]>();
  const participation = new Map<ProjectId, ParticipationFacts[]>();

  const knownProject = (row: Row): ProjectId => {
    const id = row.id<ProjectId>('ProjectID');
    if (projects.has(id)) return id;
    if (deletedProjects.has(id)) throw new RowDeleted();
    throw new RowRefused('ProjectID', 'names no row of Project.csv that was taken');
  };
  const ofProject = (file: CsvFile): FileReader => ({ file, needed: ['ProjectID'], onRow: knownProject });

  const readers: FileReader[] = [
    {
      file: 'Organization',
      needed: ['OrganizationID', 'OrganizationName', 'VictimServiceProvider'],
      onRow(row) {
        const OrganizationID = row.id<OrganizationId>('OrganizationID');
        if (organizations.has(OrganizationID)) throw new RowRefused('OrganizationID', 'appears twice');
        organizations.set(OrganizationID, {
          OrganizationID,
          OrganizationName: row.text('OrganizationName') ?? OrganizationID,
          VictimServiceProvider: row.code('VictimServiceProvider') === 1,
        });
      },
    },
    {
      file: 'User',
      needed: ['UserID', 'UserFirstName', 'UserLastName'],
      onRow(row) {
        const UserID = row.id<UserId>('UserID');
        if (users.has(UserID)) throw new RowRefused('UserID', 'appears twice');
        const name = [row.text('UserFirstName'), row.text('UserLastName')].filter((part) => part !== null).join(' ');
        users.set(UserID, { UserID, name: name || UserID });
      },
    },
    {
      file: 'Project',
      needed: [
        'ProjectID',
        'OrganizationID',
        'ProjectName',
        'ProjectType',
        'RRHSubType',
        'OperatingStartDate',
        'OperatingEndDate',
        'HousingType',
        'TargetPopulation',
        'PITCount',
      ],
      onDeleted: (row) => deletedProjects.add(row.get('ProjectID')),
      onRow(row) {
        const ProjectID = row.id<ProjectId>('ProjectID');
        const OrganizationID = row.id<OrganizationId>('OrganizationID');
        if (projects.has(ProjectID)) throw new RowRefused('ProjectID', 'appears twice');
        if (!organizations.has(OrganizationID)) {
          throw new RowRefused('OrganizationID', 'names no row of Organization.csv');
        }
        projects.set(ProjectID, {
          ProjectID,
          ProjectName: row.text('ProjectName') ?? ProjectID,
          OrganizationID,
          ProjectType: row.code('ProjectType'),
          RRHSubType: row.code('RRHSubType'),
          OperatingStartDate: row.date('OperatingStartDate'),
          OperatingEndDate: row.date('OperatingEndDate'),
          HousingType: row.code('HousingType'),
          TargetPopulation: row.code('TargetPopulation'),
          PITCount: row.code('PITCount'),
        });
      },
    },
    {
      file: 'ProjectCoC',
      needed: ['ProjectID', 'CoCCode'],
      onRow(row) {
        const id = knownProject(row);
        const coc = row.text('CoCCode');
        if (coc !== null) cocs.set(id, (cocs.get(id) ?? new Set()).add(coc));
      },
    },
    {
      file: 'Funder',
      needed: ['ProjectID', 'Funder', 'OtherFunder', 'GrantID', 'StartDate', 'EndDate'],
      onRow(row) {
        const id = knownProject(row);
        const Funder = row.code('Funder');
        if (Funder === null) throw new RowRefused('Funder', 'is blank or no number');
        const facts = {
          Funder,
          OtherFunder: row.text('OtherFunder'),
          GrantID: row.text('GrantID'),
          StartDate: row.date('StartDate'),
          EndDate: row.date('EndDate'),
        };
        funders.set(id, [...(funders.get(id) ?? []), facts]);
      },
    },
    {
      file: 'HMISParticipation',
      needed: [
        'ProjectID',
        'HMISParticipationType',
        'HMISParticipationStatusStartDate',
        'HMISParticipationStatusEndDate',
      ],
      onRow(row) {
        const id = knownProject(row);
        const facts = {
          HMISParticipationType: row.code('HMISParticipationType'),
          StartDate: row.date('HMISParticipationStatusStartDate'),
          EndDate: row.date('HMISParticipationStatusEndDate'),
        };
        participation.set(id, [...(participation.get(id) ?? []), facts]);
      },
    },
    ofProject('CEParticipation'),
    ofProject('Inventory'),
    ofProject('Affiliation'),
  ];

  return {
    readers,
    isDeleted: (id) => deletedProjects.has(id),
    catalog: () => ({
      organizations: [...organizations.values()].sort((a, b) => compareText(a.OrganizationID, b.OrganizationID)),
      users: [...users.values()].sort((a, b) => compareText(a.UserID, b.UserID)),
      projects: [...projects.values()]
        .map((project) => {
          const organization = organizations.get(project.OrganizationID);
          return {
            ...project,
            OrganizationName: organization?.OrganizationName ?? project.OrganizationID,
            VictimServiceProvider: organization?.VictimServiceProvider ?? false,
            CoCCodes: [...(cocs.get(project.ProjectID) ?? [])].sort(),
            Funders: inOneOrder(funders.get(project.ProjectID)),
            Participation: inOneOrder(participation.get(project.ProjectID)),
          };
        })
        .sort((a, b) => compareText(a.ProjectID, b.ProjectID)),
    }),
  };
}

/** The same rows give the same list, whatever their order in the file. */
function inOneOrder<T>(facts: readonly T[] = []): T[] {
  return facts.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}
