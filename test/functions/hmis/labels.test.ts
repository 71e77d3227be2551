import { describe, expect, it } from 'vitest';
import { joinLabels, label, projectType, raceEthnicity, sexOrGender } from '../../../functions/hmis/labels.ts';
import { NO_YES_REASONS, RACES, SEX } from '../../../functions/hmis/lists/client.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../../../functions/hmis/lists/enrollment.ts';
import { FUNDING_SOURCE, PROJECT_TYPE } from '../../../functions/hmis/lists/project.ts';
import { enrollment, project } from './enrollment.ts';

const codes = (list: object) => Object.keys(list).map(Number);

describe('a label', () => {
  it.each([
    [RELATIONSHIP_TO_HOH, 1, 'Self (Head of Household)'],
    [NO_YES_REASONS, 9, 'Client prefers not to answer'],
    [
      LIVING_SITUATION,
      116,
      'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)',
    ],
    [LIVING_SITUATION, 435, 'Rental by client, with ongoing housing subsidy'],
    [FUNDING_SOURCE, 47, 'HUD: ESG - CV'],
    [FUNDING_SOURCE, 48, 'HUD: HOPWA - CV'],
    [FUNDING_SOURCE, 56, 'HUD: CoC Builds'],
    [PROJECT_TYPE, 0, 'Emergency Shelter - Entry Exit'],
    [SEX, 0, 'Female'],
  ])("is HUD's text: %#", (list, code, text) => {
    expect(label(list, code)).toEqual({ text, known: true });
  });

  it('of a blank field is blank', () => {
    expect(label(SEX, null)).toEqual({ text: null, known: true });
  });

  it.each([-1, 7, 1000])('of a code that HUD does not have says so: %s', (code) => {
    expect(label(SEX, code)).toEqual({ text: `Unknown code (${code})`, known: false });
  });

  it('joined with others leaves out blanks and tells of an unknown code', () => {
    expect(joinLabels([label(SEX, 0), label(SEX, null), label(SEX, 7)])).toEqual({
      text: 'Female; Unknown code (7)',
      known: false,
    });
    expect(joinLabels([])).toEqual({ text: null, known: true });
  });
});

describe("HUD's lists", () => {
  it.each([
    ['living situations', LIVING_SITUATION, 32],
    ['project types', PROJECT_TYPE, 14],
    ['funding sources', FUNDING_SOURCE, 53],
    ['relationships', RELATIONSHIP_TO_HOH, 6],
    ['races', RACES, 7],
  ])('%s are complete and every text is its own', (_, list, size) => {
    expect(Object.keys(list)).toHaveLength(size);
    expect(new Set(Object.values(list)).size).toBe(size);
  });

  it('keep to the keyboard: a formula typed by hand finds every text', () => {
    const texts = [LIVING_SITUATION, PROJECT_TYPE, FUNDING_SOURCE, RELATIONSHIP_TO_HOH, RACES, NO_YES_REASONS];
    for (const text of texts.flatMap((list) => Object.values(list))) expect(text).toMatch(/^[\x20-\x7e]+$/);
  });

  it('group living situations by hundreds', () => {
    const inGroup = (hundreds: number) => codes(LIVING_SITUATION).filter((code) => Math.floor(code / 100) === hundreds);
    expect([1, 2, 3, 4].map((hundreds) => inGroup(hundreds).length)).toEqual([3, 6, 9, 7]);
  });
});

describe('race and ethnicity', () => {
  it.each([
    [['Asian', 'White'], null, 'Asian or Asian American; White'],
    [['HispanicLatinao'], 99, 'Hispanic/Latina/o'],
    [[], 8, "Client doesn't know"],
    [[], 99, 'Data not collected'],
    [[], null, null],
  ])('%j with RaceNone %s shows %s', (Races, RaceNone, text) => {
    expect(raceEthnicity({ Races, RaceNone })).toEqual({ text, known: true });
  });

  it('counts an unknown reason', () => {
    expect(raceEthnicity({ Races: [], RaceNone: 3 })).toEqual({ text: 'Unknown code (3)', known: false });
  });
});

describe('sex and gender', () => {
  const client = enrollment({ Sex: 1, Genders: ['Woman', 'Transgender'], GenderNone: null });

  it('is Sex in an FY 2026 export', () => {
    expect(sexOrGender(client, 'FY2026').text).toBe('Male');
    expect(sexOrGender(enrollment({ Sex: null }), 'FY2026').text).toBeNull();
  });

  it('is all genders chosen in an FY 2024 export, or the reason for none', () => {
    expect(sexOrGender(client, 'FY2024').text).toBe('Woman (Girl, if child); Transgender');
    expect(sexOrGender(enrollment({ GenderNone: 9 }), 'FY2024').text).toBe('Client prefers not to answer');
    expect(sexOrGender(enrollment(), 'FY2024').text).toBeNull();
  });
});

describe('the project type', () => {
  it.each([
    [13, 1, 'PH - Rapid Re-Housing (services only)'],
    [13, 2, 'PH - Rapid Re-Housing'],
    [13, null, 'PH - Rapid Re-Housing'],
    [3, 1, 'PH - Permanent Supportive Housing'],
    [5, null, 'Unknown code (5)'],
    [null, null, null],
  ])('%s with sub type %s shows %s', (ProjectType, RRHSubType, text) => {
    expect(projectType(project({ ProjectType, RRHSubType })).text).toBe(text);
  });
});
