import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderAsZip, upload, zipFile } from '../../../../infra/local/cli/upload.ts';
import type { ImportStatus } from '../../../../shared/contract/imports.ts';
import { type Answer, type Asked, SNAPSHOT, startScripted } from '../../../addin/service/scripted-service.ts';
import { hmis } from './terminal.ts';

let folder = '';
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-'));
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await rm(folder, { recursive: true });
});

async function serviceThat(answer: (asked: Asked, n: number, url: string) => Answer) {
  let url = '';
  const service = await startScripted((asked, n) => answer(asked, n, url));
  url = service.url;
  closing.push(service.close);
  return service;
}

const STATUS: ImportStatus = {
  id: 'i1',
  state: 'done',
  startedBy: 'Ada Park',
  startedAt: '2025-10-15T00:00:00Z',
  step: 'done',
  done: 1,
  total: 1,
  files: { 'Client.csv': { rows: 1_234, kept: 1_200, deleted: 4, refused: 30 } },
  refused: {
    total: 30,
    rows: Array.from({ length: 30 }, (_, i) => ({
      file: 'Client.csv',
      line: i + 2,
      field: 'DOB',
      reason: 'is no date',
    })),
  },
  warnings: [{ file: 'Client.csv', field: 'Shoe', what: 'unknown column', count: 1 }],
  snapshot: SNAPSHOT,
  unchanged: false,
  stored: { projects: 12, projectsUnchanged: 3, enrollments: 2_000, segments: 40, bytes: 100_000 },
};

/** Takes a zip, is asked twice how it goes, and ends as said. */
function importing(status: ImportStatus) {
  let polls = 0;
  return serviceThat(({ method, path }, _n, url): Answer => {
    if (method === 'POST') {
      return { json: { id: 'i1', upload: { url: `${url}/bucket/u?sig=1`, headers: { 'x-amz-meta-a': 'b' } } } };
    }
    if (method === 'PUT') return { text: '' };
    if (path === '/rows') return { text: `${status.refused.rows.map((row) => JSON.stringify(row)).join('\n')}\n` };
    return { json: polls++ === 0 ? { ...STATUS, state: 'running', step: 'reading Client.csv' } : status };
  });
}

async function someZip(): Promise<string> {
  const file = join(folder, 'export.zip');
  await writeFile(file, 'bytes of a zip');
  return file;
}

describe('hmis import', () => {
  it('asks for an upload of the file’s size, sends it with the signed headers and waits for the end', async () => {
    const service = await importing(STATUS);
    const { code, err } = await hmis(['import', await someZip(), '--accept-smaller'], service);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(service.asked[0]).toMatchObject({ path: '/v1/imports', body: { size: 14, acceptSmaller: true } });
    expect(service.asked[1]).toMatchObject({
      method: 'PUT',
      path: '/bucket/u?sig=1',
      headers: { 'x-amz-meta-a': 'b', 'content-length': '14' },
      body: 'bytes of a zip',
    });
    expect(service.asked[1]?.headers.authorization).toBeUndefined();
    expect(service.asked.slice(2).map(({ path }) => path)).toEqual(['/v1/imports/i1', '/v1/imports/i1']);
  });

  it('tells counts by file, the first twenty refused rows, what was odd, and the snapshot', async () => {
    const { out } = await hmis(['import', await someZip()], await importing(STATUS));
    expect(out).toContain('Client.csv  1,234  1,200        4       30');
    expect(out).toContain('Rows that could not be used: 30, the first 20 (--json has all)');
    expect(out).toContain('  Client.csv line 21, DOB: is no date');
    expect(out).not.toContain('line 22,');
    expect(out).toContain('  Client.csv, Shoe: unknown column (1)');
    expect(out).toContain('Snapshot 20251014-0123456789abcdef: HMIS CSV export (FY 2026) of 2025-10-14');
    expect(out).toContain('12 projects (3 as they were), 2,000 enrollments');
  });

  it('says where an export was already stored', async () => {
    const { out } = await hmis(['import', await someZip()], await importing({ ...STATUS, unchanged: true }));
    expect(out).toContain('This export was already stored: nothing was written.');
  });

  it('with --json gives every refused row, fetched where the status holds only the first', async () => {
    const service = await importing(STATUS);
    const refused = { total: 30, rows: STATUS.refused.rows.slice(0, 10), url: `${service.url}/rows` };
    const cut = await importing({ ...STATUS, refused });
    const { code, out } = await hmis(['import', await someZip(), '--json'], cut);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ...STATUS, refused: { total: 30, rows: STATUS.refused.rows } });
  });

  it.each(['refused', 'failed'] as const)('that is %s ends with 1 and the reason', async (state) => {
    const { snapshot: _none, ...rest } = STATUS;
    const service = await importing({ ...rest, state, message: 'Client.csv is missing.' });
    const { code, out, err } = await hmis(['import', await someZip()], service);
    expect(code).toBe(1);
    expect(err).toBe('Client.csv is missing.\n');
    expect(out).not.toContain('Stored');
  });

  it('whose upload is refused ends with 1', async () => {
    const service = await serviceThat(({ method }, _n, url) =>
      method === 'POST'
        ? { json: { id: 'i', upload: { url: `${url}/u`, headers: {} } } }
        : { status: 403, text: '<Error/>' },
    );
    const { code, err } = await hmis(['import', await someZip()], service);
    expect({ code, err }).toEqual({ code: 1, err: 'The upload was refused (status 403).\n' });
  });

  it('of a folder sends its CSV files as one zip', async () => {
    await writeFile(join(folder, 'Client.csv'), 'PersonalID\n1\n');
    await writeFile(join(folder, 'Export.CSV'), 'ExportID\n1\n');
    await writeFile(join(folder, 'notes.txt'), 'private');
    await mkdir(join(folder, 'old'));
    const source = await folderAsZip(folder);
    const chunks: Buffer[] = [];
    for await (const chunk of source.open()) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    expect(bytes).toHaveLength(source.size);
    const zip = new ZipReader(new BlobReader(new Blob([bytes])), { useWebWorkers: false });
    const entries = await zip.getEntries();
    expect(entries.map(({ filename }) => filename)).toEqual(['Client.csv', 'Export.CSV']);
    const [client] = entries;
    expect(client && !client.directory && (await client.getData(new TextWriter()))).toBe('PersonalID\n1\n');
  });

  it('of a folder without CSV files ends with 1', async () => {
    const { code, err } = await hmis(['import', folder], { url: 'http://127.0.0.1:9' });
    expect({ code, err }).toEqual({ code: 1, err: 'There are no CSV files in this folder.\n' });
  });

  it('stopped by Ctrl+C ends with 130', async () => {
    const stop = new AbortController();
    const service = await serviceThat(({ method }, _n, url) => {
      if (method === 'GET') setTimeout(() => stop.abort(), 20);
      if (method === 'POST') return { json: { id: 'i', upload: { url: `${url}/u`, headers: {} } } };
      return method === 'PUT' ? { text: '' } : { json: { ...STATUS, state: 'waiting' } };
    });
    const { code, err } = await hmis(['import', await someZip()], { url: service.url, signal: stop.signal });
    expect({ code, err }).toEqual({ code: 130, err: '' });
  });
});

describe('an upload', () => {
  it('tells how many bytes are sent', async () => {
    const service = await serviceThat(() => ({ text: '' }));
    const file = join(folder, 'big.zip');
    await writeFile(file, Buffer.alloc(300_000, 7));
    const seen: number[] = [];
    const signal = new AbortController().signal;
    await upload(await zipFile(file), { url: service.url, headers: {} }, { signal, onProgress: (n) => seen.push(n) });
    expect(seen.at(-1)).toBe(300_000);
    expect(seen.length).toBeGreaterThan(1);
  });

  it('of an address where nobody listens breaks off in a sentence', async () => {
    const source = await zipFile(await someZip());
    const signal = new AbortController().signal;
    const sent = upload(source, { url: 'http://127.0.0.1:9/', headers: {} }, { signal, onProgress() {} });
    await expect(sent).rejects.toMatchObject({ code: 'Busy' });
  });

  it('that an address refuses before it has all bytes reads the refusal', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => response.writeHead(413).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(async () => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const file = join(folder, 'big.zip');
    await writeFile(file, Buffer.alloc(20_000_000));
    const signal = new AbortController().signal;
    await expect(upload(await zipFile(file), { url, headers: {} }, { signal, onProgress() {} })).rejects.toMatchObject({
      message: 'The upload was refused (status 413).',
    });
  });
});
