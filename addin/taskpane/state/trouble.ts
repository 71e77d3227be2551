import { type ErrorCode, HmisError } from '../../../shared/errors.ts';
import { WorkbookError, type WorkbookErrorCode } from '../../excel/workbook-error.ts';
import { unreachable } from '../../service/refusal.ts';
import { WORDS } from '../words.ts';

/** What a button beside a refusal does about it. */
export type Remedy = 'tryAgain' | 'writeAgain' | 'reload';

/** A refusal as the pane shows it. Support needs `code` and the message, which holds the request's id and never data. */
export interface Trouble {
  readonly code: ErrorCode | WorkbookErrorCode | 'Unexpected';
  readonly title: string;
  readonly message: string;
  readonly remedy: Remedy | undefined;
  /** Excel's own code, or the kind of a fault that nobody foresaw. */
  readonly detail?: string | undefined;
}

/** Where the pane goes when a call or a write is refused. */
export type Course =
  | { readonly to: 'alert'; readonly trouble: Trouble }
  | { readonly to: 'field'; readonly field: string; readonly message: string }
  | { readonly to: 'signIn' }
  | { readonly to: 'noData' }
  | { readonly to: 'unreachable'; readonly trouble: Trouble };

/** What helps against each refusal; undefined where only another choice, another workbook or another person does. */
const REMEDIES: Readonly<Record<Trouble['code'], Remedy | undefined>> = {
  BadRequest: undefined,
  NotSignedIn: undefined,
  NotAllowed: 'reload',
  NotFound: 'reload',
  MethodNotAllowed: undefined,
  NoSnapshot: 'reload',
  PlanChanged: 'tryAgain',
  ImportRunning: 'tryAgain',
  SnapshotGone: 'tryAgain',
  TooLarge: undefined,
  ImportRefused: undefined,
  TooManyRequests: 'tryAgain',
  Internal: 'tryAgain',
  SnapshotIncomplete: 'tryAgain',
  Busy: 'tryAgain',
  CellEdit: 'writeAgain',
  ReadOnly: undefined,
  Protected: 'writeAgain',
  SheetProtected: undefined,
  BesideProtected: undefined,
  TableGone: undefined,
  HeaderChanged: undefined,
  KeyGone: undefined,
  InTheWay: undefined,
  TableInTheWay: undefined,
  BeingRefreshed: undefined,
  RefreshUnfinished: undefined,
  SheetGone: undefined,
  TooManyRows: undefined,
  TooOld: undefined,
  NotExcel: undefined,
  Unfinished: undefined,
  Closed: undefined,
  Failed: 'writeAgain',
  Unexpected: 'tryAgain',
};

/**
 * What follows from an error, whatever was being done: a field of the form to mend, another sign-in, or an alert with
 * what happened and the button that helps. `fields` are the names the form can show a message beside.
 */
export function courseOf(error: unknown, fields: readonly string[]): Course {
  if (!(error instanceof HmisError)) return { to: 'alert', trouble: troubleOf(error) };
  const field = error.field?.replace(/^params\./, '').split('.')[0];
  if (field !== undefined && fields.includes(field) && error.code !== 'Internal') {
    return { to: 'field', field, message: withoutName(error.message, field) };
  }
  if (error.code === 'NotSignedIn') return { to: 'signIn' };
  if (error.code === 'NoSnapshot') return { to: 'noData' };
  if (isUnreachable(error)) return { to: 'unreachable', trouble: troubleOf(error) };
  return { to: 'alert', trouble: troubleOf(error) };
}

/** A refusal in words. The message of a fault that nobody foresaw may quote anything, so it is not shown. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof HmisError) return trouble(error.code, error.message);
  if (error instanceof WorkbookError) return trouble(error.code, error.message, error.officeCode);
  return trouble('Unexpected', WORDS.unexpected, error instanceof Error ? error.name : typeof error);
}

function trouble(code: Trouble['code'], message: string, detail?: string): Trouble {
  return { code, title: WORDS.trouble[code], message, remedy: REMEDIES[code], detail };
}

/** The client tells an unreachable service from a busy one by its sentence alone. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof HmisError && error.message === unreachable().message;
}

/** The service names the parameter before its sentence; beside the field that is said already. */
function withoutName(message: string, field: string): string {
  const rest = message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What support asks for, as text to paste: no parameter, no name, no row. */
export function supportDetails({ code, message, detail }: Trouble, report: string | undefined, at: Date): string {
  return [
    `HMIS Sheets: ${code}${detail ? ` (${detail})` : ''}`,
    message,
    ...(report ? [`Report: ${report}`] : []),
    `Time: ${at.toISOString()}`,
  ].join('\n');
}
