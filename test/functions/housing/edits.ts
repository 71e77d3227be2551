import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Edit, type Editor, type EditPlan, planEdit, saveEdit } from '../../../functions/housing/edit.ts';
import { type TrackerKeys, trackerKeys } from '../../../functions/housing/seal.ts';
import { readTracker } from '../../../functions/housing/store.ts';
import type { TrackedStay } from '../../../functions/housing/tracker.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import type { KeyService } from '../../../functions/snapshot/keys.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { asId } from '../../../shared/ids.ts';
import type { TrackerChanges } from '../../../shared/tracker.ts';

/** An open stay that began on 2026-01-02, in PR1 of organization O1. */
export function stayOf(id: string, fields: Partial<TrackedStay> = {}): TrackedStay {
  return {
    enrollmentId: asId(id),
    personalId: asId('P1'),
    projectId: asId('PR1'),
    organizationId: asId('O1'),
    victimServiceProvider: false,
    entryDate: calendarDate('2026-01-02'),
    exitDate: null,
    ...fields,
  };
}

export const NOW = new Date('2026-03-10T15:00:00Z');

export function editorOf(dynamo: Dynamo, keys: KeyService | undefined, name = 'Mara Ellis'): Editor {
  return {
    dynamo,
    keys: keys && (trackerKeys({ dynamo, keys, deployment: 'test' }) satisfies TrackerKeys),
    by: { tid: 't', oid: name, name },
    now: NOW,
    today: calendarDate('2026-03-10'),
  };
}

/** One edit from look to store, as a call does it. */
export async function edit(
  editor: Editor,
  of: string | TrackedStay,
  version: number,
  changes: Record<string, unknown>,
): Promise<EditPlan> {
  const stay = typeof of === 'string' ? stayOf(of) : of;
  const asked: Edit = { stay, version, changes: changes as TrackerChanges };
  const plan = await planEdit(editor, await readTracker(editor.dynamo, stay.enrollmentId), asked);
  if (plan.result !== 'save') return plan;
  const instead = await saveEdit(editor, asked, plan.next);
  return instead ?? plan;
}

/** The table as one process sees it that dies at its n-th write. */
export function dyingAt({ doc, ...rest }: Dynamo, n: number): { dynamo: Dynamo; writes(): number } {
  let writes = 0;
  const send = async (command: Parameters<typeof doc.send>[0]) => {
    const isWrite =
      command instanceof PutCommand || command instanceof UpdateCommand || command instanceof DeleteCommand;
    if (writes >= n) throw new Error('The process is dead.');
    if (isWrite && ++writes === n) throw new Error('The process is dead.');
    return doc.send(command);
  };
  const dying = new Proxy(doc, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  return { dynamo: { ...rest, doc: dying }, writes: () => writes };
}
