import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../../addin/service/client.ts';
import { localTokens } from '../../../infra/local/cli/connect.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import { runSmoke } from '../../../infra/smoke/run.ts';
import { exportZip } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { kept } from '../local/cli/terminal.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

/** The smoke test against a service over HTTP, as it is run against a deployed one. */
async function smokeAs(
  role: 'admin' | 'coordinator',
  change: Parameters<typeof createClient>[0] | undefined = undefined,
) {
  const [out, err] = [kept(), kept()];
  const terminal = { out: out.stream, err: err.stream, env: {}, signal: new AbortController().signal };
  const code = await runSmoke(
    createClient(change ?? { url: service.url, tokens: localTokens(service, role) }),
    terminal,
  );
  return { code, lines: out.text().trim().split('\n') };
}

describe('the smoke test', () => {
  test('takes an administrator of the whole CoC', async () => {
    await expect(smokeAs('coordinator')).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  test('imports a sample and finds every report to answer as on this machine', async () => {
    const { code, lines } = await smokeAs('admin');
    const said = lines.map((line) => line.replace(/: \d+ rows,/, ':'));
    expect(said.slice(0, -1).toSorted()).toEqual(reportIds().map((id) => `${id}: the same`));
    expect(said.at(-1)).toBe('Every report answers as on this machine.');
    expect(lines.filter((line) => / [1-9]\d* rows/.test(line)).length).toBeGreaterThan(reportIds().length / 2);
    expect(code).toBe(0);
  });

  test('tells of a report that answers otherwise', async () => {
    const tampering: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).includes('/reports/active-clients/pages/')) return response;
      const page = (await response.json()) as { rows: unknown[] };
      return Response.json({ ...page, rows: page.rows.slice(1) });
    };
    const { code, lines } = await smokeAs('admin', {
      url: service.url,
      tokens: localTokens(service, 'admin'),
      fetch: tampering,
    });
    expect(code).toBe(1);
    expect(lines.find((line) => line.startsWith('active-clients'))).toContain(
      'not the same: The service answered a page that is not whole',
    );
    expect(lines.at(-1)).toBe('1 reports do not.');
  });

  test('leaves a service alone that holds the data of an HMIS', async () => {
    const other = await startService({ zip: exportZip() });
    const as = { url: other.url, tokens: localTokens(other, 'admin') };
    await expect(smokeAs('admin', as)).rejects.toMatchObject({ code: 'ImportRefused' });
    await other.close();
  });
});
