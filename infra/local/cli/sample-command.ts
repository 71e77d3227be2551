import type { Command } from './command.ts';
import { oneOf, readOptions, required, wholeNumber } from './options.ts';
import { toFile } from './output.ts';
import { print } from './terminal.ts';

export const sampleCommand: Command = {
  does: 'writes an HMIS CSV export of made-up people',
  usage: [
    'Usage: hmis sample --clients NUMBER --seed NUMBER --out FILE.zip [--fy 2026|2024]',
    '',
    'The same numbers give the same file.',
  ],
  async run(args, terminal) {
    const options = readOptions(args, { clients: 'value', seed: 'value', out: 'value', fy: 'value' }, 0);
    const clients = wholeNumber('clients', required(options, 'clients'));
    const seed = wholeNumber('seed', required(options, 'seed'));
    const format = oneOf(options, 'fy', ['2026', '2024'], '2026') === '2024' ? 'FY2024' : 'FY2026';
    const out = required(options, 'out');
    const { writeSample } = await import('../sample/sample.ts');
    await toFile(out, (sink) => writeSample({ clients, seed, format }, sink), terminal.signal);
    print(terminal, [`Written: ${out}`]);
    return 0;
  },
};
