import * as z from 'zod/mini';
import { type SavedParams, type SavedSetting, SETTING_BYTES, savedParams, settingName } from './contract/saved.ts';
import { HmisError } from './errors.ts';

/** A saved setting as a file: what is asked for and under which name, not whose it is. */
export type SettingFile = Pick<SavedSetting, 'name' | 'report'> & { readonly params: SavedParams };

/** The ending of its name, and what a file dialog shows. */
export const SETTING_FILE_ENDING = '.hmis-setting.json';

/** What a file can weigh: parameters with blanks between them. */
export const SETTING_FILE_BYTES = 3 * SETTING_BYTES;

/** Says what the file is, and in which form; another form gets another number. */
const FORM = 1;

const shape = z.strictObject({
  hmisSheetsSetting: z.literal(FORM),
  name: settingName,
  report: z.string().check(z.minLength(1), z.maxLength(100)),
  params: savedParams,
});

/** The text of a setting's file: JSON, indented, for people look into it. */
export function settingFileText({ name, report, params }: SettingFile): string {
  return `${JSON.stringify({ hmisSheetsSetting: FORM, name, report, params }, null, 2)}\n`;
}

/** Reads such a file. Throws HmisError `BadRequest` for any other text, without a word of what stands in it. */
export function readSettingFile(text: string): SettingFile {
  if (text.length > SETTING_FILE_BYTES) throw noSetting();
  const parsed = z.safeParse(shape, jsonOf(text.replace(/^\ufeff/, '')));
  if (!parsed.success) throw noSetting();
  const { name, report, params } = parsed.data;
  return { name, report, params };
}

/** A file's name for a setting: what a file system takes of the setting's own. */
export function settingFileName(name: string): string {
  const plain = name
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${plain || 'setting'}${SETTING_FILE_ENDING}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noSetting(): HmisError {
  return new HmisError('BadRequest', 'This is no file of a saved setting. Choose one that was exported here.', {
    field: 'file',
  });
}
