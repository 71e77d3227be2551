/**
 * US dollars in us-east-1, on demand, without free tiers and taxes, as known on the date and not looked up since. They
 * change, and differ by region: compare with AWS's price pages before you decide by them.
 */
export const PRICES_OF = '2025-11-30';

export const PRICES = {
  dynamoWritesMillion: 0.625,
  dynamoReadsMillion: 0.125,
  dynamoGbMonth: 0.25,
  dynamoRecoveryGbMonth: 0.2,
  /** ARM. */
  lambdaGbSecond: 0.0000133334,
  lambdaRequestsMillion: 0.2,
  httpApiRequestsMillion: 1,
  cloudFrontGb: 0.085,
  cloudFrontRequestsMillion: 1,
  s3GbMonth: 0.023,
  s3PutsMillion: 5,
  s3GetsMillion: 0.4,
  /** State transitions of Step Functions. */
  stepsMillion: 25,
  kmsKeyMonth: 1,
  kmsRequestsMillion: 3,
  secretMonth: 0.4,
  alarmMonth: 0.1,
  ownMetricMonth: 0.3,
  dashboardMonth: 3,
  logGb: 0.5,
  /** Options, for whoever takes them. */
  transferFamilySftpMonth: 219,
  webAclMonth: 8,
} as const;
