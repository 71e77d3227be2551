import type { FromFrame, ToFrame } from './ribbon-port.ts';

type Handler = (event: object) => void;
type Result = { readonly status: string; readonly value?: object; readonly error?: { readonly code: number } };

/** Office's codes: one dialog is open already; the person closed it. */
const OPEN_ALREADY = 12_007;
const CLOSED = 12_006;

/** The part of the global `Office` that is about Excel's window: the ribbon's functions, the pane, dialogs. */
export function officeWindow(port: MessagePort) {
  const tell = (what: FromFrame) => port.postMessage(what);
  const functions = new Map<string, (event: object) => void>();
  let handlers: Map<string, Handler> | undefined;

  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    switch (data.say) {
      case 'command':
        functions.get(data.name)?.({ source: { id: data.name }, completed: () => undefined });
        return;
      case 'dialogSays':
        handlers?.get('dialogMessageReceived')?.({ message: data.message, origin: location.origin });
        return;
      case 'dialogClosed': {
        const closed = handlers;
        handlers = undefined;
        closed?.get('dialogEventReceived')?.({ error: CLOSED });
      }
    }
  };

  return {
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    EventType: {
      DialogMessageReceived: 'dialogMessageReceived',
      DialogEventReceived: 'dialogEventReceived',
      DialogParentMessageReceived: 'dialogParentMessageReceived',
    },
    actions: { associate: (name: string, act: (event: object) => void) => void functions.set(name, act) },
    addin: { showAsTaskpane: async () => tell({ say: 'showPane' }) },
    ui: {
      displayDialogAsync(url: string, _options: object, done: (result: Result) => void) {
        if (handlers) return done({ status: 'failed', error: { code: OPEN_ALREADY } });
        handlers = new Map();
        tell({ say: 'openDialog', url });
        done({
          status: 'succeeded',
          value: {
            addEventHandler: (type: string, handler: Handler) => void handlers?.set(type, handler),
            messageChild: (message: string) => tell({ say: 'tellDialog', message }),
            close: () => {
              handlers = undefined;
              tell({ say: 'closeDialog' });
            },
          },
        });
      },
    },
  };
}
