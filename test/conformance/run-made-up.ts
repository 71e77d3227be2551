import { Writable } from 'node:stream';
import { listTrail } from '../../functions/access/trail-reading.ts';
import { bundle } from '../../infra/bundles.ts';
import { runCommandLine } from '../../infra/local/cli/command-line.ts';
import { calendarDate } from '../../shared/dates.ts';
import { community } from '../functions/api/community.ts';
import { startService } from '../service.ts';

/**
 * Run by Node in a copy of the tree that holds a further report: tries it in every way there is, and prints what came
 * out as JSON. The first argument is a folder for a bundle.
 */

const REPORT = 'zz-made-up';
const YEAR = { from: '2025-01-01', to: '2025-12-31' };

const [, , folder = ''] = process.argv;
const service = await startService({ zip: community() });

async function hmis(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const sink = (texts: string[]) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts.push(chunk.toString());
        done();
      },
    });
  const token = await service.token('coordinator');
  const code = await runCommandLine(argv, {
    out: sink(out),
    err: sink(err),
    env: { HMIS_TOKEN: token },
    signal: new AbortController().signal,
  });
  return { code, out: out.join(''), err: err.join('') };
}

const day = calendarDate(new Date().toISOString().slice(0, 10));
const result = {
  listed: (await service.as('manager').reports()).reports.find(({ id }) => id === REPORT),
  plan: await service.as('coordinator').plan(REPORT, { params: { ...YEAR, atMost: 5 } }, false),
  run: await service.run('coordinator', YEAR, undefined, REPORT),
  names: await service.run('manager', { ...YEAR, hidePii: false }, 'services', REPORT),
  refused: await service
    .as('manager')
    .plan(REPORT, { params: { from: '2025-02-01', to: '2025-01-01' } }, false)
    .catch((error: unknown) => error),
  cli: {
    list: await hmis('report', '--help'),
    help: await hmis('report', REPORT, '--help'),
    wrong: await hmis('report', REPORT, '--weekdays', 'someday', '--url', service.url),
    json: await hmis(
      ...['report', REPORT, '--from', YEAR.from, '--to', YEAR.to, '--weekdays', 'fri', '--weekdays', 'mon'],
      ...['--who', 'heads', '--projects', 'A1', '--personalId', 'P-A1-0', '--atMost', '9', '--withExited', 'false'],
      ...['--url', service.url],
    ),
  },
  trail: await Array.fromAsync(listTrail(service.dynamo, { from: day, to: day })),
  bundled: (await bundle({ name: 'api', entry: 'functions/api/lambda/api.ts' }, folder)).inputs.filter((path) =>
    path.includes(REPORT),
  ),
};
await service.close();
process.stdout.write(JSON.stringify(result));
