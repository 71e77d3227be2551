/** Questions that give each report rows of the sample, whose export ends on 2026-09-30. */
export const QUESTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'active-clients': { from: '2025-10-01', to: '2026-09-30' },
  'annual-assessments': { dueDate: '2026-09-30', status: [], members: 'all' },
  'clients-in-programs': { from: '2025-10-01', to: '2026-09-30' },
  'data-entry-timing': { from: '2024-10-01', to: '2026-09-30', recordTypes: ['annualAssessments', 'bedNights'] },
  'data-quality': { from: '2024-10-01', to: '2026-09-30' },
  'housing-status': { asOf: '2026-09-30', headsOfHouseholdOnly: false },
  'milestone-ages': { asOf: '2026-09-30', ages: [], daysBefore: 3_660, daysAfter: 366 },
  'pit-night': { night: '2026-01-28' },
  programs: { asOf: '2026-09-30', status: [] },
  services: { from: '2024-10-01', to: '2026-09-30', recordTypes: [] },
  users: { asOf: '2026-09-30' },
};

/** The same with a mode that looks at each person's latest stay, where there is one. */
export const LATEST_STAY: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'annual-assessments': { from: '2025-10-01', to: '2026-09-30', mode: 'apr', members: 'all' },
  'data-entry-timing': { from: '2025-10-01', to: '2026-09-30', universe: 'hud' },
  'data-quality': { from: '2025-10-01', to: '2026-09-30', universe: 'hud' },
};
