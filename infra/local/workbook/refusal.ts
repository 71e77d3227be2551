/** The codes with which Excel refuses, as `error.code` shows them to an add-in. */
export type RefusalCode = keyof typeof STATUS;

const STATUS = {
  AccessDenied: 403,
  GeneralException: 500,
  InvalidArgument: 400,
  InvalidObjectPath: 400,
  InvalidOperation: 400,
  InvalidOperationInCellEditMode: 400,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  NotImplemented: 501,
  RequestAborted: 500,
  RequestPayloadSizeLimitExceeded: 413,
  ResponsePayloadSizeLimitExceeded: 413,
} as const;

/** A refusal of the workbook's, answered to the client library as Excel's own. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The HTTP status Excel's answer carries beside a code; 500 for those that the workbook itself never gives. */
export function statusOf(code: string): number {
  return new Map<string, number>(Object.entries(STATUS)).get(code) ?? 500;
}

export function invalidArgument(message: string): Refusal {
  return new Refusal('InvalidArgument', message);
}

export function itemNotFound(what: string): Refusal {
  return new Refusal('ItemNotFound', `${what} does not exist in this workbook.`);
}

export function invalidOperation(message: string): Refusal {
  return new Refusal('InvalidOperation', message);
}
