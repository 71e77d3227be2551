import { describe, expect, test } from 'vitest';
import { outputsOf } from '../../../infra/aws/outputs.ts';
import { readStage } from '../../../infra/aws/stage.ts';
import { deployOptions, destroyOptions } from '../../../infra/deploy/options.ts';
import { planDestroy, type StackResource } from '../../../infra/deploy/plan-destroy.ts';
import { planPages } from '../../../infra/deploy/plan-pages.ts';
import { manifestOfThisVersion } from '../../../infra/manifest/local.ts';

describe('the pages are put', () => {
  const objects = planPages([
    'taskpane.html',
    'dialog.html',
    'taskpane.js',
    'part-B.js',
    'part-A.js',
    'assets/icon-16.png',
    'taskpane.css',
  ]);

  test('so that whatever a page names is there before it', () => {
    expect(objects.map(({ key }) => key)).toEqual([
      'part-A.js',
      'part-B.js',
      'assets/icon-16.png',
      'taskpane.css',
      'taskpane.js',
      'dialog.html',
      'taskpane.html',
    ]);
  });

  test.each([
    ['taskpane.html', { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }],
    [
      'part-A.js',
      { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
    ],
    ['assets/icon-16.png', { 'content-type': 'image/png' }],
  ])('%s with the headers that lie on the object', (key, headers) => {
    expect(objects.find((object) => object.key === key)?.headers).toEqual(headers);
  });

  test('and nothing that is no page', () => {
    expect(() => planPages(['notes.txt'])).toThrow('notes.txt');
  });
});

const RESOURCES: readonly StackResource[] = [
  { type: 'AWS::KMS::Key', logicalId: 'NamesKey1', physicalId: 'key-names' },
  { type: 'AWS::KMS::Key', logicalId: 'OperationsKey1', physicalId: 'key-operations' },
  { type: 'AWS::DynamoDB::Table', logicalId: 'Data1', physicalId: 'table-data' },
  { type: 'AWS::S3::Bucket', logicalId: 'Uploads1', physicalId: 'bucket-uploads' },
  { type: 'AWS::S3::Bucket', logicalId: 'Digests1', physicalId: 'bucket-digests' },
  { type: 'AWS::Logs::LogGroup', logicalId: 'ApiLog1', physicalId: 'log-api' },
  { type: 'AWS::Lambda::Function', logicalId: 'Api1', physicalId: 'api' },
];

describe('taking a deployment away', () => {
  test('leaves every table, bucket, key and log, unless the data is asked for', () => {
    const { steps, left } = planDestroy(RESOURCES, false);
    expect(steps).toEqual([{ do: 'unprotectStack' }, { do: 'destroyStacks' }]);
    expect(left).toHaveLength(6);
    expect(left).toContain('AWS::DynamoDB::Table, Data1: table-data');
  });

  test('with its data deletes keys last, and never the digests, what they lie under, or a log', () => {
    const { steps, left } = planDestroy(RESOURCES, true);
    expect(steps.slice(2)).toEqual([
      { do: 'deleteTable', id: 'table-data' },
      { do: 'emptyAndDeleteBucket', id: 'bucket-uploads' },
      { do: 'scheduleKeyDeletion', id: 'key-names' },
    ]);
    expect(left.map((line) => line.split(': ')[1])).toEqual(['key-operations', 'bucket-digests', 'log-api']);
  });
});

test('the manifest of a stage names its address and its id', () => {
  const { domain, addinId } = readStage('example');
  const manifest = manifestOfThisVersion({ origin: `https://${domain?.name}`, id: addinId });
  expect(manifest).toContain(`<Id>${addinId}</Id>`);
  expect(manifest).toContain(`https://${domain?.name}/taskpane.html`);
});

describe('the command', () => {
  test('deploy takes a stage', () => {
    expect(deployOptions(['--stage', 'example'])).toEqual({ stage: 'example', yes: false });
    for (const args of [[], ['example'], ['--stage'], ['--stage', 'example', '--force']]) {
      expect(() => deployOptions(args)).toThrow('npm run deploy -- --stage');
    }
  });

  test('destroy does nothing with data and nothing unconfirmed by itself', () => {
    expect(destroyOptions(['--stage', 'example'])).toEqual({ stage: 'example', confirm: undefined, withData: false });
    expect(() => destroyOptions(['--with-data'])).toThrow('npm run destroy -- --stage');
  });

  test('reads what CloudFormation answered of this deployment and of no other', () => {
    const names = ['Origin', 'DistributionName', 'DistributionId', 'PagesBucket', 'DigestsBucket', 'DataTable'];
    const outputs = Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));
    expect(outputsOf({ 'HmisSheets-example': outputs }, 'example')).toEqual(outputs);
    expect(() => outputsOf({ 'HmisSheets-other': outputs }, 'example')).toThrow('deploy it first');
  });
});
