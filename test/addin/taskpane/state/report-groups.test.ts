import { expect, it } from 'vitest';
import { reportGroups } from '../../../../addin/taskpane/state/report-groups.ts';

const report = (id: string, title: string) => ({ id, title });

it('the main lists come first in the order people work in, the others by their titles', () => {
  const reports = [
    report('annual-assessments', 'Annual'),
    report('users', 'Users'),
    report('active-clients', 'Active'),
    report('programs', 'All programs'),
  ];
  expect(reportGroups(reports)).toEqual([
    {
      label: 'Main lists',
      options: [
        ['active-clients', 'Active'],
        ['annual-assessments', 'Annual'],
      ],
    },
    {
      label: 'Other lists',
      options: [
        ['programs', 'All programs'],
        ['users', 'Users'],
      ],
    },
  ]);
});

it('a heading without reports is not there', () => {
  expect(reportGroups([report('users', 'Users')]).map(({ label }) => label)).toEqual(['Other lists']);
});
