import { PROJECT_TYPES } from '../../../shared/project-types.ts';
import type { CodeList } from './code-list.ts';

/** 2.02.6 */
export const PROJECT_TYPE: CodeList = PROJECT_TYPES;

/** 2.06.1. 47 and 48 are retired; 12, 32 and 49 are of earlier editions and still in older grants. */
export const FUNDING_SOURCE: CodeList = {
  1: 'HUD: CoC - Homelessness Prevention (High Performing Comm. Only)',
  2: 'HUD: CoC - Permanent Supportive Housing',
  3: 'HUD: CoC - Rapid Re-Housing',
  4: 'HUD: CoC - Supportive Services Only',
  5: 'HUD: CoC - Transitional Housing',
  6: 'HUD: CoC - Safe Haven',
  7: 'HUD: CoC - Single Room Occupancy (SRO)',
  8: 'HUD: ESG - Emergency Shelter (operating and/or essential services)',
  9: 'HUD: ESG - Homelessness Prevention',
  10: 'HUD: ESG - Rapid Rehousing',
  11: 'HUD: ESG - Street Outreach',
  12: 'HUD: Rural Housing Stability Assistance Program',
  13: 'HUD: HOPWA - Hotel/Motel Vouchers',
  14: 'HUD: HOPWA - Housing Information',
  15: 'HUD: HOPWA - Permanent Housing (facility based or TBRA)',
  16: 'HUD: HOPWA - Permanent Housing Placement',
  17: 'HUD: HOPWA - Short-Term Rent, Mortgage, Utility assistance',
  18: 'HUD: HOPWA - Short-Term Supportive Facility',
  19: 'HUD: HOPWA - Transitional Housing (facility based or TBRA)',
  20: 'HUD: HUD/VASH',
  21: 'HHS: PATH - Street Outreach & Supportive Services Only',
  22: 'HHS: RHY - Basic Center Program (prevention and shelter)',
  23: 'HHS: RHY - Maternity Group Home for Pregnant and Parenting Youth',
  24: 'HHS: RHY - Transitional Living Program',
  25: 'HHS: RHY - Street Outreach Project',
  26: 'HHS: RHY - Demonstration Project',
  27: 'VA: CRS Contract Residential Services',
  30: 'VA: Community Contract Safe Haven Program',
  32: 'VA: Compensated Work Therapy Transitional Residence',
  33: 'VA: Supportive Services for Veteran Families',
  34: 'N/A',
  35: 'HUD: Pay for Success',
  36: 'HUD: Public and Indian Housing (PIH) Programs',
  37: 'VA: Grant Per Diem - Bridge Housing',
  38: 'VA: Grant Per Diem - Low Demand',
  39: 'VA: Grant Per Diem - Hospital to Housing',
  40: 'VA: Grant Per Diem - Clinical Treatment',
  41: 'VA: Grant Per Diem - Service Intensive Transitional Housing',
  42: 'VA: Grant Per Diem - Transition in Place',
  43: 'HUD: CoC - Youth Homeless Demonstration Program (YHDP)',
  44: 'HUD: CoC - Joint Component TH/RRH',
  45: 'VA: Grant Per Diem - Case Management/Housing Retention',
  46: 'Local or Other Funding Source (Please Specify)',
  47: 'HUD: ESG - CV',
  48: 'HUD: HOPWA - CV',
  49: 'HUD: CoC - Joint Component RRH/PSH',
  50: 'HUD: HOME',
  51: 'HUD: HOME (ARP)',
  52: 'HUD: PIH (Emergency Housing Voucher)',
  53: 'HUD: ESG - RUSH',
  54: 'HUD: Unsheltered Special NOFO',
  55: 'HUD: Rural Special NOFO',
  56: 'HUD: CoC Builds',
};

/** 2.02.D */
export const HOUSING_TYPE: CodeList = {
  1: 'Site-based - single site',
  2: 'Site-based - clustered / multiple sites',
  3: 'Tenant-based - scattered site',
};

/** 2.02.8 */
export const TARGET_POPULATION: CodeList = {
  1: 'Survivors of domestic violence',
  3: 'Persons with HIV/AIDS',
  4: 'Not applicable',
};

/** 2.08.1 */
export const HMIS_PARTICIPATION: CodeList = {
  0: 'Not participating',
  1: 'HMIS participating',
  2: 'Comparable database participating',
};
