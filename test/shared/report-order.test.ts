import { expect, it } from 'vitest';
import { inReportOrder } from '../../shared/report-order.ts';

it('the main lists come first in the order people work through them, the others by their titles', () => {
  const reports = [
    { id: 'annual-assessments', title: 'Annual' },
    { id: 'users', title: 'Users' },
    { id: 'active-clients', title: 'Clients' },
    { id: 'programs', title: 'All programs' },
  ];
  expect(inReportOrder(reports).map(({ id }) => id)).toEqual([
    'active-clients',
    'annual-assessments',
    'programs',
    'users',
  ]);
});
