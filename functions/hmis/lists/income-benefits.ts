/** The fields of IncomeBenefits.csv that are answered yes or no, in HUD's order [CSV, IncomeBenefits]. */

/** 4.02: a source of income, and the field of its monthly amount. */
export const INCOME_AMOUNTS = {
  Earned: 'EarnedAmount',
  Unemployment: 'UnemploymentAmount',
  SSI: 'SSIAmount',
  SSDI: 'SSDIAmount',
  VADisabilityService: 'VADisabilityServiceAmount',
  VADisabilityNonService: 'VADisabilityNonServiceAmount',
  PrivateDisability: 'PrivateDisabilityAmount',
  WorkersComp: 'WorkersCompAmount',
  TANF: 'TANFAmount',
  GA: 'GAAmount',
  SocSecRetirement: 'SocSecRetirementAmount',
  Pension: 'PensionAmount',
  ChildSupport: 'ChildSupportAmount',
  Alimony: 'AlimonyAmount',
  OtherIncomeSource: 'OtherIncomeAmount',
} as const;

export type IncomeSource = keyof typeof INCOME_AMOUNTS;

export const INCOME_SOURCES = Object.keys(INCOME_AMOUNTS) as readonly IncomeSource[];

/** 4.03 */
export const BENEFITS = [
  'SNAP',
  'WIC',
  'TANFChildCare',
  'TANFTransportation',
  'OtherTANF',
  'OtherBenefitsSource',
] as const;

/** 4.04 */
export const INSURANCES = [
  'Medicaid',
  'Medicare',
  'SCHIP',
  'VHAServices',
  'EmployerProvided',
  'COBRA',
  'PrivatePay',
  'StateHealthIns',
  'IndianHealthServices',
  'OtherInsurance',
] as const;
