import type { QualityClass } from './records.ts';

/**
 * Data quality of name and SSN, judged while the importer has them before it: no rule reads a name or an SSN later.
 * [glossary, Data Quality Q2, rows 2 and 3] The columns of Q2 exclude each other and the first that matches counts:
 * doesn't know, missing, issue. A quality code that is blank is missing like 99 [glossary, Missing Data].
 */

interface NameFields {
  readonly FirstName: string | null;
  readonly LastName: string | null;
  readonly NameDataQuality: number | null;
}

interface SsnFields {
  readonly SSN: string | null;
  readonly SSNDataQuality: number | null;
}

interface Hashed {
  /** The export's names and SSNs are hashes. */
  readonly hashed: boolean;
}

/** A hash as hexadecimal: MD5, SHA-1 or SHA-256. */
const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** HUD's hashed SSN: the last four digits in clear, unknown ones x, then SHA-1 or SHA-256 of the whole [CSV, Export]. */
const HUD_SSN_HASH = /^([0-9x]{4})(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** MD5, SHA-1 and SHA-256 of an empty text: some exports hash a blank like a name. */
const HASHES_OF_BLANK: readonly string[] = [
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
];
const SSN_DIGITS = 9;

/** Never `undecidable`: whether there is a name can be told from its hash. */
export function nameQuality({ FirstName, LastName, NameDataQuality, hashed }: NameFields & Hashed): QualityClass {
  if (isDontKnow(NameDataQuality)) return 'dontKnow';
  if (isBlank(FirstName, hashed) || isBlank(LastName, hashed) || isMissing(NameDataQuality)) return 'missing';
  return NameDataQuality === 2 ? 'issue' : 'ok';
}

/**
 * SSNDataQuality 2 (partial) is no issue by itself: since FY 2024 only the last four digits are required. In a hashed
 * export the value is `undecidable`, unless the last four that HUD's own hash leaves in clear already say issue.
 */
export function ssnQuality({ SSN, SSNDataQuality, hashed }: SsnFields & Hashed): QualityClass {
  if (isDontKnow(SSNDataQuality)) return 'dontKnow';
  if (SSN === null || isBlank(SSN, hashed) || isMissing(SSNDataQuality)) return 'missing';
  if (!hashed) return ssnValueQuality(SSN.trim());
  const lastFour = HUD_SSN_HASH.exec(SSN.trim())?.[1];
  return lastFour !== undefined && !isLastFour(lastFour) ? 'issue' : 'undecidable';
}

/** Unknown digits are x or X; a value of fewer than nine is taken for its last ones. One of x alone is no value. */
function ssnValueQuality(value: string): QualityClass {
  if (/^x+$/i.test(value)) return 'missing';
  if (!/^[0-9x]{1,9}$/i.test(value)) return 'issue';
  const ssn = value.padStart(SSN_DIGITS, 'x');
  const [area, group, lastFour] = [ssn.slice(0, 3), ssn.slice(3, 5), ssn.slice(5)];
  if (!isLastFour(lastFour)) return 'issue';
  if (isDigits(area) && (area === '000' || area === '666' || area.startsWith('9'))) return 'issue';
  if (group === '00') return 'issue';
  return isDigits(ssn) && isRepetitiveOrSequential(ssn) ? 'issue' : 'ok';
}

function isLastFour(text: string): boolean {
  return isDigits(text) && text !== '0000';
}

/** `333333333`, `345678901` or `987654321`: from each digit to the next 0, 1 or -1, where 9 is followed by 0. */
function isRepetitiveOrSequential(ssn: string): boolean {
  const steps = [...ssn].slice(1).map((digit, i) => (Number(digit) - Number(ssn[i]) + 10) % 10);
  const [first] = steps;
  return (first === 0 || first === 1 || first === 9) && steps.every((step) => step === first);
}

/** Whether a name, or an SSN, can be nothing but a hash. */
export function looksHashed(value: string): boolean {
  return HASH.test(value.trim()) || HUD_SSN_HASH.test(value.trim());
}

/**
 * Whether an export's PII is hashed: where Export.HashStatus says so (2 SHA-1, 3 other, 4 SHA-256), or where most of the
 * names and SSNs of `sample`, some clients of Client.csv, are hashes whatever it says [CSV, Export].
 */
export function isHashedExport(
  sample: readonly Pick<NameFields & SsnFields, 'FirstName' | 'LastName' | 'SSN'>[],
  HashStatus: number | null,
): boolean {
  if (HashStatus === 2 || HashStatus === 3 || HashStatus === 4) return true;
  const values = sample
    .flatMap((client) => [client.FirstName, client.LastName, client.SSN])
    .filter((value): value is string => value !== null && value.trim() !== '');
  return values.filter(looksHashed).length * 2 > values.length;
}

function isDontKnow(quality: number | null): boolean {
  return quality === 8 || quality === 9;
}

function isMissing(quality: number | null): boolean {
  return quality === null || quality === 99;
}

function isBlank(value: string | null, hashed: boolean): boolean {
  const text = value?.trim().toLowerCase() ?? '';
  return text === '' || (hashed && HASHES_OF_BLANK.includes(text));
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
