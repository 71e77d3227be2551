import { officeGlobal } from '../../workbook/connect.ts';

// Runs in a dialog's frame, before the dialog's own script: what Office would do, the page around the frame does.
type Heard = (event: object) => void;
let heard: Heard | undefined;
addEventListener('message', ({ source, origin, data }) => {
  if (source === parent && origin === location.origin) heard?.({ message: data, origin });
});

const office = officeGlobal();
const ui = {
  messageParent: (message: string, { targetOrigin }: { readonly targetOrigin: string }) =>
    parent.postMessage(message, targetOrigin),
  addHandlerAsync(_type: string, handler: Heard, done: (result: object) => void) {
    heard = handler;
    done({ status: 'succeeded' });
  },
};
Object.assign(globalThis, {
  Office: {
    ...office,
    AsyncResultStatus: { Succeeded: 'succeeded' },
    EventType: { DialogParentMessageReceived: 'dialogParentMessageReceived' },
    context: { ...office.context, ui },
  },
});
