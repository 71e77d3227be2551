/**
 * Why a person shows names: chosen in the form, kept in the trail. The uses are those HUD's 2004 privacy notice allows
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

export type PiiReason = keyof typeof PII_REASONS;

export function isPiiReason(text: string | undefined): text is PiiReason {
  return text !== undefined && Object.hasOwn(PII_REASONS, text);
}
