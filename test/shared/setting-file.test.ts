import { describe, expect, it } from 'vitest';
import { readSettingFile, type SettingFile, settingFileName, settingFileText } from '../../shared/setting-file.ts';

const SETTING: SettingFile = {
  name: 'Weekly, “North”',
  report: 'active-clients',
  params: { from: { day: 'first', of: 'lastMonth' }, projects: ['109'], hidePii: false, days: 7 },
};

describe('a setting’s file', () => {
  it('gives the setting back, byte order mark or not', () => {
    expect(readSettingFile(settingFileText(SETTING))).toEqual(SETTING);
    expect(readSettingFile(`\ufeff${settingFileText(SETTING)}`)).toEqual(SETTING);
  });

  it('has nothing of whose it is', () => {
    const whole = { ...SETTING, id: 'x', organization: '7', by: 'Mara Ellis', at: '', version: 3 };
    expect(settingFileText(whole)).toBe(settingFileText(SETTING));
  });

  it.each([
    [{ params: { __proto__: null, from: null } }],
    [{ more: 1 }],
    [{ name: '' }],
    [{ report: '' }],
    [{ params: [] }],
    [{ hmisSheetsSetting: 2 }],
  ])('with %j is none', (change) => {
    const text = JSON.stringify({ hmisSheetsSetting: 1, ...SETTING, ...change });
    expect(() => readSettingFile(text)).toThrow('no file of a saved setting');
  });

  it.each([
    ['Weekly', 'Weekly.hmis-setting.json'],
    ['a/b\\c:d*"e"', 'a b c d e.hmis-setting.json'],
    ['..', 'setting.hmis-setting.json'],
    [' .Año 2026. ', 'Año 2026.hmis-setting.json'],
    ['CON/..', 'CON.hmis-setting.json'],
  ])('of %j is called %s', (name, file) => {
    expect(settingFileName(name)).toBe(file);
  });
});
