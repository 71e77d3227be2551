import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { reportPages } from '../../../infra/docs/pages.ts';
import { reportPage } from '../../../infra/docs/report-page.ts';
import type { AnyReport } from '../../../shared/report.ts';
import { VISITS } from '../../addin/service/scripted-service.ts';

const FOLDER = new URL('../../../docs/reports/', import.meta.url);

test('the pages in docs/reports are what the definitions say: else run npm run docs', async () => {
  const pages = await reportPages();
  expect(readdirSync(FOLDER).toSorted()).toEqual([...pages.keys()].toSorted());
  for (const [name, text] of pages) expect(readFileSync(new URL(name, FOLDER), 'utf8'), name).toBe(text);
});

describe('a report’s page', () => {
  const page = reportPage(VISITS as unknown as AnyReport);

  it('names every choice with what it is when left alone', () => {
    expect(page).toMatch(/\| From \| `from` \| A date\..* \| today, or the end of the data \|/);
    expect(page).toMatch(/`standardDays` \| A whole number from 0 to 30\..* \| 3 \|/);
  });

  it('names every column by Excel’s letter, and marks what is PII', () => {
    expect(page).toMatch(/\| A \| \w+ \|/);
    expect(page).toMatch(/\| LastName \| text, \*PII\* \|/);
  });
});
