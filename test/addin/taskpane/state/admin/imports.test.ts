import { afterEach, describe, expect, it } from 'vitest';
import type { PlainTable } from '../../../../../addin/excel/put-table.ts';
import { createAdminClient } from '../../../../../addin/service/admin-client.ts';
import type { UploadOptions } from '../../../../../addin/service/upload.ts';
import {
  bytesInWords,
  faultOf,
  stepInWords,
  trackersInWords,
} from '../../../../../addin/taskpane/state/admin/import-words.ts';
import { createImports } from '../../../../../addin/taskpane/state/admin/imports.ts';
import type { ImportStatus, SnapshotList } from '../../../../../shared/contract/imports.ts';
import { HmisError } from '../../../../../shared/errors.ts';
import { type Answer, type Asked, refusal, SNAPSHOT, startScripted } from '../../../service/scripted-service.ts';

const STORED = { ...SNAPSHOT, importedAt: '2026-02-01T10:00:00Z', projects: 3, enrollments: 40 };
const OLDER = { ...STORED, id: '20251231-0123456789abcdef', current: false };
const LIST: SnapshotList = { snapshots: [{ ...STORED, current: true }, OLDER] } as SnapshotList;

const STATUS: ImportStatus = {
  id: 'i1',
  state: 'done',
  startedBy: 'Avery Park',
  startedAt: '2026-02-01T10:00:00Z',
  step: 'done',
  done: 1,
  total: 1,
  files: {},
  refused: { total: 0, rows: [] },
  warnings: [],
  snapshot: SNAPSHOT,
  unchanged: false,
  stored: { projects: 3, projectsUnchanged: 1, enrollments: 40, segments: 2, bytes: 900 },
};

const zipOf = (bytes = 14) => new File(['x'.repeat(bytes)], 'export.zip');

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

interface Script {
  readonly statuses?: readonly Partial<ImportStatus>[];
  readonly answer?: (asked: Asked) => Answer | undefined;
  readonly upload?: (file: Blob, options: UploadOptions) => Promise<void>;
}

async function importsOver({ statuses = [{}], answer = () => undefined, upload = async () => undefined }: Script = {}) {
  let polls = 0;
  const service = await startScripted((asked) => {
    const instead = answer(asked);
    if (instead) return instead;
    if (asked.path === '/v1/snapshots') return { json: LIST };
    if (asked.path.endsWith('/current')) {
      return { json: { snapshots: LIST.snapshots.map((one) => ({ ...one, current: !one.current })) } };
    }
    if (asked.path === '/v1/imports') return { json: { id: 'i1', upload: { url: 'https://up.example', headers: {} } } };
    return { json: { ...STATUS, ...statuses[Math.min(polls++, statuses.length - 1)] } };
  });
  closing.push(service.close);
  const told = { changed: 0, followed: [] as string[], tables: [] as PlainTable[] };
  const imports = createImports({
    client: createAdminClient({ url: service.url, tokens: { token: async () => 't' } }),
    follow: (course) => {
      told.followed.push(course.to);
      return course.to === 'alert' ? course.trouble : undefined;
    },
    dataChanged: () => {
      told.changed++;
    },
    put: async (table) => {
      told.tables.push(table);
      return { sheet: table.title, rows: table.rows.length };
    },
    upload: (file, _, options) => upload(file, options),
  });
  /** Watches until the import has ended. */
  const ended = async () => {
    const stop = imports.watch();
    await expect.poll(() => imports.importing.value.phase, { timeout: 10_000 }).toBe('ended');
    stop();
  };
  return { imports, told, ended, asked: service.asked };
}

describe('an import', () => {
  it('sends the zip by its size, is followed to its end, and has the pane read the data anew', async () => {
    const { imports, told, ended, asked } = await importsOver({
      statuses: [{ state: 'running', step: 'reading Client.csv', done: 5, total: 10 }, {}],
      upload: async (file, { onProgress }) => onProgress(file.size / 2),
    });
    const seen: string[] = [];
    imports.importing.subscribe(({ phase }) => void seen.push(phase));
    imports.choose(zipOf());
    await imports.start();
    await ended();
    expect(asked[0]).toMatchObject({ path: '/v1/imports', body: { size: 14 } });
    expect([...new Set(seen)]).toEqual(['none', 'chosen', 'sending', 'running', 'ended']);
    expect(told.changed).toBe(1);
    await expect.poll(() => imports.snapshots.value.phase).toBe('ready');
  });

  it('that is refused changes nothing, and leaves the zip to be sent again as one that may be smaller', async () => {
    const { imports, told, ended, asked } = await importsOver({
      statuses: [{ state: 'refused', smaller: true, message: 'Over 20 % fewer.' }, { state: 'done' }],
    });
    imports.choose(zipOf());
    await imports.start();
    await ended();
    expect(told.changed).toBe(0);
    expect(imports.importing.value).toMatchObject({ phase: 'ended', status: { smaller: true } });
    await imports.start(true);
    await ended();
    expect(asked.filter(({ path }) => path === '/v1/imports').map(({ body }) => body)).toEqual([
      { size: 14 },
      { size: 14, acceptSmaller: true },
    ]);
    expect(told.changed).toBe(1);
  });

  it('that is stopped while it is sent is as it was chosen, and nothing is told', async () => {
    const { imports, told } = await importsOver({
      upload: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    imports.choose(zipOf());
    const starting = imports.start();
    await expect.poll(() => imports.importing.value.phase).toBe('sending');
    await new Promise((resolve) => setTimeout(resolve, 20));
    imports.stop();
    await starting;
    expect(imports.importing.value.phase).toBe('chosen');
    expect(told.followed).toEqual([]);
    expect(imports.trouble.value).toBeUndefined();
  });

  it.each([
    [
      'the service',
      { answer: ({ path }: Asked) => (path === '/v1/imports' ? refusal(403, 'NotAllowed', 'No.') : undefined) },
    ],
    ['the upload', { upload: () => Promise.reject(new HmisError('Internal', 'The upload was refused (status 403).')) }],
  ])('refused by %s is told, and can be tried again', async (_, script) => {
    const { imports } = await importsOver(script);
    imports.choose(zipOf());
    await imports.start();
    expect(imports.importing.value.phase).toBe('chosen');
    expect(imports.trouble.value).toBeDefined();
  });

  it('that somebody else began is followed, without a zip to send again', async () => {
    const { imports, ended } = await importsOver({
      answer: ({ path }) => (path === '/v1/snapshots' ? { json: { ...LIST, importing: 'i1' } } : undefined),
    });
    await imports.load();
    expect(imports.importing.value).toMatchObject({ phase: 'running', id: 'i1' });
    await ended();
    expect(imports.importing.value).toMatchObject({ phase: 'ended', zip: undefined });
  });

  it('the lease of a rollback is no import', async () => {
    const { imports, told } = await importsOver({
      answer: ({ path }) =>
        path === '/v1/snapshots' ? { json: { ...LIST, importing: 'i9' } } : refusal(404, 'NotFound', 'No such import.'),
    });
    await imports.load();
    const stop = imports.watch();
    await expect.poll(() => imports.importing.value.phase).toBe('none');
    stop();
    expect(told.followed).toEqual([]);
  });

  it('another zip cannot be chosen while one is on its way', async () => {
    const held = Promise.withResolvers<void>();
    const { imports } = await importsOver({ upload: () => held.promise });
    imports.choose(zipOf());
    const starting = imports.start();
    await expect.poll(() => imports.importing.value.phase).toBe('sending');
    imports.choose(zipOf(3));
    expect(imports.importing.value).toMatchObject({ phase: 'sending', zip: { size: 14 } });
    held.resolve();
    await starting;
  });
});

describe('the rows that were refused', () => {
  it('are put in a sheet, all of them, by file and line', async () => {
    const rows = [{ file: 'Client.csv', line: 12, field: 'DOB', reason: 'is no date' }];
    const { imports, told, ended } = await importsOver({ statuses: [{ refused: { total: 1, rows } }] });
    imports.choose(zipOf());
    await imports.start();
    await ended();
    await imports.putRefused();
    expect(told.tables[0]).toMatchObject({ rows: [['Client.csv', 12, 'DOB', 'is no date']] });
    expect(told.tables[0]?.columns.map(({ header }) => header)).toEqual(['File', 'Line', 'Field', 'Reason']);
    expect(imports.done.value).toEqual({ put: { sheet: 'Rows not imported', rows: 1 } });
  });
});

describe('going back', () => {
  it('asks first, then makes the older export current and has the pane read the data anew', async () => {
    const { imports, told, asked } = await importsOver();
    await imports.load();
    imports.ask({ ...OLDER, current: false } as Parameters<typeof imports.ask>[0]);
    expect(asked.some(({ path }) => path.endsWith('/current'))).toBe(false);
    await imports.rollBack();
    expect(asked.at(-1)?.path).toBe('/v1/snapshots/20251231-0123456789abcdef/current');
    expect(imports.snapshots.value).toMatchObject({ phase: 'ready', list: [{ current: false }, { current: true }] });
    expect(told.changed).toBe(1);
    expect(imports.asking.value).toBeUndefined();
  });

  it('is not done without a question', async () => {
    const { imports, told } = await importsOver();
    await imports.rollBack();
    expect(told.changed).toBe(0);
  });

  it('while an import runs is refused, and told', async () => {
    const { imports, told } = await importsOver({
      answer: ({ path }) =>
        path.endsWith('/current') ? refusal(409, 'ImportRunning', 'Another import is running.') : undefined,
    });
    imports.ask({ ...OLDER, current: false } as Parameters<typeof imports.ask>[0]);
    await imports.rollBack();
    expect(imports.trouble.value?.code).toBe('ImportRunning');
    expect(told.changed).toBe(0);
  });
});

describe('in words', () => {
  it.each([
    [0, '0 kB'],
    [340_000, '340 kB'],
    [12_540_000, '12.5 MB'],
    [1_240_000_000, '1.2 GB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });

  it.each([
    [0, /empty/],
    [5_000_000_001, /5 GB/],
    [5_000_000_000, undefined],
    [1, undefined],
  ])('a file of %i bytes', (size, fault) => {
    const said = faultOf({ size });
    if (fault) expect(said).toMatch(fault);
    else expect(said).toBeUndefined();
  });

  it.each([
    ['reading Client.csv', 'Reading Client.csv'],
    ['storing projects', 'Storing project 3 of 7'],
    ['opening the upload', 'Opening the file'],
    ['waiting for the upload', 'Waiting for the file'],
    ['a step of a newer service', 'a step of a newer service'],
  ])('the step “%s” is “%s”', (step, words) => {
    expect(stepInWords({ step, done: 2, total: 7 })).toBe(words);
  });

  it('trackers that nothing became of are not told of', () => {
    expect(trackersInWords({ trackers: { moved: 2, setAside: 0, returned: 0, deleted: 0 } })).toHaveLength(1);
    expect(trackersInWords({})).toEqual([]);
  });
});
