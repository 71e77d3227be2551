import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears } from '../../../shared/dates.ts';
import type { SampleEnrollment, SampleFamily, SamplePerson, Stage } from './family.ts';
import { firstName } from './names.ts';
import type { OddDates } from './odd-dates.ts';
import { oddDates } from './odd-dates.ts';
import type { OddHousehold, OddMember } from './odd-households.ts';
import { ODD_HOUSEHOLDS } from './odd-households.ts';
import type { Sample } from './options.ts';
import { hex, randomOf } from './random.ts';
import type { SampleProject, Setting } from './setting.ts';

/** The odd households as families of their own; nothing in them depends on the seed. */
export function oddFamilies(sample: Sample, setting: Setting): SampleFamily[] {
  const on = oddDates(sample);
  return ODD_HOUSEHOLDS.map((odd) => {
    const project = setting.projects.find(({ ProjectID }) => ProjectID === odd.ProjectID);
    if (!project) throw new RangeError(`No project ${odd.ProjectID}.`);
    return oddFamily(odd, on, project);
  });
}

function oddFamily(odd: OddHousehold, on: OddDates, project: SampleProject): SampleFamily {
  const persons = new Map<number, SamplePerson>();
  const enrollments = odd.members(on).map((member, i): SampleEnrollment => {
    const number = member.person ?? i + 1;
    const person = persons.get(number) ?? oddPerson(odd, number, member, project);
    persons.set(number, person);
    const EnrollmentID = `${odd.HouseholdID}_${i + 1}`;
    return {
      EnrollmentID,
      key: EnrollmentID,
      HouseholdID: odd.HouseholdID,
      person,
      project,
      RelationshipToHoH: member.rel ?? 1,
      EntryDate: member.entry,
      ExitDate: member.exit ?? null,
      MoveInDate: member.moveIn ?? null,
      DisablingCondition: 1,
      stages: [...stagesOf(member)],
      bedNights: member.bedNights ?? null,
      deleted: false,
      fields: member.fields ?? {},
    };
  });
  return { persons: [...persons.values()], enrollments };
}

function* stagesOf(member: OddMember): Generator<Stage> {
  yield { stage: 1, date: member.entry };
  yield* member.stages ?? [];
  if (member.exit) yield { stage: 3, date: member.exit };
}

function oddPerson(odd: OddHousehold, number: number, member: OddMember, project: SampleProject): SamplePerson {
  const key = `${odd.HouseholdID}/${number}`;
  const random = randomOf(key);
  const user = project.users[0];
  if (!user) throw new RangeError('A project has no user.');
  return {
    PersonalID: hex(random, 4),
    key,
    born: born(member),
    // "odd_no_head" becomes "Oddnohead", which one finds in a sheet.
    name: [firstName(random), `O${odd.HouseholdID.replaceAll('_', '').slice(1)}`],
    female: random() < 0.5,
    veteran: false,
    survivor: false,
    complete: true,
    since: member.entry,
    user,
  };
}

function born({ age = 40, entry }: OddMember): CalendarDate | null {
  return typeof age === 'number' ? addYears(entry, -age) : age;
}
