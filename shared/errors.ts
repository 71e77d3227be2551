/**
 * Every way a call can be refused, with the HTTP status it answers. `code` is for support and programs, the message for
 * the person: it says what is wrong, where, and what to do, and never holds a client's data.
 */
export const ERROR_STATUS = {
  BadRequest: 400,
  NotSignedIn: 401,
  NotAllowed: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NoSnapshot: 409,
  PlanChanged: 409,
  ImportRunning: 409,
  SnapshotGone: 410,
  TooLarge: 413,
  ImportRefused: 422,
  TooManyRequests: 429,
  Internal: 500,
  SnapshotIncomplete: 503,
  Busy: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A refusal that was foreseen: thrown anywhere in the service, turned into an answer in one place. */
export class HmisError extends Error {
  override readonly name = 'HmisError';
  readonly code: ErrorCode;
  /** The field, parameter or file the refusal is about, where there is one. */
  readonly field: string | undefined;
  /** When another try can succeed, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { field?: string; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The body of every answer that is not a success. */
export interface ErrorAnswer {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly field?: string;
    readonly requestId?: string;
  };
}
