import { describe, expect, test } from 'vitest';
import { parseStage, readStage } from '../../../infra/aws/stage.ts';

const example = readStage('example');

describe("a stage's settings", () => {
  test('an account and a region may be given', () => {
    const given = { ...example, account: '123456789012', region: 'us-east-2' };
    expect(parseStage(given)).toEqual(given);
  });

  test.each([
    ['timeZone', 'America/Springfield'],
    ['tenants', []],
    ['tenants', ['contoso.example']],
    ['tenants', ['11111111-1111-4111-8111-11111111111A']],
    ['audience', 'api://hmis-sheets'],
    ['clientIds', []],
    ['deployment', 'Example'],
    ['account', '1234'],
    ['region', 'Ohio'],
    ['cocCode', 'IL-500'],
  ])('%s of %j is refused by name', (field, value) => {
    expect(() => parseStage({ ...example, [field]: value })).toThrow(field);
  });

  test('a stage is a file of its folder and nothing outside of it', () => {
    expect(() => readStage('../../package')).toThrow(/named by/);
    expect(() => readStage('nowhere')).toThrow(/nowhere/);
  });
});
