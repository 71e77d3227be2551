import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where `npm run build` puts the bundles and the CDK app looks for them. */
export const DIST = join(ROOT, 'dist');

/** One Lambda function's code. */
export interface Bundle {
  readonly name: 'api' | 'pii' | 'importer' | 'files' | 'schedules' | 'sweep' | 'digest' | 'turn-secret' | 'drop';
  /** From the top of the repository; exports `handler`. */
  readonly entry: string;
  /** Bytes of minified code it may weigh: some 10 % over what was measured, never over 1 MB. A cold start loads every one of them. */
  readonly limit: number;
}

export const BUNDLES: readonly Bundle[] = [
  { name: 'api', entry: 'functions/api/lambda/api.ts', limit: 1_000_000 },
  { name: 'pii', entry: 'functions/api/lambda/pii.ts', limit: 940_000 },
  { name: 'importer', entry: 'functions/api/lambda/importer.ts', limit: 820_000 },
  { name: 'files', entry: 'functions/api/lambda/files.ts', limit: 970_000 },
  { name: 'schedules', entry: 'functions/api/lambda/schedules.ts', limit: 520_000 },
  { name: 'sweep', entry: 'functions/api/lambda/sweep.ts', limit: 430_000 },
  { name: 'digest', entry: 'functions/api/lambda/digest.ts', limit: 610_000 },
  { name: 'drop', entry: 'functions/api/lambda/drop.ts', limit: 640_000 },
  { name: 'turn-secret', entry: 'functions/api/lambda/turn-secret.ts', limit: 630_000 },
];

/**
 * Everything in one file, the SDK included and pinned with it. The CommonJS packages among the dependencies ask for
 * Node's own modules by `require`, which a module file has not.
 */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': './functions/api/lambda/credentials.ts' },
  sourcemap: 'external',
  sourcesContent: false,
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What a bundle weighs, in bytes. */
export interface Built {
  readonly bytes: number;
  /** The files of this tree and of packages that are in it, by path from the top of the repository. */
  readonly inputs: readonly string[];
}

/**
 * Bundles one function to `<folder>/<name>/index.mjs`, with its source map beside it for reading stack traces. Throws
 * esbuild's BuildFailure where it cannot.
 */
export async function bundle({ name, entry }: Pick<Bundle, 'name' | 'entry'>, folder: string): Promise<Built> {
  const outfile = join(folder, name, 'index.mjs');
  const { metafile } = await build({ ...OPTIONS, entryPoints: [entry], outfile, metafile: true });
  const output = Object.entries(metafile.outputs).find(([file]) => file.endsWith('/index.mjs'))?.[1];
  if (!output) throw new Error(`esbuild wrote no ${outfile}.`);
  return { bytes: output.bytes, inputs: Object.keys(output.inputs) };
}
