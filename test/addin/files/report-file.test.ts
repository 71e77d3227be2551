import { expect, it } from 'vitest';
import { readReportFile } from '../../../addin/files/report-file.ts';
import { zipInto } from '../../../functions/files/zip.ts';
import { jsonChunks } from '../../../functions/formats/json.ts';
import { sheetRun } from '../excel/sheet-run.ts';

const PASSWORD = 'Lantern-River-42';
const { result } = sheetRun([
  ['E1', '=1+1', '2026-01-31', 3],
  ['E2', null, null, 0],
]);

async function zipped(name: string, texts: Iterable<string>): Promise<Blob> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const blob = new Response(readable).blob();
  const zip = zipInto(writable, { password: PASSWORD, madeAt: new Date('2026-02-07T13:00:00Z') });
  await zip.add(
    name,
    (async function* () {
      yield* texts;
    })(),
  );
  await zip.close();
  return blob;
}

it('a scheduled file gives the run that was written, every cell as it was', async () => {
  const read = await readReportFile(await zipped('active-clients.json', jsonChunks(result)), PASSWORD);
  expect(read).toEqual({ ...result, plan: '' });
});

it.each([
  ['is of another password', 'active-clients.json', jsonChunks(result), 'Something-Else-42', 'The password is wrong'],
  ['holds no run', 'other.csv', ['a,b'], PASSWORD, 'holds no report'],
  ['holds what is no JSON', 'x.json', ['{'], PASSWORD, 'holds no report'],
  ['holds JSON of something else', 'x.json', ['{"rows":[]}'], PASSWORD, 'holds no report'],
])('one that %s is refused', async (_, name, texts, password, message) => {
  await expect(readReportFile(await zipped(name, texts), password)).rejects.toThrow(message);
});
