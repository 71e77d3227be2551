import { describe, expect, test } from 'vitest';
import { q6f } from '../../../../functions/hmis/apr/q6f.ts';
import { activity, type EnrollmentFields, funder, project } from '../enrollment.ts';
import { clientOf, YEAR } from './clients.ts';

const OUTREACH = project({ ProjectType: 4 });
const SHELTER = project({ ProjectType: 1 });
/** 2022-07-02 is 90 days before the range's end. */
const OLD = { EntryDate: '2022-01-10' };

function record(fields: EnrollmentFields, of = OUTREACH) {
  return q6f(clientOf({ ...OLD, ...fields }, { of }), YEAR);
}

describe('which records count', () => {
  test.each<[string, EnrollmentFields, boolean]>([
    ['began 91 days before the range’s end', { EntryDate: '2022-07-01' }, true],
    ['began 90 days before it', { EntryDate: '2022-07-02' }, false],
    ['exited on the range’s last day', { ExitDate: '2022-09-30' }, false],
    ['exited on the day after it', { ExitDate: '2022-10-01' }, true],
    ['of a child who is no head', { DOB: '2012-01-01', RelationshipToHoH: 2 }, false],
    ['of a head who is a child', { DOB: '2012-01-01' }, true],
    ['of an adult who is no head', { RelationshipToHoH: 3 }, true],
    ['of unknown age, no head', { DOB: null, RelationshipToHoH: 3 }, false],
  ])('%s', (_, fields, counts) => {
    expect(record(fields) !== null).toBe(counts);
  });

  const path = [funder(21)];
  test.each([
    ['street outreach', OUTREACH, 2],
    ['services only with a PATH grant', project({ ProjectType: 6, Funders: path }), 2],
    ['services only without one', project({ ProjectType: 6 }), null],
    ['a night-by-night shelter', SHELTER, 3],
    ['an entry/exit shelter with a PATH grant', project({ Funders: path }), null],
  ])('in %s', (_, of, row) => {
    expect(record({}, of)?.row ?? null).toBe(row);
  });

  test('children count in a night-by-night shelter', () => {
    expect(record({ DOB: '2012-01-01', RelationshipToHoH: 2 }, SHELTER)?.row).toBe(3);
  });
});

describe('which are inactive', () => {
  test.each([
    ['no contact at all', [], true],
    ['a contact 91 days before the range’s end', [activity('contact', '2022-07-01')], true],
    ['a contact 90 days before it', [activity('contact', '2022-07-02')], false],
    ['a contact on its last day', [activity('contact', '2022-09-30')], false],
    ['a contact on the day after it', [activity('contact', '2022-10-01')], true],
    ['a service, which is no contact', [activity('service', '2022-09-01')], true],
  ])('%s', (_, Activities, isInactive) => {
    expect(record({ Activities })).toEqual({ row: 2, element: 'Contact', isInactive });
  });

  test.each([
    ['no bed night', [], true],
    ['a bed night 91 days before the range’s end', [activity('bedNight', '2022-07-01')], true],
    ['a bed night 90 days before it', [activity('bedNight', '2022-07-02')], false],
    ['a contact, which is no bed night', [activity('contact', '2022-09-01')], true],
  ])('%s', (_, Activities, isInactive) => {
    expect(record({ Activities }, SHELTER)).toEqual({ row: 3, element: 'Bed Night', isInactive });
  });
});
