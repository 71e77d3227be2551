import { describe, expect, it } from 'vitest';
import { freeSheetName, freeTableName } from '../../../shared/excel/names.ts';

describe('the name of a new sheet', () => {
  it.each([
    ['is the title', 'Active Client List', [], 'Active Client List'],
    ['counts on where it is taken', 'Active Client List', ['Active Client List'], 'Active Client List 2'],
    ['counts past every taken one', 'List', ['List', 'List 2', 'List 3'], 'List 4'],
    ['is taken in any case', 'List', ['LIST'], 'List 2'],
    ['has 31 characters', 'x'.repeat(32), [], 'x'.repeat(31)],
    ['keeps its number within 31', 'x'.repeat(32), ['x'.repeat(31)], `${'x'.repeat(29)} 2`],
    ['leaves out what Excel refuses', 'a/b\\c?d*e[f]g:h', [], 'a b c d e f g h'],
    ['has no apostrophe at an end', "'quoted'", [], 'quoted'],
    ['has none where it was cut, either', `${'x'.repeat(30)}'s`, [], 'x'.repeat(30)],
    ['is never blank', '***', [], 'Report'],
    ['is never the one that Excel keeps for itself', 'History', [], 'History 2'],
    ['is cut between characters', `${'x'.repeat(30)}🏠`, [], `${'x'.repeat(30)}\ufffd`],
  ])('%s', (_, title, taken, name) => {
    expect(freeSheetName(title, taken)).toBe(name);
  });
});

describe('the name of a new table', () => {
  it.each([
    ['is the id in one word', 'active-clients', [], 'ActiveClients'],
    ['counts on where it is taken', 'active-clients', ['activeclients'], 'ActiveClients2'],
    ['is never what Excel reads as a cell', 'apr2026', [], 'Report_Apr2026'],
    ['is not a cell with its number, either', 'abc', ['Abc'], 'Report_Abc2'],
    ['is not R1C1', 'r1c1', [], 'Report_R1c1'],
    ['is not R', 'r', [], 'Report_R'],
    ['begins with a letter', '2026-list', [], 'Report_2026List'],
  ])('%s', (_, report, taken, name) => {
    expect(freeTableName(report, taken)).toBe(name);
  });
});
