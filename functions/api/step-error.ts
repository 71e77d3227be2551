import { HmisError } from '../../shared/errors.ts';

/** Throws it as Step Functions tells errors apart, by name: a refusal under its code. It is not to be tried again, what is `Busy` is. */
export function asNamedError(error: unknown): never {
  if (!(error instanceof HmisError)) throw error;
  throw Object.assign(new Error(error.message), { name: error.code });
}
