import { describe, expect, it } from 'vitest';
import { WORKBOOK_REFUSALS, WorkbookError, type WorkbookErrorCode } from '../../../../addin/excel/workbook-error.ts';
import { unreachable } from '../../../../addin/service/refusal.ts';
import { courseOf, supportDetails, troubleOf } from '../../../../addin/taskpane/state/trouble.ts';
import { WORDS } from '../../../../addin/taskpane/words.ts';
import { ERROR_STATUS, type ErrorCode, HmisError } from '../../../../shared/errors.ts';

/** Where each refusal of the service leads, and the button beside it. */
const COURSES: Record<ErrorCode, [to: string, remedy?: string]> = {
  BadRequest: ['alert'],
  NotSignedIn: ['signIn'],
  NotAllowed: ['alert', 'reload'],
  NotFound: ['alert', 'reload'],
  MethodNotAllowed: ['alert'],
  NoSnapshot: ['noData'],
  PlanChanged: ['alert', 'tryAgain'],
  ImportRunning: ['alert', 'tryAgain'],
  SnapshotGone: ['alert', 'tryAgain'],
  TooLarge: ['alert'],
  ImportRefused: ['alert'],
  TooManyRequests: ['alert', 'tryAgain'],
  Internal: ['alert', 'tryAgain'],
  SnapshotIncomplete: ['alert', 'tryAgain'],
  Busy: ['alert', 'tryAgain'],
};

const WRITES: Record<WorkbookErrorCode, string | undefined> = {
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
};

describe('a refusal of the service', () => {
  it.each(Object.keys(ERROR_STATUS) as ErrorCode[])('%s leads somewhere sensible', (code) => {
    const course = courseOf(new HmisError(code, 'A sentence.'), []);
    const [to, remedy] = COURSES[code];
    expect(course.to).toBe(to);
    if (course.to === 'alert') {
      expect(course.trouble).toMatchObject({ code, title: WORDS.trouble[code], message: 'A sentence.', remedy });
    }
  });

  it.each([
    ['BadRequest', 'from', 'from: must be a date.', 'Must be a date.'],
    ['BadRequest', 'params.from', 'From must not be later than To.', 'From must not be later than To.'],
    ['NotFound', 'projects', 'projects: one of them is not among those.', 'One of them is not among those.'],
    ['NotAllowed', 'reason', 'Say why names are to be shown.', 'Say why names are to be shown.'],
  ] as const)('%s about %s is said beside the field', (code, field, message, said) => {
    const course = courseOf(new HmisError(code, message, { field }), ['from', 'projects', 'reason']);
    expect(course).toEqual({ to: 'field', field: field.replace('params.', ''), message: said });
  });

  it('about a field the form does not have is an alert', () => {
    expect(courseOf(new HmisError('BadRequest', 'No.', { field: 'plan' }), ['from']).to).toBe('alert');
  });

  it('that is none, because nothing answered, is the connection’s', () => {
    expect(courseOf(unreachable(), []).to).toBe('unreachable');
  });
});

describe('a refusal of Excel', () => {
  it.each(Object.keys(WORKBOOK_REFUSALS) as WorkbookErrorCode[])('%s is an alert with what helps', (code) => {
    const course = courseOf(new WorkbookError(code), []);
    expect(course.to === 'alert' && course.trouble).toMatchObject({
      code,
      title: WORDS.trouble[code],
      remedy: WRITES[code],
    });
  });
});

describe('a fault nobody foresaw', () => {
  it('shows and copies nothing of its message, which may quote anything', () => {
    const trouble = troubleOf(new TypeError('LastName Doe'));
    expect(trouble).toMatchObject({ code: 'Unexpected', remedy: 'tryAgain', detail: 'TypeError' });
    expect(JSON.stringify(trouble)).not.toContain('Doe');
  });
});

it('the details for support are code, sentence, report and time', () => {
  const trouble = troubleOf(new HmisError('Internal', 'The service failed. (request 7c0b)'));
  expect(supportDetails(trouble, 'active-clients', new Date('2026-01-02T03:04:05Z'))).toBe(
    'HMIS Sheets: Internal\nThe service failed. (request 7c0b)\nReport: active-clients\nTime: 2026-01-02T03:04:05.000Z',
  );
});
