/** How far an enrollment is, in the order in which they are listed; a person's category is the last one reached. */
export const CATEGORIES = {
  notStarted: 'Not started',
  eligibilityVerified: 'Eligibility verified',
  applied: 'Applied',
  approved: 'Approved',
  moveInScheduled: 'Move-in scheduled',
  moveInOverdue: 'Move-in overdue',
  housed: 'Housed',
  exited: 'Exited',
} as const;

export type Category = keyof typeof CATEGORIES;
