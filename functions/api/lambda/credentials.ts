import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Where a function's SDK clients take their credentials from: Lambda puts those of its role into the environment. The
 * bundles have this in place of the SDK's chain, which brings clients of five services to look for profiles and sign-ins
 * that no function has: a tenth of what a cold start loads.
 */
export const defaultProvider = fromEnv;
