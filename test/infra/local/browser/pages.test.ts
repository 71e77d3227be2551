import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withOwnLibrary } from '../../../../infra/local/browser/pages.ts';
import { type LocalService, startLocalService } from '../../../../infra/local/service.ts';

let dataDir = '';
let service: LocalService;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hmis-pages-'));
  service = await startLocalService({ dataDir });
});
afterAll(async () => {
  await service.close();
  await rm(dataDir, { recursive: true });
});

async function get(path: string, { method = 'GET', headers = {} }: { method?: string; headers?: object } = {}) {
  const { hostname, port } = new URL(service.url);
  const request = httpRequest({ host: hostname, port, method, path, headers: { ...headers }, agent: false });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { headers: answered, statusCode } = response;
  return { status: statusCode, headers: answered, text: Buffer.concat(chunks).toString() };
}

/** A Content-Security-Policy by its directives. */
function directives(policy: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    String(policy)
      .split('; ')
      .map((directive) => directive.split(/ (.*)/, 2)),
  );
}

const PAGES = ['/', '/workbook/taskpane.html', '/workbook/removal.html', '/taskpane.html', '/removal.html'];

describe('the browser is served', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/workbook/workbook.js', 'text/javascript; charset=utf-8'],
    ['/workbook/workbook.css', 'text/css; charset=utf-8'],
    ['/workbook/taskpane.html', 'text/html; charset=utf-8'],
    ['/workbook/excel.js', 'text/javascript; charset=utf-8'],
    ['/workbook/connect.js', 'text/javascript; charset=utf-8'],
    ['/workbook/taskpane.js', 'text/javascript; charset=utf-8'],
    ['/workbook/taskpane.css', 'text/css; charset=utf-8'],
    ['/workbook/removal.html', 'text/html; charset=utf-8'],
    ['/workbook/dialog.js', 'text/javascript; charset=utf-8'],
    ['/workbook/removal.js', 'text/javascript; charset=utf-8'],
    ['/taskpane.html', 'text/html; charset=utf-8'],
    ['/removal.html', 'text/html; charset=utf-8'],
    ['/taskpane.js', 'text/javascript; charset=utf-8'],
    ['/taskpane.css', 'text/css; charset=utf-8'],
  ])('%s as %s, neither guessed nor kept nor told on', async (path, type) => {
    const { status, headers, text } = await get(path);
    expect(status).toBe(200);
    expect(text.length).toBeGreaterThan(100);
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('a picture of the manifest to Office’s pages too, without a Cache-Control, which Office takes for a refusal', async () => {
    const { status, headers } = await get('/assets/icon-32.png');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(headers).not.toHaveProperty('cache-control');
  });

  it('the pane with what Excel puts into its address', async () => {
    expect((await get('/taskpane.html?_host_Info=Excel$Web$16.01')).status).toBe(200);
  });

  it('the head of a page without the page', async () => {
    const { status, text } = await get('/', { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });
});

describe('every page', () => {
  it.each(PAGES)('%s runs no script and no style that stands in it, and sends no form', async (path) => {
    const policy = directives((await get(path)).headers['content-security-policy']);
    expect(policy).toMatchObject({ 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" });
    expect(policy['style-src']).toBe("'self'");
    expect(Object.values(policy).join(' ')).not.toMatch(/unsafe|\*(?=\s|$)|http:(?!\/\/127\.0\.0\.1:)/);
  });

  it.each(PAGES)('%s holds no script or style of its own that its policy would stop', async (path) => {
    const { text } = await get(path);
    expect(text).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
  });
});

describe('the pane', () => {
  it('beside the browser workbook loads nothing from elsewhere and stands in our frame only', async () => {
    const { headers, text } = await get('/workbook/taskpane.html');
    const policy = directives(headers['content-security-policy']);
    expect(policy).toMatchObject({ 'script-src': "'self'", 'frame-ancestors': "'self'" });
    expect(text).not.toContain('https://');
    expect(text.indexOf('/workbook/excel.js')).toBeLessThan(text.indexOf('/workbook/connect.js'));
    expect(text.indexOf('/workbook/connect.js')).toBeLessThan(text.indexOf('taskpane.js'));
  });

  it("in Excel loads Microsoft's library and may stand in Office's frames", async () => {
    const { headers, text } = await get('/taskpane.html');
    const policy = directives(headers['content-security-policy']);
    expect(policy['script-src']).toBe("'self' https://appsforoffice.microsoft.com");
    expect(policy['frame-ancestors']).toContain('https://*.officeapps.live.com');
    expect(text).toContain('<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>');
  });

  it.each([
    ['no library', '<script src="taskpane.js"></script>'],
    ['it twice', '<script src="https://appsforoffice.microsoft.com/a.js"></script>'.repeat(2)],
  ])('is not served with %s', (_, page) => {
    expect(() => withOwnLibrary(page, ['/own.js'])).toThrow('must load office.js once');
  });
});

describe('the browser is refused', () => {
  it.each(['/workbook/', '/workbook/../package.json', '/package.json', '/assets/icon-48.png', '//', '/%2e%2e/'])(
    '%s, where there is nothing',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s, since a page can only be read', async (method) => {
    const { status, headers } = await get('/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('a page under another name that leads here, or for another origin', async () => {
    expect((await get('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await get('/taskpane.js', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});
