import { describe, expect, test } from 'vitest';
import { parseStage, readStage } from '../../../infra/aws/stage.ts';

const example = readStage('example');

/** A value inside of another setting is given with all that is around it. */
const isWhole = (value: unknown): boolean => typeof value === 'object' && value !== null && 'deployment' in value;

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
    ['domain', { name: 'hmis', certificateArn: example.domain?.certificateArn }],
    [
      'certificateArn',
      { ...example, domain: { name: 'hmis.example.org', certificateArn: 'arn:aws:acm:us-east-2:1:x' } },
    ],
    ['webAclArn', 'arn:aws:wafv2:us-east-2:123456789012:regional/webacl/hmis/5'],
    ['addinId', 'hmis-sheets'],
    ['email', { ...example, alarms: { ...example.alarms, email: 'hmis' } }],
    ['newExportHours', { ...example, alarms: { ...example.alarms, newExportHours: 169 } }],
    ['newExportHours', { ...example, alarms: { ...example.alarms, newExportHours: 1 } }],
    ['monthlyBudget', { ...example, alarms: { ...example.alarms, monthlyBudget: 0 } }],
    ['logDays', { ...example, retention: { ...example.retention, logDays: 100 } }],
    ['digestYears', { ...example, retention: { ...example.retention, digestYears: 0 } }],
    ['api', { ...example, memory: { ...example.memory, api: 511 } }],
    ['importer', { ...example, memory: { ...example.memory, importer: 10_241 } }],
  ])('%s of %j is refused by name', (field, value) => {
    const settings = isWhole(value) ? value : { ...example, [field]: value };
    expect(() => parseStage(settings)).toThrow(field);
  });

  test('a domain, a firewall, an account and a region may be left out', () => {
    const { domain, webAclArn, region, ...least } = example;
    expect(parseStage(least)).toEqual(least);
  });

  test('what is wrong is said by name and in words', () => {
    const wrong = { ...example, retention: { ...example.retention, logDays: 100 } };
    expect(() => parseStage(wrong)).toThrow(/The stage's settings are not right\.\n.*must be one of 90, 120/);
  });

  test('a stage is a file of its folder and nothing outside of it', () => {
    expect(() => readStage('../../package')).toThrow(/named by/);
    expect(() => readStage('nowhere')).toThrow(/nowhere/);
  });
});
