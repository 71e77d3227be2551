import type { TokenScope } from '../../../shared/roles.ts';
import {
  type DialogLook,
  DialogRefused,
  type HostDialog,
  type HostDialogEvents,
  openHostDialog,
} from '../../excel/host-dialog.ts';
import { dialogUrl } from '../dialog/address.ts';
import { isToken, readDialogAnswer } from '../dialog/answer.ts';
import type { AcquiredToken, EntraClient } from './client.ts';
import { EntraRefused } from './refusal.ts';

/** Opens Office's dialog, as `openHostDialog` does. */
export type OpenDialog = (
  url: string,
  events: HostDialogEvents,
  look: DialogLook,
) => Promise<Pick<HostDialog, 'close'>>;

/** Pages of a sign-in show themselves in no frame, so Office must not put the dialog into one. */
const LOOK: DialogLook = { height: 60, width: 30, displayInIframe: false };

/** Office says it when a person has closed the dialog. */
const CLOSED = 12_006;

/**
 * The way through a dialog of Office's, for an Excel that does not sign add-ins in itself. `page` is the pane's address.
 * Nothing is silent here: the browser behind the dialog may know the person, but only a page in a window of its own may
 * ask it.
 */
export function dialogClient(page: string, open: OpenDialog = openHostDialog): EntraClient {
  const { origin: ours } = new URL(page);
  let end: (() => void) | undefined;

  /** The first answer of a page of ours in the dialog, which is then closed; what else is said is not heard. */
  function ask(url: string): Promise<AcquiredToken> {
    return new Promise((resolve, reject) => {
      let dialog: Pick<HostDialog, 'close'> | undefined;
      let done = false;
      const settle = (answer: () => void) => {
        if (done) return;
        done = true;
        end = undefined;
        dialog?.close();
        answer();
      };
      const refuse = (error: unknown) => settle(() => reject(error));
      end = () => refuse(new EntraRefused({ code: `dialog_${CLOSED}` }));
      const events: HostDialogEvents = {
        onMessage(message, origin) {
          const answer = origin?.replace(/\/$/, '') === ours ? readDialogAnswer(message) : undefined;
          if (answer === undefined) return;
          settle(() => (isToken(answer) ? resolve(answer) : reject(new EntraRefused(answer))));
        },
        onEnd: (code) => refuse(new EntraRefused({ code: `dialog_${code}` })),
      };
      open(url, events, LOOK).then(
        (opened) => {
          dialog = opened;
          if (done) opened.close();
        },
        (error: unknown) =>
          refuse(error instanceof DialogRefused ? new EntraRefused({ code: `dialog_${error.code}` }) : error),
      );
    });
  }

  return {
    silent: async () => {
      throw new EntraRefused({ code: 'interaction_required', asks: true });
    },
    ask: async (scopes: readonly TokenScope[], { chooseAccount }) => {
      const { token, expiresAt, scopes: granted } = await ask(dialogUrl(page, { scopes, chooseAccount }));
      return { token, expiresAt, scopes: [...new Set([...scopes, ...granted])] };
    },
    end: () => end?.(),
  };
}
