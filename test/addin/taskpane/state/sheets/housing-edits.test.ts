import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { community } from '../../../../functions/api/community.ts';
import { startService, type TestService } from '../../../../service.ts';
import { type HousingDesk, openHousingDesk } from './housing-desk.ts';

/** New Keys, a rapid re-housing project of the manager's organization: E-A2-0 to 3. */
const [ONE, TWO] = ['E-A2-0', 'E-A2-1'] as const;

let service: TestService;
const desks: HousingDesk[] = [];
beforeEach(async () => {
  service = await startService({ zip: community(), now: new Date('2026-02-11T18:00:00Z') });
});
afterEach(async () => {
  for (const desk of desks.splice(0).reverse()) desk.close();
  await service.close();
});

async function desk(hidePii = true): Promise<HousingDesk> {
  const made = await openHousingDesk(service, hidePii);
  desks.push(made);
  return made;
}

const stored = async (id: string) => (await service.as('manager').tracker(id, { reason: 'services' })).current;

/** Another manager saves meanwhile. */
async function meanwhile(id: string, version: number, changes: Readonly<Record<string, string | null>>) {
  const body = { version, changes: changes as never, reason: 'services' };
  expect(await service.as('admin').saveTracker(id, body, true)).toMatchObject({ result: 'saved' });
}

describe('saving the changes of a housing sheet', () => {
  it('sends the cells that were changed, and tells each row its new version', async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '1/5/2026', NeedsADAUnit: 'yes' });
    expect(await one.save()).toMatchObject({ rows: 1, faults: [], conflicts: [], unsent: 0 });
    expect(await stored(ONE)).toMatchObject({
      version: 1,
      by: 'Mara Ellis',
      values: { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'Yes', DateAppliedForUnit: null },
    });
    expect(one.row(ONE)).toMatchObject({ Version: '1', UpdatedBy: 'Mara Ellis' });
    expect(one.row(TWO)).toMatchObject({ Version: '', UpdatedBy: '' });
    expect((await stored(TWO)).version).toBe(0);
  });

  it('has nothing to send where nothing was changed, once saved too', async () => {
    const one = await desk();
    expect(await one.save()).toMatchObject({ rows: 0, faults: [] });
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    await one.save();
    expect(await one.save()).toMatchObject({ rows: 0, faults: [], conflicts: [] });
    expect((await stored(ONE)).version).toBe(1);
  });

  it('saves the rows that can be, and says beside each other why not', async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    await one.type(TWO, { DateAppliedForUnit: '2026-01-15' });
    await one.type('E-A2-2', { EligibilityVerifiedDate: 'soon' });
    await one.type('E-A2-3', { EligibilityVerifiedDate: '2026-12-31' });
    expect(await one.save()).toMatchObject({
      rows: 1,
      faults: [
        {
          enrollmentId: TWO,
          field: 'DateAppliedForUnit',
          message: 'Applied for a unit: fill “Eligibility verified” first.',
        },
        { enrollmentId: 'E-A2-2', message: 'Eligibility verified: must be a date, YYYY-MM-DD, or blank.' },
        { enrollmentId: 'E-A2-3', message: 'Eligibility verified: only the scheduled move-in may lie in the future.' },
      ],
    });
    // What was typed stands there, to be mended.
    expect(one.row('E-A2-2')).toMatchObject({ EligibilityVerifiedDate: 'soon', Version: '' });
    await one.type('E-A2-2', { EligibilityVerifiedDate: '2026-01-06' });
    expect(await one.save()).toMatchObject({ rows: 1 });
    expect((await stored('E-A2-2')).values.EligibilityVerifiedDate).toBe('2026-01-06');
  });

  it('goes to the row of a refusal, and says so where it is gone', async () => {
    const one = await desk();
    await one.type(TWO, { DateAppliedForUnit: '2026-01-15' });
    await one.save();
    await one.sheets.edit((edits) => edits.goTo(one.id, TWO, 'DateAppliedForUnit'));
    expect(one.saved().faults).toMatchObject([{ message: expect.stringContaining('fill') }]);
    const { selection } = one.excel.book;
    expect(selection?.sheet.name).toBe('Housing Status');
    expect(JSON.stringify(selection?.sheet.cells[0]?.[selection.area.column])).toContain('DateAppliedForUnit');
    await one.sheets.edit((edits) => edits.goTo(one.id, 'E-none', undefined));
    expect(one.saved().faults).toMatchObject([
      { enrollmentId: TWO },
      { message: 'This row is no longer in the table.' },
    ]);
  });

  it('clears a field where a cell was emptied', async () => {
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'Yes' });
    const one = await desk();
    await one.type(ONE, { NeedsADAUnit: '' });
    expect(await one.save()).toMatchObject({ rows: 1 });
    expect((await stored(ONE)).values).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: null });
  });

  it('warns of a date before the enrollment', async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '2020-01-05' });
    expect(await one.save()).toMatchObject({
      rows: 1,
      warnings: [{ enrollmentId: ONE, field: 'EligibilityVerifiedDate' }],
    });
  });

  it('finds its rows sorted and behind a filter', async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    await one.type(TWO, { EligibilityVerifiedDate: '2026-01-06' });
    await one.user((sheet) => {
      const table = sheet.tables.getItemAt(0);
      table.sort.apply([{ key: 2, ascending: false }]);
      table.columns.getItem('EnrollmentID').filter.applyValuesFilter(['E-A2-3']);
    });
    expect(await one.save()).toMatchObject({ rows: 2 });
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', Version: '1' });
    expect(one.row(TWO)).toMatchObject({ EligibilityVerifiedDate: '2026-01-06', Version: '1' });
    expect(one.row('E-A2-3')).toMatchObject({ Version: '' });
    expect(one.excel.book.activeSheet.tables[0]?.filters.size).toBe(1);
  });

  it('of a sheet that hides PII never sends a hidden column, and says that something stands there', async () => {
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-05', Notes: 'Zqxvwk kept' });
    const one = await desk();
    await one.type(ONE, { Notes: 'Zqxvwk typed', NeedsADAUnit: 'No' });
    expect(await one.save()).toMatchObject({ rows: 1, typedInHidden: 1, trouble: undefined });
    expect((await stored(ONE)).values).toMatchObject({ Notes: 'Zqxvwk kept', NeedsADAUnit: 'No' });
  });

  it('of a sheet that shows names asks for a reason, and goes through the door with names', async () => {
    const one = await desk(false);
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05', Notes: '  called, "left word"\n' });
    one.sheets.save(one.id);
    expect(one.sheets.asking.value).toEqual({ about: 'saving', id: one.id });
    one.sheets.answerReason();
    expect(one.sheets.reasonMissing.value).toBe(true);
    expect(await one.save('services')).toMatchObject({ rows: 1 });
    expect((await stored(ONE)).values.Notes).toBe('called, "left word"');
    expect(await one.save('services')).toMatchObject({ rows: 0 });
  });

  it('tells the row later what Excel did not let be told, without a second version', async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    let typing = true;
    // The sheet is read in five requests; from then on somebody types in a cell.
    for (let index = one.excel.requests.length + 5; index < one.excel.requests.length + 60; index++) {
      one.excel.beforeRequest(index, (book) => {
        if (typing) book.editing = true;
      });
    }
    expect(await one.save()).toMatchObject({ rows: 1, trouble: { code: 'CellEdit' } });
    expect(one.row(ONE)).toMatchObject({ Version: '' });
    typing = false;
    one.excel.book.editing = false;
    expect(await one.save()).toMatchObject({ rows: 0, conflicts: [], trouble: undefined });
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', Version: '1' });
    expect((await stored(ONE)).version).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'loses nothing whichever request fails %s it took effect, and the next save puts it right',
    async (when) => {
      const trial = await desk();
      const before = trial.excel.requests.length;
      await trial.type(ONE, { EligibilityVerifiedDate: '2025-12-31' });
      const typed = trial.excel.requests.length;
      await trial.save();
      const requests = trial.excel.requests.length - typed;
      expect(typed - before).toBe(1);
      expect(requests).toBeGreaterThan(10);
      for (let index = 0; index < requests; index++) {
        const one = await desk();
        const day = `2026-01-${String(index + 1).padStart(2, '0')}`;
        await one.type(ONE, { EligibilityVerifiedDate: day });
        one.excel.failRequest(one.excel.requests.length + index, { code: 'GeneralException', when });
        expect(await one.save(), `request ${index}`).toMatchObject({ conflicts: [], trouble: { code: 'Failed' } });
        expect(one.row(ONE)?.EligibilityVerifiedDate, `request ${index}`).toBe(day);
        await one.save();
        const { version, values } = await stored(ONE);
        expect(values.EligibilityVerifiedDate, `request ${index}`).toBe(day);
        expect(one.row(ONE), `request ${index}`).toMatchObject({
          EligibilityVerifiedDate: day,
          Version: String(version),
        });
        // One version for each trial, whatever failed.
        expect(version).toBe(index + 2);
      }
    },
    300_000,
  );
});

describe('a tracker that somebody else changed', () => {
  const conflict = async () => {
    const one = await desk();
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-09', NeedsADAUnit: 'No' });
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    await one.save();
    return one;
  };

  it('is shown beside what was typed, and nothing is overwritten', async () => {
    const one = await conflict();
    const [shown] = one.saved().conflicts;
    expect(shown).toMatchObject({
      enrollmentId: ONE,
      base: { version: 0 },
      current: { version: 1, by: 'Ada Park' },
      mine: { EligibilityVerifiedDate: '2026-01-05' },
    });
    expect((await stored(ONE)).values.EligibilityVerifiedDate).toBe('2026-01-09');
    expect(one.row(ONE)?.EligibilityVerifiedDate).toBe('2026-01-05');
  });

  it('keeps mine over the newer version, and takes the rest of it into the row', async () => {
    const one = await conflict();
    const [shown] = one.saved().conflicts;
    if (!shown) throw new Error('There is no conflict.');
    await one.sheets.edit((edits) => edits.keepMine(one.id, shown));
    expect(one.saved()).toMatchObject({ rows: 1, conflicts: [] });
    expect(await stored(ONE)).toMatchObject({
      version: 2,
      values: { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'No' },
    });
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'No', Version: '2' });
    expect(await one.save()).toMatchObject({ rows: 0, conflicts: [] });
  });

  it('is asked about again where a third person was faster', async () => {
    const one = await conflict();
    const [shown] = one.saved().conflicts;
    if (!shown) throw new Error('There is no conflict.');
    await meanwhile(ONE, 1, { NeedsADAUnit: 'Yes' });
    await one.sheets.edit((edits) => edits.keepMine(one.id, shown));
    expect(one.saved()).toMatchObject({ rows: 0, conflicts: [{ current: { version: 2 } }] });
    const [again] = one.saved().conflicts;
    if (again) await one.sheets.edit((edits) => edits.keepMine(one.id, again));
    expect(await stored(ONE)).toMatchObject({
      version: 3,
      values: { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'Yes' },
    });
  });

  it('is taken into the cells, and what was typed since stays', async () => {
    const one = await conflict();
    const [shown] = one.saved().conflicts;
    if (!shown) throw new Error('There is no conflict.');
    await one.type(ONE, { ScheduledMoveInDate: '2026-03-01' });
    await one.sheets.edit((edits) => edits.takeTheirs(one.id, shown));
    expect(one.saved()).toMatchObject({ rows: 0, conflicts: [] });
    expect(one.row(ONE)).toMatchObject({
      EligibilityVerifiedDate: '2026-01-09',
      NeedsADAUnit: 'No',
      ScheduledMoveInDate: '2026-03-01',
      Version: '1',
    });
    expect((await stored(ONE)).version).toBe(1);
  });

  it('the same way is no conflict: the row is brought up to it', async () => {
    const one = await desk();
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: 'No' });
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    expect(await one.save()).toMatchObject({ rows: 0, conflicts: [], faults: [] });
    expect(one.row(ONE)).toMatchObject({ NeedsADAUnit: 'No', Version: '1', UpdatedBy: 'Ada Park' });
  });

  it('where nothing was typed is left to the next refresh', async () => {
    const one = await desk();
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-09' });
    expect(await one.save()).toMatchObject({ rows: 0, conflicts: [] });
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '', Version: '' });
  });
});

describe('a refresh of a housing sheet', () => {
  const edited = async () => {
    const one = await desk();
    await one.type(ONE, { EligibilityVerifiedDate: '2026-01-05' });
    await meanwhile(TWO, 0, { EligibilityVerifiedDate: '2026-01-07' });
    one.sheets.refresh([one.id]);
    await one.ended();
    return one;
  };

  it('asks first where edits are not saved, and touches nothing meanwhile', async () => {
    const one = await edited();
    expect(one.sheets.queue.turns.value.get(one.id)).toEqual({ phase: 'unsaved', rows: 1 });
    expect(one.row(TWO)).toMatchObject({ EligibilityVerifiedDate: '' });
  });

  it('saves them and goes on', async () => {
    const one = await edited();
    await one.sheets.answerEdits(one.id, 'save');
    await one.ended();
    expect(one.phase()).toBe('done');
    expect(one.row(ONE)).toMatchObject({
      EligibilityVerifiedDate: '2026-01-05',
      Version: '1',
      Category: 'Eligibility verified',
    });
    expect(one.row(TWO)).toMatchObject({ EligibilityVerifiedDate: '2026-01-07', Version: '1' });
  });

  it('waits where one of them is refused', async () => {
    const one = await desk();
    await one.type(ONE, { DateAppliedForUnit: '2026-01-05' });
    one.sheets.refresh([one.id]);
    await one.ended();
    await one.sheets.answerEdits(one.id, 'save');
    await one.ended();
    expect(one.phase()).toBe('unsaved');
    expect(one.saved().faults).toHaveLength(1);
    expect(one.row(ONE)).toMatchObject({ DateAppliedForUnit: '2026-01-05' });
  });

  it('keeps them unsaved over the new rows, to be saved later', async () => {
    const one = await edited();
    await one.sheets.answerEdits(one.id, 'keep');
    await one.ended();
    expect(one.phase()).toBe('done');
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', Version: '' });
    expect(one.row(TWO)).toMatchObject({ EligibilityVerifiedDate: '2026-01-07', Version: '1' });
    expect(await one.save()).toMatchObject({ rows: 1 });
    expect((await stored(ONE)).values.EligibilityVerifiedDate).toBe('2026-01-05');
  });

  it('keeps a row as it was where its tracker was changed meanwhile, and a save shows both', async () => {
    const one = await edited();
    await meanwhile(ONE, 0, { EligibilityVerifiedDate: '2026-01-09' });
    await one.sheets.answerEdits(one.id, 'keep');
    await one.ended();
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', Version: '' });
    expect(await one.save()).toMatchObject({ rows: 0, conflicts: [{ enrollmentId: ONE, current: { version: 1 } }] });
  });

  it('drops them where that is wanted, but not what was typed after the question', async () => {
    const one = await edited();
    await one.type(ONE, { NeedsADAUnit: 'Yes' });
    await one.type('E-A2-3', { NeedsADAUnit: 'No' });
    await one.sheets.answerEdits(one.id, 'drop');
    await one.ended();
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '', NeedsADAUnit: 'Yes' });
    expect(one.row('E-A2-3')).toMatchObject({ NeedsADAUnit: 'No' });
    expect((await stored(ONE)).version).toBe(0);
  });

  it('keeps at its end a row with edits that the report lists no more', async () => {
    const one = await edited();
    await service.giveRights('manager', { organizations: ['OB'] });
    await one.sheets.answerEdits(one.id, 'keep');
    await one.ended();
    expect(one.phase()).toBe('done');
    expect(one.row(ONE)).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', EnrollmentID: ONE });
  });

  it('without edits asks nothing', async () => {
    const one = await desk();
    await meanwhile(TWO, 0, { EligibilityVerifiedDate: '2026-01-07' });
    one.sheets.refresh([one.id]);
    await one.ended();
    expect(one.phase()).toBe('done');
    expect(one.row(TWO)).toMatchObject({ EligibilityVerifiedDate: '2026-01-07' });
  });
});
