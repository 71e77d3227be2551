import { type CodeList, REASONS_FOR_MISSING_DATA } from './code-list.ts';

/** 3.15.1 */
export const RELATIONSHIP_TO_HOH: CodeList = {
  1: 'Self (Head of Household)',
  2: "Head of household's child",
  3: "Head of household's spouse or partner",
  4: "Head of household's other relation member",
  5: 'Other: non-relation member',
  99: 'Data not collected',
};

/**
 * 3.12.1: one list for prior living situation, current living situation and destination. Not every option is offered for
 * each, but exports hold them all in each, and a code says the same wherever it stands.
 */
export const LIVING_SITUATION: CodeList = {
  116: 'Place not meant for habitation (e.g., a vehicle, an abandoned building, bus/train/subway station/airport or anywhere outside)',
  101: 'Emergency shelter, including hotel or motel paid for with emergency shelter voucher, Host Home shelter',
  118: 'Safe Haven',

  215: 'Foster care home or foster care group home',
  206: 'Hospital or other residential non-psychiatric medical facility',
  207: 'Jail, prison, or juvenile detention facility',
  225: 'Long-term care facility or nursing home',
  204: 'Psychiatric hospital or other psychiatric facility',
  205: 'Substance abuse treatment facility or detox center',

  302: 'Transitional housing for homeless persons (including homeless youth)',
  329: 'Residential project or halfway house with no homeless criteria',
  314: 'Hotel or motel paid for without emergency shelter voucher',
  332: 'Host Home (non-crisis)',
  312: 'Staying or living with family, temporary tenure (e.g. room, apartment, or house)',
  313: 'Staying or living with friends, temporary tenure (e.g. room, apartment, or house)',
  327: 'Moved from one HOPWA funded project to HOPWA TH',
  336: "Staying or living in a friend's room, apartment, or house",
  335: "Staying or living in a family member's room, apartment, or house",

  422: 'Staying or living with family, permanent tenure',
  423: 'Staying or living with friends, permanent tenure',
  426: 'Moved from one HOPWA funded project to HOPWA PH',
  410: 'Rental by client, no ongoing housing subsidy',
  435: 'Rental by client, with ongoing housing subsidy',
  421: 'Owned by client, with ongoing housing subsidy',
  411: 'Owned by client, no ongoing housing subsidy',

  30: 'No exit interview completed',
  17: 'Other',
  24: 'Deceased',
  37: 'Worker unable to determine',
  ...REASONS_FOR_MISSING_DATA,
};
