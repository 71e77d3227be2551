import { describe, expect, it } from 'vitest';
import { FILES_WORDS } from '../../../../../addin/taskpane/files-words.ts';
import { type AskForm, requestOf } from '../../../../../addin/taskpane/state/files/ask-form.ts';

const FORM: AskForm = {
  from: '2025-01-01',
  to: '2025-12-31',
  projects: ['109'],
  reason: 'dataQuality',
  protection: 'own',
  password: 'Lantern-River-42',
  again: 'Lantern-River-42',
  generated: 'abcd-efgh-jkmn-pqrs-tuvw',
};
const ASKED = {
  kind: 'apr-validation',
  from: '2025-01-01',
  to: '2025-12-31',
  projects: ['109'],
  reason: 'dataQuality',
};

describe('the form for validation files', () => {
  it.each<[string, Partial<AskForm>, object]>([
    ['one’s own password', {}, { ...ASKED, password: 'Lantern-River-42' }],
    ['one that was made', { protection: 'generate', password: 'x' }, { ...ASKED, password: FORM.generated }],
    ['none', { protection: 'waive', password: 'x' }, { ...ASKED, passwordWaived: true }],
    ['one day', { from: '2025-12-31' }, { ...ASKED, from: '2025-12-31', password: 'Lantern-River-42' }],
  ])('asks with %s', (_, change, request) => {
    expect(requestOf({ ...FORM, ...change })).toEqual({ request });
  });

  const words = FILES_WORDS.form.errors;
  it.each<[Partial<AskForm>, object]>([
    [{ from: '' }, { from: words.date }],
    [{ to: '2025-02-30' }, { to: words.date }],
    [{ from: '2026-01-01' }, { from: words.order }],
    [{ reason: '' }, { reason: words.reason }],
    [{ password: 'a'.repeat(11), again: 'a'.repeat(11) }, { password: words.password }],
    [{ again: 'Lantern-River-43' }, { again: words.again }],
  ])('with %j names what is to be mended', (change, errors) => {
    expect(requestOf({ ...FORM, ...change })).toEqual({ errors });
  });
});
