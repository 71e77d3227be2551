import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface BrowserBundle {
  readonly contents: Uint8Array;
  /** The source map, which the contents name as `<name>.map`. */
  readonly map: Uint8Array;
}

/**
 * One script or style sheet of the browser with everything it imports, minified as it ships, in memory. `entry` is a path
 * from the top of the repository, `name` what the file is served as. Throws esbuild's BuildFailure, after esbuild itself
 * has told the terminal what is wrong.
 */
export async function bundleForBrowser(entry: string, name: string): Promise<BrowserBundle> {
  // esbuild takes a while to load, and most runs of the service never show a page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: name,
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    target: ['es2022', 'safari16'],
    format: 'iife',
    sourcemap: 'linked',
    legalComments: 'none',
    // Icons in style sheets; img-src allows them as data.
    loader: { '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'warning',
  });
  const file = outputFiles.find(({ path }) => path.endsWith(name));
  const map = outputFiles.find(({ path }) => path.endsWith(`${name}.map`));
  if (!file || !map) throw new Error(`esbuild made nothing of ${entry}.`);
  return { contents: file.contents, map: map.contents };
}
