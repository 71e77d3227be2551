import type { FileRequest } from '../../../../shared/contract/files.ts';
import { isCalendarDate } from '../../../../shared/dates.ts';
import { isFilePassword } from '../../../../shared/file-password.ts';
import { FILES_WORDS } from '../../files-words.ts';

/** What a person has put into the form so far. The passwords live as long as the form is open, and nowhere else. */
export interface AskForm {
  readonly from: string;
  readonly to: string;
  readonly projects: readonly string[];
  readonly reason: string;
  readonly protection: 'own' | 'generate' | 'waive';
  readonly password: string;
  readonly again: string;
  readonly generated: string;
}

export type AskErrors = Partial<Record<'from' | 'to' | 'projects' | 'reason' | 'password' | 'again', string>>;

/** The request that a form stands for, or what has to be mended first, by field. */
export function requestOf(form: AskForm): { readonly request: FileRequest } | { readonly errors: AskErrors } {
  const words = FILES_WORDS.form.errors;
  const { from, to, reason, protection, password, again } = form;
  const errors: AskErrors = {
    ...(isCalendarDate(from) ? {} : { from: words.date }),
    ...(isCalendarDate(to) ? {} : { to: words.date }),
    ...(isCalendarDate(from) && isCalendarDate(to) && from > to ? { from: words.order } : {}),
    ...(reason === '' ? { reason: words.reason } : {}),
    ...(protection === 'own' && !isFilePassword(password) ? { password: words.password } : {}),
    ...(protection === 'own' && isFilePassword(password) && password !== again ? { again: words.again } : {}),
  };
  if (Object.keys(errors).length > 0 || !isCalendarDate(from) || !isCalendarDate(to)) return { errors };
  return {
    request: {
      kind: 'apr-validation',
      from,
      to,
      projects: [...form.projects],
      reason,
      ...(protection === 'waive'
        ? { passwordWaived: true }
        : { password: protection === 'own' ? password : form.generated }),
    },
  };
}
