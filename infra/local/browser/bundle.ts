import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * One script or style sheet of the browser with everything it imports, in memory. `entry` is a path from the top of the
 * repository. Throws esbuild's BuildFailure, after esbuild itself has told the terminal what is wrong.
 */
export async function bundleForBrowser(entry: string): Promise<Uint8Array> {
  // esbuild takes a while to load, and most runs of the service never show a page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    target: ['es2022', 'safari16'],
    format: 'iife',
    sourcemap: 'inline',
    legalComments: 'none',
    // Icons in style sheets; img-src allows them as data.
    loader: { '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${entry}.`);
  return file.contents;
}
