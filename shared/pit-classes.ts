/** What a project is on the night, by its type. */
export const PIT_CLASSES = {
  sheltered: 'Sheltered',
  unsheltered: 'Unsheltered',
  permanentHousing: 'Permanent housing (HIC only)',
  servicesOnly: 'Rapid re-housing, services only (no beds)',
  notCounted: 'Not in PIT or HIC',
} as const;
export type PitClass = keyof typeof PIT_CLASSES;
