import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCertificates } from 'office-addin-dev-certs';
import { afterAll, expect, test } from 'vitest';
import { localhostCertificate } from '../../../infra/sideload/certificate.ts';

const top = mkdtempSync(join(tmpdir(), 'hmis-certificate-'));
const folder = join(top, 'certificate');
const FILES = ['ca.crt', 'localhost.crt', 'localhost.key'];
afterAll(() => rmSync(top, { recursive: true, force: true }));

test('where there is no Excel to install, a certificate is made for who trusts its authority, and for localhost', async () => {
  const { key, cert } = await localhostCertificate('linux', folder);
  const server = createServer({ key, cert }, (_, response) => response.end('HMIS Sheets'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const { port } = server.address() as AddressInfo;
    const ca = readFileSync(join(folder, 'ca.crt'));
    expect(await fetched(`https://localhost:${port}/`, ca)).toBe('HMIS Sheets');
    await expect(fetched(`https://localhost:${port}/`)).rejects.toThrow(/unable to verify/);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("the certificate's key is its owner's alone, and the authority's is kept nowhere", () => {
  expect(readdirSync(folder).sort()).toEqual(FILES);
  expect(statSync(join(folder, 'localhost.key')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const authority = new X509Certificate(readFileSync(join(folder, 'ca.crt')));
  const own = new X509Certificate(readFileSync(join(folder, 'localhost.crt')));
  expect(own.checkIssued(authority)).toBe(true);
  expect(own.ca).toBe(false);
});

test('the next start takes the same certificate, and another once it ends within a day', async () => {
  const { cert } = await localhostCertificate('linux', folder);
  expect(await localhostCertificate('linux', folder)).toMatchObject({ cert });
  rmSync(folder, { recursive: true });
  const [ca = '', certFile = '', keyFile = ''] = FILES.map((name) => join(folder, name));
  await generateCertificates(ca, certFile, keyFile, 1);
  const renewed = await localhostCertificate('linux', folder);
  expect(new X509Certificate(renewed.cert).validToDate.getTime()).toBeGreaterThan(Date.now() + 7 * 86_400_000);
});

async function fetched(url: string, ca?: Buffer): Promise<string> {
  return new Promise((done, fail) => {
    const request = get(url, { ...(ca === undefined ? {} : { ca }), agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => done(text));
    });
    request.on('error', fail);
  });
}
