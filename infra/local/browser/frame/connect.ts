import { type ClientLibrary, connectLibrary, officeGlobal } from '../../workbook/connect.ts';
import { officeWindow } from './office-window.ts';
import { asker, HELLO } from './port.ts';

// Runs in the pane's frame, after Microsoft's library and before the pane: what Excel would answer, the page around the
// frame answers.
const [requests, window] = [new MessageChannel(), new MessageChannel()];
parent.postMessage(HELLO, location.origin, [requests.port2, window.port2]);
// Microsoft's script before this one makes it; its types have no SessionBase.
const page = globalThis as unknown as { readonly OfficeExtension: ClientLibrary };
connectLibrary(page.OfficeExtension, asker(requests.port1));
const office = officeGlobal();
const { ui, ...members } = officeWindow(window.port1);
Object.assign(globalThis, { Office: { ...office, ...members, context: { ...office.context, ui } } });
