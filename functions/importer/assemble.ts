import { type CalendarDate, later } from '../../shared/dates.ts';
import type { EnrollmentId, PersonalId } from '../../shared/ids.ts';
import { entryOverlaps } from '../hmis/entry-overlap.ts';
import { nameQuality, ssnQuality } from '../hmis/name-quality.ts';
import type { Activity, AnnualIncome, Enrollment, IncomeBenefits } from '../hmis/records.ts';
import { compareText } from '../snapshot/cut.ts';
import type { ClientFields, EnrollmentFields, ExitFields, Spilled } from './spilled.ts';

interface Gathered {
  readonly fields: EnrollmentFields;
  exit: ExitFields | undefined;
  readonly incomes: IncomeBenefits[];
  readonly activities: Activity[];
  readonly otherAnnuals: Set<CalendarDate>;
  disability: boolean;
}

const OPEN: ExitFields = { ExitDate: null, Destination: null, ExitDateCreated: null, ExitUserID: null };

/**
 * Joins one project's rows into its enrollments, and decides what can be decided once. `hashed` says whether names and
 * SSNs are hashes, whose quality then cannot be told. In no particular order.
 */
export function assembleEnrollments(rows: readonly Spilled[], hashed: boolean): Enrollment[] {
  const gathered = new Map<EnrollmentId, Gathered>();
  const clients = new Map<PersonalId, ClientFields>();
  for (const spilled of rows) {
    if (spilled.is === 'client') {
      clients.set(spilled.row.PersonalID, spilled.row);
      continue;
    }
    if (spilled.is === 'enrollment') {
      const fields = spilled.row;
      gathered.set(fields.EnrollmentID, newlyGathered(fields));
      continue;
    }
    const one = gathered.get(spilled.of);
    if (!one) throw new Error('A row was spilled before its enrollment.');
    if (spilled.is === 'exit') one.exit = spilled.row;
    else if (spilled.is === 'income') one.incomes.push(spilled.row);
    else if (spilled.is === 'activity') one.activities.push(spilled.row);
    else if (spilled.is === 'otherAnnual') one.otherAnnuals.add(spilled.date);
    else one.disability = true;
  }
  const overlapping = overlappingEntries([...gathered.values()]);
  return [...gathered.values()].map((one) => {
    const client = clients.get(one.fields.PersonalID);
    if (!client) throw new Error('An enrollment was spilled without its client.');
    return joined(one, client, overlapping.has(one.fields.EnrollmentID), hashed);
  });
}

function newlyGathered(fields: EnrollmentFields): Gathered {
  return { fields, exit: undefined, incomes: [], activities: [], otherAnnuals: new Set(), disability: false };
}

function overlappingEntries(gathered: readonly Gathered[]): ReadonlySet<EnrollmentId> {
  const stays = gathered.map(({ fields, exit }) => ({ ...fields, ExitDate: exit?.ExitDate ?? null }));
  const overlapping = [...Map.groupBy(stays, (stay) => stay.PersonalID).values()]
    .filter((own) => own.length > 1)
    .flatMap((own) => [...entryOverlaps(own)]);
  return new Set(overlapping);
}

function joined(one: Gathered, client: ClientFields, EntryOverlaps: boolean, hashed: boolean): Enrollment {
  const { FirstName, MiddleName, LastName, NameSuffix, SSN, NameDataQuality, SSNDataQuality, ...facts } = client;
  const { fields, exit = OPEN } = one;
  const activities = one.activities.toSorted(
    (a, b) => compareText(a.date, b.date) || compareText(JSON.stringify(a), JSON.stringify(b)),
  );
  const incomes = one.incomes.toSorted(
    (a, b) =>
      compareText(a.InformationDate, b.InformationDate) ||
      compareText(a.quality, b.quality) ||
      compareText(JSON.stringify(a), JSON.stringify(b)),
  );
  const dates = activities.map((activity) => activity.date);
  return {
    ...fields,
    ...facts,
    ...exit,
    NameQuality: nameQuality({ FirstName, LastName, NameDataQuality, hashed }),
    SSNQuality: ssnQuality({ SSN, SSNDataQuality, hashed }),
    DisabilityAtStart: one.disability,
    EntryOverlaps,
    IncomeAtStart:
      incomes.find((income) => income.DataCollectionStage === 1 && income.InformationDate === fields.EntryDate)
        ?.quality ?? null,
    IncomeAtExit:
      incomes.find((income) => income.DataCollectionStage === 3 && income.InformationDate === exit.ExitDate)?.quality ??
      null,
    HasIncomeRecord: incomes.length > 0,
    AnnualIncomes: incomes
      .filter((income) => income.DataCollectionStage === 5)
      .map(
        ({ InformationDate, quality, DateCreated, UserID }): AnnualIncome => ({
          InformationDate,
          quality,
          DateCreated,
          UserID,
        }),
      ),
    OtherAnnualDates: [...one.otherAnnuals].sort(compareText),
    LastActivityDate: dates.length > 0 ? dates.reduce(later) : null,
    Activities: activities,
    IncomeBenefits: incomes,
    Names: { LastName, FirstName, MiddleName, NameSuffix, SSN },
  };
}
