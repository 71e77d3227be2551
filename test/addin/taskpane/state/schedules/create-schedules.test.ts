import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { createSchedules } from '../../../../../addin/taskpane/state/schedules/create-schedules.ts';
import type { FilesOfSchedules, ScheduledFile } from '../../../../../addin/taskpane/state/schedules/fresh-files.ts';
import { HmisError } from '../../../../../shared/errors.ts';

it('a file that could not be fetched does not close the one that was opened meanwhile', async () => {
  const first = Promise.withResolvers<never>();
  const second = Promise.withResolvers<never>();
  // Opening a file asks the service nothing else where it gets no further than this.
  const client = {
    downloadFile: (id: string) => (id === 'first' ? first.promise : second.promise),
  } as Partial<FilesOfSchedules> as FilesOfSchedules;
  const schedules = createSchedules({
    client,
    openWorkbook: () => Promise.reject(new Error('No workbook is asked for.')),
    said: signal(''),
    signInAgain: () => undefined,
    losing: () => undefined,
  });
  const [one, other] = ['first', 'second'].map((id) => ({ id }) as ScheduledFile);
  if (!one || !other) throw new Error('There are two.');

  const opening = [schedules.open(one), schedules.open(other)];
  first.reject(new HmisError('NotFound', 'It is gone.'));
  await opening[0];
  expect(schedules.opened.value?.file.id).toBe('second');
  second.reject(new HmisError('NotFound', 'It is gone.'));
  await opening[1];
  expect(schedules.opened.value).toBeUndefined();
});
