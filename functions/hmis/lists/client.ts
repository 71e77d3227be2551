import { type CodeList, REASONS_FOR_MISSING_DATA } from './code-list.ts';

/** 1.8: VeteranStatus, DisablingCondition and others. */
export const NO_YES_REASONS: CodeList = { 0: 'No', 1: 'Yes', ...REASONS_FOR_MISSING_DATA };

/** 1.6 RaceNone, and the FY 2024 GenderNone. */
export const NONE_REASONS: CodeList = REASONS_FOR_MISSING_DATA;

/** 4.21, FY 2026. */
export const SEX: CodeList = { 0: 'Female', 1: 'Male', ...REASONS_FOR_MISSING_DATA };

/** 3.04: a field of Client.csv for each; the FY 2024 field HispanicLatinaeo is read as HispanicLatinao. */
export const RACES: Readonly<Record<string, string>> = {
  AmIndAKNative: 'American Indian, Alaska Native, or Indigenous',
  Asian: 'Asian or Asian American',
  BlackAfAmerican: 'Black, African American, or African',
  HispanicLatinao: 'Hispanic/Latina/o',
  MidEastNAfrican: 'Middle Eastern or North African',
  NativeHIPacific: 'Native Hawaiian or Pacific Islander',
  White: 'White',
};

/** 3.06 of FY 2024, dropped in FY 2026. */
export const GENDERS: Readonly<Record<string, string>> = {
  Woman: 'Woman (Girl, if child)',
  Man: 'Man (Boy, if child)',
  NonBinary: 'Non-Binary',
  CulturallySpecific: 'Culturally Specific Identity (e.g., Two-Spirit)',
  Transgender: 'Transgender',
  Questioning: 'Questioning',
  DifferentIdentity: 'Different Identity',
};
