import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const NAMES = ['soffice', 'libreoffice'];

/**
 * LibreOffice's program on the PATH; undefined, with a line that says so, where there is none. In CI that is an Error,
 * unless HMIS_NO_LIBREOFFICE is set: what is never run there would pass unseen.
 */
export function findLibreOffice(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
  if (found !== undefined) return found;
  if (process.env.CI && !process.env.HMIS_NO_LIBREOFFICE) {
    throw new Error(
      'LibreOffice (soffice) is not on the PATH. Install it, or set HMIS_NO_LIBREOFFICE=1 to go without.',
    );
  }
  console.log('LibreOffice (soffice) is not on the PATH: what it makes of our workbooks is not tested.');
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Comma, quotes, UTF-8, from line 1, cells as they show, formulas by their results, every sheet in a file of its own. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';

/** Opens a workbook in LibreOffice, with a profile that nobody else uses, and gives each sheet as CSV by its name. */
export async function csvOfSheets(program: string, workbook: Uint8Array): Promise<Map<string, string>> {
  const files = await converted(program, workbook, CSV);
  return new Map([...files].map(([file, text]) => [file.replace(/^book-|\.csv$/g, ''), text]));
}

/** A workbook as LibreOffice understands it, said in one OpenDocument file: groups, rules of looks, charts, page styles. */
export async function documentOf(program: string, workbook: Uint8Array): Promise<string> {
  const files = await converted(program, workbook, 'fods');
  const [text] = files.values();
  if (text === undefined) throw new Error('LibreOffice did not open the workbook.');
  return text;
}

async function converted(program: string, workbook: Uint8Array, to: string): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-libreoffice-'));
  try {
    await writeFile(join(folder, 'book.xlsx'), workbook);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const out = join(folder, 'out');
    const command = [profile, '--headless', '--convert-to', to, '--outdir', out, join(folder, 'book.xlsx')];
    // Windows time zones and separators are the machine's; the language is not.
    const env = { ...process.env, HOME: folder, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
    await promisify(execFile)(program, command, { env, timeout: 120_000 });
    const files = new Map<string, string>();
    for (const file of await readdir(out)) files.set(file, await readFile(join(out, file), 'utf8'));
    return files;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
