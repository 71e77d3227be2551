/** HUD's project types by code [CSV, 2.02.6]; shared, for reports let people choose among them. */
export const PROJECT_TYPES = {
  0: 'Emergency Shelter - Entry Exit',
  1: 'Emergency Shelter - Night-by-Night',
  2: 'Transitional Housing',
  3: 'PH - Permanent Supportive Housing',
  4: 'Street Outreach',
  6: 'Services Only',
  7: 'Other',
  8: 'Safe Haven',
  9: 'PH - Housing Only',
  10: 'PH - Housing with Services (no disability required for entry)',
  11: 'Day Shelter',
  12: 'Homelessness Prevention',
  13: 'PH - Rapid Re-Housing',
  14: 'Coordinated Entry',
} as const;
