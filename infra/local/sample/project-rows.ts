import { addYears } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import { setUp } from './metadata.ts';
import { phone } from './names.ts';
import type { Sample } from './options.ts';
import type { Random } from './random.ts';
import { chance, int, pick, randomOf } from './random.ts';
import type { Row } from './row.ts';
import type { SampleProject, Setting } from './setting.ts';

/** By it a made-up export is known from a real one. */
export const SAMPLE_SOFTWARE = 'HMIS Sheets sample';

/** Export.csv's one row. */
export function* exportRows(sample: Sample): Generator<Row> {
  yield {
    ExportID: sample.exportId,
    SourceType: 1,
    SourceID: 'XX-500',
    SourceName: 'Sample Continuum of Care (made up)',
    SourceContactFirst: 'Sampleton',
    SourceContactLast: 'Testwell',
    SourceContactPhone: '2145550100',
    SourceContactExtension: null,
    SourceContactEmail: 'hmis@example.org',
    ExportDate: `${sample.asOf} 23:30:00`,
    ExportStartDate: sample.start,
    ExportEndDate: sample.asOf,
    SoftwareName: SAMPLE_SOFTWARE,
    SoftwareVersion: '1',
    CSVVersion: sample.format === 'FY2024' ? '2024 v1.3' : '2026 v1.0',
    ExportPeriodType: 3,
    ExportDirective: 2,
    HashStatus: 1,
    ImplementationID: '0001',
  };
}

export function* organizationRows(sample: Sample, { organizations }: Setting): Generator<Row> {
  for (const { OrganizationID, name, victimServiceProvider } of organizations) {
    const random = randomOf(`${sample.seed}/Organization/${OrganizationID}`);
    yield {
      OrganizationID,
      OrganizationName: name,
      VictimServiceProvider: Number(victimServiceProvider),
      OrganizationCommonName: null,
      ...setUp(sample, random, addYears(sample.asOf, -13)),
    };
  }
}

export function* userRows(sample: Sample, { users }: Setting): Generator<Row> {
  for (const { UserID, first, last } of users) {
    const random = randomOf(`${sample.seed}/User/${UserID}`);
    const { UserID: _, ...stamps } = setUp(sample, random, addDays(addYears(sample.asOf, -12), int(random, 0, 1500)));
    yield {
      UserID,
      UserFirstName: first,
      UserLastName: last,
      UserPhone: phone(random),
      UserExtension: chance(random, 0.2) ? String(int(random, 1, 99)) : null,
      UserEmail: `${first}.${last}.${UserID}@example.org`.toLowerCase(),
      ...stamps,
    };
  }
}

const RESIDENTIAL = [0, 1, 2, 3, 8, 9, 10, 13];

export function* projectRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    const { ProjectID, ProjectType, serves } = project;
    const random = randomOf(`${sample.seed}/Project/${ProjectID}`);
    const residential = RESIDENTIAL.includes(ProjectType) && project.RRHSubType !== 1;
    yield {
      ProjectID,
      OrganizationID: project.organization.OrganizationID,
      ProjectName: project.name,
      ProjectCommonName: null,
      OperatingStartDate: project.opened,
      OperatingEndDate: project.closed,
      ContinuumProject: 1,
      ProjectType,
      HousingType: residential ? ([3, 9, 10, 13].includes(ProjectType) ? 3 : pick(random, [1, 2])) : null,
      RRHSubType: project.RRHSubType ?? null,
      ResidentialAffiliation: ProjectType === 6 || project.RRHSubType === 1 ? Number(ProjectType === 6) : null,
      TargetPopulation: serves === 'survivors' ? 1 : 4,
      HOPWAMedAssistedLivingFac: project.funders.includes(18) ? 0 : 2,
      PITCount: [0, 1, 2, 8].includes(ProjectType) && sample.pitDate >= project.opened ? int(random, 8, 60) : null,
      ...setUp(sample, random, project.opened),
    };
  }
}

/** One row for each funder; grants end and are renewed, and the odd one was entered by mistake. */
export function* funderRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    const random = randomOf(`${sample.seed}/Funder/${project.ProjectID}`);
    for (const [i, code] of project.funders.entries()) {
      // CoC Builds is new in FY 2026; the ESG-CV grants were over by then.
      const Funder = code === 56 && sample.format === 'FY2024' ? 2 : code;
      const ended = code === 47 ? addYears(sample.asOf, -3) : null;
      yield {
        FunderID: `${project.ProjectID}_f${i + 1}`,
        ProjectID: project.ProjectID,
        Funder,
        OtherFunder: Funder === 46 ? 'Sampleton Community Chest' : null,
        GrantID: `SAMPLE${String(int(random, 0, 99999)).padStart(5, '0')}`,
        StartDate: project.opened,
        EndDate: ended ?? project.closed ?? (chance(random, 0.3) ? addYears(sample.asOf, 1) : null),
        ...setUp(sample, random, project.opened, i === 2),
      };
    }
  }
}

export function* projectCoCRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    const random = randomOf(`${sample.seed}/ProjectCoC/${project.ProjectID}`);
    for (const [i, CoCCode] of project.cocs.entries()) {
      yield {
        ProjectCoCID: `${project.ProjectID}_k${i + 1}`,
        ProjectID: project.ProjectID,
        CoCCode,
        Geocode: '009999',
        Address1: project.organization.victimServiceProvider ? null : `${int(random, 1, 999)} Example Street`,
        Address2: null,
        City: project.name.split(' ')[0] ?? null,
        State: 'XX',
        ZIP: `00${int(random, 100, 199)}`,
        GeographyType: int(random, 1, 3),
        ...setUp(sample, random, project.opened),
      };
    }
  }
}

/** A victim service provider keeps a comparable database (2), the others work in the HMIS (1). */
export function* hmisParticipationRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    yield {
      HMISParticipationID: `${project.ProjectID}_h1`,
      ProjectID: project.ProjectID,
      HMISParticipationType: project.organization.victimServiceProvider ? 2 : 1,
      HMISParticipationStatusStartDate: project.opened,
      HMISParticipationStatusEndDate: project.closed,
      ...setUp(sample, randomOf(`${sample.seed}/HMISParticipation/${project.ProjectID}`), project.opened),
    };
  }
}

export function* ceParticipationRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    const access = Number(project.ProjectType === 14 || project.ProjectType === 4);
    const since = addYears(sample.asOf, -8);
    yield {
      CEParticipationID: `${project.ProjectID}_p1`,
      ProjectID: project.ProjectID,
      AccessPoint: access,
      PreventionAssessment: access,
      CrisisAssessment: access,
      HousingAssessment: access,
      DirectServices: access,
      ReceivesReferrals: Number([2, 3, 9, 10, 13].includes(project.ProjectType)),
      CEParticipationStatusStartDate: since > project.opened ? since : project.opened,
      CEParticipationStatusEndDate: project.closed,
      ...setUp(sample, randomOf(`${sample.seed}/CEParticipation/${project.ProjectID}`), since),
    };
  }
}

/** Beds of residential projects, for households with and without children. */
export function* inventoryRows(sample: Sample, { projects }: Setting): Generator<Row> {
  for (const project of projects) {
    if (!RESIDENTIAL.includes(project.ProjectType) || project.RRHSubType === 1) continue;
    const random = randomOf(`${sample.seed}/Inventory/${project.ProjectID}`);
    const types = project.serves === 'minors' ? [4] : project.serves === 'singles' ? [1] : [1, 3];
    for (const HouseholdType of types) yield inventory(sample, random, project, HouseholdType);
  }
}

function inventory(sample: Sample, random: Random, project: SampleProject, HouseholdType: number): Row {
  const beds = int(random, 4, 60);
  const shelter = project.ProjectType === 0 || project.ProjectType === 1;
  const veterans = project.serves === 'veterans' ? beds : 0;
  const youth = project.serves === 'youth' || project.serves === 'minors' ? beds : 0;
  return {
    InventoryID: `${project.ProjectID}_i${HouseholdType}`,
    ProjectID: project.ProjectID,
    CoCCode: project.cocs[0] ?? null,
    HouseholdType,
    Availability: shelter ? pick(random, [1, 1, 1, 2, 3]) : null,
    UnitInventory: Math.ceil(beds / (HouseholdType === 3 ? 3 : 1)),
    BedInventory: beds,
    CHVetBedInventory: 0,
    YouthVetBedInventory: 0,
    VetBedInventory: veterans,
    CHYouthBedInventory: 0,
    YouthBedInventory: youth,
    CHBedInventory: 0,
    OtherBedInventory: beds - veterans - youth,
    ESBedType: shelter ? 1 : null,
    InventoryStartDate: project.opened,
    InventoryEndDate: project.closed,
    ...setUp(sample, random, project.opened),
  };
}

/** Services-only projects beside the supportive housing whose tenants they serve. */
export function* affiliationRows(sample: Sample, { projects }: Setting): Generator<Row> {
  const home = projects.find(({ ProjectType }) => ProjectType === 3);
  for (const { ProjectID, ProjectType, opened } of projects) {
    if (ProjectType !== 6 || !home) continue;
    yield {
      AffiliationID: `${ProjectID}_x1`,
      ProjectID,
      ResProjectID: home.ProjectID,
      ...setUp(sample, randomOf(`${sample.seed}/Affiliation/${ProjectID}`), opened),
    };
  }
}
