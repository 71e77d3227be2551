import { describe, expect, it } from 'vitest';
import { isHashedExport, looksHashed, nameQuality, ssnQuality } from '../../../functions/hmis/name-quality.ts';
import type { QualityClass } from '../../../functions/hmis/records.ts';

const MD5 = '0123456789abcdef0123456789abcdef';
const SHA1 = `${MD5}01234567`;
const SHA256 = `${MD5}${MD5}`;

describe('nameQuality', () => {
  it.each<[string, string | null, string | null, number | null, QualityClass]>([
    ['a full name', 'Ana', 'Ruiz', 1, 'ok'],
    ['a partial, street or code name', 'A', 'Ruiz', 2, 'issue'],
    ["a client who doesn't know", null, null, 8, 'dontKnow'],
    ['a client who prefers not to answer, name on file', 'Ana', 'Ruiz', 9, 'dontKnow'],
    ['not collected, name on file', 'Ana', 'Ruiz', 99, 'missing'],
    ['no quality code, name on file', 'Ana', 'Ruiz', null, 'missing'],
    ['no first name', null, 'Ruiz', 1, 'missing'],
    ['no last name', 'Ana', null, 1, 'missing'],
    ['a last name of spaces', 'Ana', '  ', 1, 'missing'],
    ['missing comes before issue', 'Ana', null, 2, 'missing'],
  ])('%s', (_sentence, FirstName, LastName, NameDataQuality, expected) => {
    expect(nameQuality({ FirstName, LastName, NameDataQuality, hashed: false })).toBe(expected);
  });

  it.each<[string, string | null, string | null, number | null, QualityClass]>([
    ['a hash is a name', MD5, SHA256, 1, 'ok'],
    ['the hash of nothing is none', MD5, 'd41d8cd98f00b204e9800998ecf8427e', 1, 'missing'],
    ['nor in capitals', 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855', SHA256, 1, 'missing'],
    ['a partial name is told by its code', MD5, SHA256, 2, 'issue'],
  ])('in a hashed export %s', (_sentence, FirstName, LastName, NameDataQuality, expected) => {
    expect(nameQuality({ FirstName, LastName, NameDataQuality, hashed: true })).toBe(expected);
  });
});

describe('ssnQuality', () => {
  it.each<[string, string | null, number | null, QualityClass]>([
    ['a full SSN', '219098765', 1, 'ok'],
    ['the last four alone, x for the rest', 'xxxxx8765', 2, 'ok'],
    ['the last four alone, X for the rest', 'XXXXX8765', 2, 'ok'],
    ['four digits are the last four', '8765', 2, 'ok'],
    ['three digits are not', '765', 2, 'issue'],
    ["a client who doesn't know, whatever is on file", '219098765', 8, 'dontKnow'],
    ['a client who prefers not to answer', null, 9, 'dontKnow'],
    ['not collected, whatever is on file', '219098765', 99, 'missing'],
    ['no quality code', '219098765', null, 'missing'],
    ['blank', null, 1, 'missing'],
    ['spaces', '   ', 1, 'missing'],
    ['nine unknown digits', 'xxxxxxxxx', 2, 'missing'],
    ['a partial one without its last four', '21909xxxx', 2, 'issue'],
    ['one of the last four unknown', 'xxxxx876x', 2, 'issue'],
    ['last four 0000', '219090000', 1, 'issue'],
    ['last four 0001', '219090001', 1, 'ok'],
    ['first three 000', '000098765', 1, 'issue'],
    ['first three 001', '001098765', 1, 'ok'],
    ['first three 665', '665098765', 1, 'ok'],
    ['first three 666', '666098765', 1, 'issue'],
    ['first three 667', '667098765', 1, 'ok'],
    ['first three 899', '899098765', 1, 'ok'],
    ['first three 900', '900098765', 1, 'issue'],
    ['first three 999', '999098765', 1, 'issue'],
    ['first three only partly known', '9xx098765', 2, 'ok'],
    ['middle 00', '219008765', 1, 'issue'],
    ['middle 00 with the first three unknown', 'xxx008765', 2, 'issue'],
    ['middle 01', '219018765', 1, 'ok'],
    ['all the same', '333333333', 1, 'issue'],
    ['the same but for one', '333333334', 1, 'ok'],
    ['rising', '123456789', 1, 'issue'],
    ['rising past 9', '345678901', 1, 'issue'],
    ['falling', '876543210', 1, 'issue'],
    ['falling past 0', '432109876', 1, 'issue'],
    ['rising but for the last', '345678902', 1, 'ok'],
    ['known digits rising, first one unknown', 'x45678901', 2, 'ok'],
    ['a letter', '21909876a', 1, 'issue'],
    ['hyphens', '219-09-8765', 1, 'issue'],
    ['ten digits', '2190987654', 1, 'issue'],
  ])('%s', (_sentence, SSN, SSNDataQuality, expected) => {
    expect(ssnQuality({ SSN, SSNDataQuality, hashed: false })).toBe(expected);
  });

  it.each<[string, string | null, number | null, QualityClass]>([
    ["a hash tells nothing of the number's form", SHA256, 1, 'undecidable'],
    ['nor does a partial one', MD5, 2, 'undecidable'],
    ["HUD's form with its last four in clear does not either", `8765${SHA256}`, 1, 'undecidable'],
    ['but last four of 0000 are an issue', `0000${SHA256}`, 1, 'issue'],
    ['and so are unknown ones', `xxxx${SHA1}`, 2, 'issue'],
    ["doesn't know is decided by the code", SHA256, 8, 'dontKnow'],
    ['not collected is decided by the code', SHA256, 99, 'missing'],
    ['blank is blank', null, 1, 'missing'],
    ['the hash of nothing is blank', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 1, 'missing'],
  ])('in a hashed export %s', (_sentence, SSN, SSNDataQuality, expected) => {
    expect(ssnQuality({ SSN, SSNDataQuality, hashed: true })).toBe(expected);
  });
});

describe('looksHashed', () => {
  it.each([
    ['MD5', MD5, true],
    ['SHA-1', SHA1, true],
    ['SHA-256', SHA256, true],
    ['capitals', MD5.toUpperCase(), true],
    ['an SSN with the last four in clear, SHA-256', `x765${SHA256}`, true],
    ['an SSN with the last four in clear, SHA-1', `8765${SHA1}`, true],
    ['31 digits', MD5.slice(1), false],
    ['33 digits', `${MD5}0`, false],
    ['a name', 'Ada', false],
    ['an SSN', '219098765', false],
    ['nothing', '', false],
  ])('%s', (_sentence, value, expected) => {
    expect(looksHashed(value)).toBe(expected);
  });
});

describe('isHashedExport', () => {
  const plain = { FirstName: 'Ana', LastName: 'Ruiz', SSN: 'xxxxx8765' };
  const hashed = { FirstName: MD5, LastName: SHA256, SSN: `8765${SHA256}` };
  const blank = { FirstName: null, LastName: null, SSN: null };

  it.each([
    ['an unhashed one', [plain, plain], 1, false],
    ['one that says SHA-1', [plain], 2, true],
    ['one that says it is hashed in another way', [plain], 3, true],
    ['one that says SHA-256', [plain], 4, true],
    ['one that says unhashed and is hashed', [hashed, blank], 1, true],
    ['one that says nothing and is hashed', [hashed], null, true],
    ['one hashed but for a few', [hashed, hashed, plain], 1, true],
    ['one with a single odd client', [hashed, plain, plain], 1, false],
    ['one without any PII', [blank], 1, false],
    ['one without clients', [], 1, false],
  ])('%s', (_sentence, sample, HashStatus, expected) => {
    expect(isHashedExport(sample, HashStatus)).toBe(expected);
  });
});
