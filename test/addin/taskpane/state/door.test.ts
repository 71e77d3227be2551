import { describe, expect, it } from 'vitest';
import { createDoor } from '../../../../addin/taskpane/state/door.ts';

const View = () => null;

/** A part whose fetching a test ends itself. */
function part() {
  const asked: { come(): void; fail(): void }[] = [];
  const made: string[] = [];
  const keeper = createDoor(
    () =>
      new Promise<() => typeof View>((resolve, reject) => {
        const make = () => {
          made.push('made');
          return View;
        };
        asked.push({ come: () => resolve(make), fail: () => reject(new Error('offline')) });
      }),
  );
  return { keeper, asked, made, phase: () => keeper.door.value.phase };
}

describe('a part of the pane', () => {
  it('is fetched when it is opened, once', async () => {
    const { keeper, asked, phase } = part();
    expect(phase()).toBe('closed');
    const [first, second] = [keeper.open(), keeper.open()];
    expect([phase(), asked.length]).toEqual(['opening', 1]);
    asked[0]?.come();
    await Promise.all([first, second]);
    expect(keeper.door.value).toEqual({ phase: 'open', View });
    await keeper.open();
    expect(asked).toHaveLength(1);
  });

  it('that could not be fetched says so, and is asked for again', async () => {
    const { keeper, asked, phase } = part();
    const first = keeper.open();
    asked[0]?.fail();
    await first;
    expect(phase()).toBe('failed');
    const second = keeper.open();
    asked[1]?.come();
    await second;
    expect(phase()).toBe('open');
  });

  it('that comes after it was shut is not made: somebody else may have signed in', async () => {
    const { keeper, asked, made, phase } = part();
    const opening = keeper.open();
    keeper.shut();
    asked[0]?.come();
    await opening;
    expect([phase(), made]).toEqual(['closed', []]);
  });
});
