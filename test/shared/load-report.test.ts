import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { COMMON_NAMES } from '../../infra/local/cli/options.ts';
import { REPORT_OPTIONS } from '../../infra/local/cli/report-options.ts';
import { reportIds } from '../../infra/report-ids.ts';
import { loadReport } from '../../shared/load-report.ts';
import { keyOf } from '../../shared/report.ts';

const ids = reportIds();

describe('a report’s definition', () => {
  it('is found by its id, for every file in the folder', async () => {
    const reports = await Promise.all(ids.map(loadReport));
    expect(reports.map(({ id }) => id)).toEqual(ids);
  });

  it('has no parameter that the command line needs as an option of its own', async () => {
    const taken = new Set([...COMMON_NAMES, ...Object.keys(REPORT_OPTIONS)]);
    for (const { id, parameters } of await Promise.all(ids.map(loadReport))) {
      expect(
        Object.keys(parameters).filter((name) => taken.has(name)),
        id,
      ).toEqual([]);
    }
  });

  it('has column headers that differ, whatever their case, as an Excel table needs them', async () => {
    for (const { id, columns } of await Promise.all(ids.map(loadReport))) {
      const headers = columns.map(({ key, header }) => (header ?? key).toLowerCase());
      expect(new Set(headers).size, id).toBe(headers.length);
    }
  });

  it('tells its rows apart by columns that it has', async () => {
    for (const report of await Promise.all(ids.map(loadReport))) {
      const keys = report.columns.map(({ key }) => key);
      expect(keyOf(report).length, report.id).toBeGreaterThan(0);
      expect(keys, report.id).toEqual(expect.arrayContaining([...keyOf(report)]));
    }
  });

  it.each(['no-such-report', '', '../report', 'Active-Clients', 'a/b', 'a.ts', '-a', '__proto__'])(
    'is not found for the id "%s"',
    async (id) => {
      await expect(loadReport(id)).rejects.toMatchObject({ name: 'HmisError', code: 'NotFound' });
    },
  );

  it('is found and not found in a bundle too', async () => {
    const bundled = await build({
      stdin: {
        contents: "export { loadReport } from './shared/load-report.ts';",
        resolveDir: new URL('../../', import.meta.url).pathname,
      },
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      write: false,
      logLevel: 'silent',
    });
    const code = bundled.outputFiles[0]?.text ?? '';
    const inBundle: { loadReport: typeof loadReport } = await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    );
    for (const id of ids) expect((await inBundle.loadReport(id)).id).toBe(id);
    await expect(inBundle.loadReport('no-such-report')).rejects.toMatchObject({ code: 'NotFound' });
  });
});
