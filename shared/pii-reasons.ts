import type { Brand } from './brand.ts';

/**
 * The usual reasons to show names: chosen in the form, kept in the trail. The uses are those HUD's 2004 privacy notice allows
 * (69 FR 45888, 4.1.3): services, payment, administration and oversight, and what the client or the law asks for.
 */
export const PII_REASONS = {
  services: 'Serving the people on the list: case management, outreach, housing placement',
  dataQuality: 'Checking or correcting records in the HMIS',
  payment: 'Payment or reimbursement for services',
  oversight: 'Audit, monitoring or a grievance that needs names',
  clientRequest: 'A client asked to see or correct their own record',
  requiredByLaw: 'The law or a court requires it',
} as const satisfies Readonly<Record<string, string>>;

/** Why names are shown: a key of PII_REASONS, or a person's own words. Never a client's name: an admin reads it. */
export type PiiReason = Brand<string, 'PiiReason'>;

const REASON_LENGTH = 100;

/** True for a reason that can stand in the trail: some words on one line, 3 to 100 characters. */
export function isPiiReason(text: string | undefined): text is PiiReason {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a reason is one line of text
  return text !== undefined && text.trim().length >= 3 && text.length <= REASON_LENGTH && !/[\u0000-\u001f]/.test(text);
}
