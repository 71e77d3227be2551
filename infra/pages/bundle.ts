import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface BundleOptions {
  /** Names of the entries' outputs, without their endings, and the files from the top of the repository. */
  readonly entries: Readonly<Record<string, string>>;
  /** Modules that fetch their parts as they need them, or a classic script each. */
  readonly format: 'esm' | 'iife';
  /** Leaves packages out: what is left is our own code, to be weighed and not to be run. */
  readonly withoutPackages?: boolean;
}

export interface BrowserBundle {
  /** By the names they are served under: the entries, the parts they share or fetch later, a source map for each. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Parts that an entry cannot begin without, by name: a page that names them has them sooner. */
  readonly partsOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Scripts and style sheets of the browser with everything they import, minified as they ship, in memory. Throws esbuild's
 * BuildFailure, after esbuild itself has told the terminal what is wrong.
 */
export async function bundleForBrowser({ entries, format, withoutPackages }: BundleOptions): Promise<BrowserBundle> {
  // esbuild takes a while to load, and most runs of the service never show a page.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { ...entries },
    outdir: 'pages',
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'browser',
    target: ['es2022', 'safari16'],
    format,
    splitting: format === 'esm',
    chunkNames: 'part-[hash]',
    sourcemap: 'linked',
    legalComments: 'none',
    packages: withoutPackages ? 'external' : 'bundle',
    // Icons in style sheets; img-src allows them as data.
    loader: { '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'warning',
  });
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [basename(path), contents])),
    partsOf: new Map(Object.keys(metafile.outputs).map((file) => [basename(file), partsAtOnce(metafile, file)])),
  };
}

/** The outputs that one imports by statement, and those that they import. */
function partsAtOnce({ outputs }: Metafile, file: string): string[] {
  const found = new Set<string>([file]);
  for (const each of found) {
    for (const { path, kind } of outputs[each]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) found.add(path);
    }
  }
  found.delete(file);
  return [...found].map((path) => basename(path));
}

/** The pane of a deployment and its sign-in's dialog: what both use of Microsoft's library is one part. */
export const PAGES_BUNDLE: BundleOptions = {
  entries: { taskpane: 'addin/taskpane/main.tsx', dialog: 'addin/taskpane/dialog/main.ts' },
  format: 'esm',
};
/**
 * The dialog in which the ribbon asks before it removes client data: whole by itself, for it shares little with the pane,
 * and what is cut out of the pane to be shared weighs more there.
 */
export const REMOVAL_BUNDLE: BundleOptions = {
  entries: { removal: 'addin/commands/removal/main.tsx' },
  format: 'iife',
};
export const PANE_STYLES_BUNDLE: BundleOptions = {
  entries: { taskpane: 'addin/taskpane/styles/taskpane.css' },
  format: 'iife',
};

/** A page with the parts that its script begins with named, so that the browser asks for all of them at once. */
export function withPartsNamed(page: string, parts: readonly string[]): string {
  const links = parts.map((part) => `    <link rel="modulepreload" href="${part}" />\n`);
  return page.replace('  </head>', `${links.join('')}  </head>`);
}
