import { describe, expect, it } from 'vitest';
import { type RegistryEntry, readRegistry, registryXml } from '../../../addin/excel/registry.ts';

const ENTRY: RegistryEntry = {
  id: 'a',
  report: 'active-clients',
  title: 'Active Client List',
  params: { from: '2026-01-01', projects: ['<P&1>', '"é"', ']]>'] },
  table: 'ActiveClients',
  state: 'whole',
  columns: [{ key: 'EnrollmentID', header: 'EnrollmentID', place: 0 }],
  width: 2,
  snapshot: '20261001-0123456789abcdef',
  exportDate: '2026-10-01',
  rows: 3,
  at: '2026-11-22T21:03:00.000Z',
  piiHidden: true,
};

describe('the registry in a custom XML part', () => {
  it('comes back as it was, whatever its ids hold', () => {
    expect(readRegistry(registryXml([ENTRY, { ...ENTRY, id: 'b' }]))).toEqual([ENTRY, { ...ENTRY, id: 'b' }]);
  });

  it('is read with a declaration and a prefix of Excel’s around it', () => {
    const xml = registryXml([ENTRY])
      .replace('<registry xmlns=', '<r:registry xmlns:r=')
      .replace('</registry', '</r:registry');
    expect(readRegistry(`<?xml version="1.0"?>\n${xml}`)).toEqual([ENTRY]);
  });

  it.each([
    ['is no XML', 'nothing'],
    ['is of a later version', registryXml([ENTRY]).replace('"version":1', '"version":2')],
    ['was cut', registryXml([ENTRY]).replace(/"rows".*\]/, '')],
    ['lacks a field', registryXml([ENTRY]).replace('"state":"whole",', '')],
  ])('holds no sheets where it %s', (_, xml) => {
    expect(readRegistry(xml)).toEqual([]);
  });
});
