import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStage } from '../../../infra/aws/stage.ts';
import { bundleForBrowser, PAGES_BUNDLE } from '../../../infra/pages/bundle.ts';
import { pagesEnvironment } from '../../../infra/pages/environment.ts';
import { headersOf, renderPages, writePages } from '../../../infra/pages/pages.ts';

const stage = readStage('example');
const [tenant = ''] = stage.tenants;
const other = '44444444-4444-4444-8444-444444444444';

let files: ReadonlyMap<string, Uint8Array | string>;
beforeAll(async () => {
  files = await renderPages(pagesEnvironment(stage));
});

const page = (path: string) => String(files.get(path));
const HTML = ['taskpane.html', 'removal.html', 'dialog.html'];

describe('what the pages know of their deployment', () => {
  it('is the add-in’s id, the service’s id and where its people sign in', () => {
    expect(pagesEnvironment(stage)).toEqual({
      clientId: stage.clientIds[0],
      audience: stage.audience,
      authority: `https://login.microsoftonline.com/${tenant}`,
    });
  });

  it('people of several tenants sign in wherever they are at home', () => {
    const { authority } = pagesEnvironment({ ...stage, tenants: [tenant, other] });
    expect(authority).toBe('https://login.microsoftonline.com/organizations');
    expect(pagesEnvironment({ ...stage, tenants: [tenant, tenant] }).authority).toContain(tenant);
  });

  it.each([
    ['tenants', []],
    ['tenants', ['contoso.example']],
    ['audience', 'api://hmis-sheets'],
    ['audience', '"><script>'],
    ['clientIds', []],
    ['clientIds', ['33333333-3333-4333-8333-33333333333A']],
  ])('%s of %j is refused by name', (field, value) => {
    expect(() => pagesEnvironment({ ...stage, [field]: value })).toThrow(field);
  });

  it.each(HTML)('stands in %s without a script', (path) => {
    expect(page(path)).toContain(`<meta name="hmis-client-id" content="${stage.clientIds[0]}" />`);
    expect(page(path)).toContain(`<meta name="hmis-audience" content="${stage.audience}" />`);
    expect(page(path)).toContain(
      `<meta name="hmis-authority" content="https://login.microsoftonline.com/${tenant}" />`,
    );
  });
});

describe('every page of a deployment', () => {
  it.each(HTML)('%s holds no script or style of its own, and loads Microsoft’s library and ours', (path) => {
    expect(page(path)).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
    expect([...page(path).matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, source]) => source)).toEqual([
      'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
      path.replace('.html', '.js'),
    ]);
  });

  it.each(HTML)('%s names nothing that is not there', (path) => {
    for (const [, name = ''] of page(path).matchAll(/(?:src|href)="(?!https:)\/?([^"]+)"/g)) {
      expect(files.has(name), name).toBe(true);
    }
  });

  it.each(HTML)('%s runs no script and no style that stands in it, and sends no form', (path) => {
    const policy = headersOf(path)['content-security-policy'];
    expect(policy).toContain("default-src 'none'; base-uri 'none'; form-action 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*(?=\s|;|$)|http:/);
  });

  it('only the dialog reaches Microsoft’s sign-in, and it stands in no frame', () => {
    expect(headersOf('taskpane.html')['content-security-policy']).toContain("connect-src 'self';");
    const dialog = headersOf('dialog.html')['content-security-policy'];
    expect(dialog).toContain('connect-src https://login.microsoftonline.com;');
    expect(dialog).toContain("frame-ancestors 'none'");
  });

  it('the ribbon’s dialog asks nobody for anything, and stands in Office’s frames', () => {
    const policy = headersOf('removal.html')['content-security-policy'];
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain('https://*.officeapps.live.com');
  });

  it.each(HTML)('%s keeps no hold on the window that opened it from Office', (path) => {
    expect(headersOf(path)).not.toHaveProperty('cross-origin-opener-policy');
  });
});

describe('every file', () => {
  it('has a type, is not guessed, and is asked for anew unless its name is made of its content', () => {
    for (const path of files.keys()) {
      const headers = headersOf(path);
      expect(headers).toMatchObject({ 'content-type': expect.any(String), 'x-content-type-options': 'nosniff' });
      const lasting = headers['cache-control']?.includes('immutable') ?? false;
      expect(lasting, path).toBe(/^part-/.test(path));
    }
  });

  it('of another kind is none of ours', () => {
    expect(() => headersOf('service.json.bak')).toThrow('service.json.bak');
  });

  it('a picture of the manifest goes to Office’s pages, without a Cache-Control', () => {
    expect(headersOf('assets/icon-32.png')).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
    expect(headersOf('assets/icon-32.png')).not.toHaveProperty('cache-control');
  });

  it('the manifest’s pages and pictures are there', () => {
    const manifest = readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8');
    const named = [...manifest.matchAll(/"https:\/\/localhost:3000\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(named).not.toEqual([]);
    for (const path of named) expect(files.has(path), path).toBe(true);
  });
});

it('nothing of one machine’s sign-in is in a deployment', async () => {
  const { files: scripts } = await bundleForBrowser(PAGES_BUNDLE);
  const maps = [...scripts].filter(([name]) => name.endsWith('.map'));
  const sources = maps.flatMap(([, map]) => (JSON.parse(Buffer.from(map).toString()) as { sources: string[] }).sources);
  expect(sources.some((source) => source.includes('addin/taskpane/entra/session.ts'))).toBe(true);
  expect(
    sources.filter((source) => /(^|\/)(infra|functions|test)\//.test(source.replace(/.*node_modules\//, ''))),
  ).toEqual([]);
});

it('the pages are written into a folder as they are rendered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-addin-'));
  try {
    await writePages(folder, pagesEnvironment(stage));
    const written = (await readdir(folder, { recursive: true })).filter((path) => path.includes('.'));
    expect(written.sort()).toEqual([...files.keys()].sort());
    expect(await readFile(join(folder, 'dialog.html'), 'utf8')).toBe(page('dialog.html'));
  } finally {
    await rm(folder, { recursive: true });
  }
});
