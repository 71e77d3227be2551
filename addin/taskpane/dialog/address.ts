import { TOKEN_SCOPES, type TokenScope } from '../../../shared/roles.ts';

/** What the pane asks of the dialog, in its address: no name, no account. */
export interface DialogQuestion {
  readonly scopes: readonly TokenScope[];
  readonly chooseAccount: boolean;
}

/** The address of the dialog's page for one question; `page` is the pane's own. */
export function dialogUrl(page: string, { scopes, chooseAccount }: DialogQuestion): string {
  const url = new URL('dialog.html', page);
  url.search = new URLSearchParams({
    scopes: scopes.join(' '),
    ...(chooseAccount ? { choose: 'account' } : {}),
  }).toString();
  return url.href;
}

/** undefined where the address asks nothing, as when Entra has sent the person back. */
export function readDialogQuestion(search: string): DialogQuestion | undefined {
  const given = new URLSearchParams(search);
  const asked = given.get('scopes')?.split(' ') ?? [];
  const scopes = TOKEN_SCOPES.filter((scope) => asked.includes(scope));
  return scopes.length === 0 ? undefined : { scopes, chooseAccount: given.has('choose') };
}
