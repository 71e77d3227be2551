import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../infra/sideload/act.ts';
import { planRemoval, planSideload, type SideloadTarget } from '../../../infra/sideload/plan.ts';

let home: string;
let mac: SideloadTarget;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hmis-sideload-'));
  mac = { platform: 'darwin', home, manifestPath: join(home, 'manifest.xml'), id: 'an-id' };
  writeFileSync(mac.manifestPath, '<OfficeApp/>');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const excel = () => join(home, 'Library/Containers/com.microsoft.Excel/Data');
const wef = () => join(excel(), 'Documents/wef');

describe('on a Mac', () => {
  test('the manifest is put in, put in again after a change, and taken out', () => {
    mkdirSync(excel(), { recursive: true });
    act(planSideload(mac));
    writeFileSync(mac.manifestPath, '<OfficeApp>2</OfficeApp>');
    act(planSideload(mac));
    expect(readdirSync(wef())).toEqual(['an-id.manifest.xml']);
    expect(readFileSync(join(wef(), 'an-id.manifest.xml'), 'utf8')).toBe('<OfficeApp>2</OfficeApp>');
    act(planRemoval(mac));
    act(planRemoval(mac));
    expect(readdirSync(wef())).toEqual([]);
  });

  test("other add-ins' manifests stay", () => {
    mkdirSync(wef(), { recursive: true });
    writeFileSync(join(wef(), 'manifest.xml'), 'of another');
    act(planSideload(mac));
    act(planRemoval(mac));
    expect(readdirSync(wef())).toEqual(['manifest.xml']);
  });

  test('without Excel nothing is made, and what to do is said', () => {
    expect(() => act(planSideload(mac))).toThrow(/install it and start it once/);
    expect(existsSync(excel())).toBe(false);
  });

  test('a manifest that cannot be written says where and what to allow', () => {
    mkdirSync(excel(), { recursive: true });
    writeFileSync(join(excel(), 'Documents'), 'a file where the folder should be');
    expect(() => act(planSideload(mac))).toThrow(
      /an-id\.manifest\.xml cannot be written \(E\w+\): allow this terminal/,
    );
  });
});

describe('a program', () => {
  const node = (...script: string[]) => [process.execPath, '-e', ...script];

  test('is run with its arguments as they are, blanks and all', () => {
    const out = join(home, 'out');
    act([{ do: 'run', command: [...node('fs.writeFileSync(process.argv[1], process.argv[2])'), out, 'a "b" $c'] }]);
    expect(readFileSync(out, 'utf8')).toBe('a "b" $c');
  });

  test('that fails ends the work with what it said', () => {
    const fails = node('console.error("Access is denied."); process.exit(1)');
    expect(() => act([{ do: 'run', command: fails }])).toThrow(/failed: Access is denied\./);
    expect(() => act([{ do: 'run', command: ['no-such-program'] }])).toThrow(/ENOENT/);
  });

  test('is not run where there is nothing to do', () => {
    act([{ do: 'run', command: ['no-such-program'], unless: node('process.exit(1)') }]);
  });
});
