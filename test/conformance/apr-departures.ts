/**
 * Cells of the real export that answer otherwise than HUD's program, by project, with our answer. Its SSNs are hashes, to
 * HUD's program issues; the reasons of all are in docs/decisions/hud-departures.md.
 */
export const DEPARTURES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '109': { 'Q6a:D3': 0, 'Q6a:E3': 71, 'Q6a:F3': 0.9726, 'Q6a:E6': 71, 'Q6a:F6': 0.9726 },
  '1351': { 'Q6a:D3': 0, 'Q6a:E3': 0, 'Q6a:F3': 0, 'Q6a:E6': 0, 'Q6a:F6': 0 },
  '1397': { 'Q6a:D3': 0, 'Q6a:E3': 0, 'Q6a:F3': 0, 'Q6a:E6': 0, 'Q6a:F6': 0 },
  '1435': { 'Q6a:D3': 0, 'Q6a:E3': 0, 'Q6a:F3': 0, 'Q6a:E6': 1, 'Q6a:F6': 0.2 },
  '1551': {
    // An adult who left is no stayer.
    'Q5a:B17': 4,
    'Q5a:C17': 8,
    'Q6c:F4': 1,
    'Q6a:D3': 0,
    'Q6a:E3': 2,
    'Q6a:F3': 0.0182,
    'Q6a:E6': 3,
    'Q6a:F6': 0.0273,
    // A head who left before the range is a head of the household.
    'Q6b:D4': 2,
    'Q6b:E4': 2,
    'Q6b:F4': 0.0182,
  },
  '632': { 'Q6a:D3': 0, 'Q6a:E3': 0, 'Q6a:F3': 0, 'Q6a:E6': 1, 'Q6a:F6': 0.0526 },
};
