import { type ClientLibrary, connectLibrary, officeGlobal } from '../../workbook/connect.ts';
import { asker, HELLO } from './port.ts';

// Runs in the pane's frame, after Microsoft's library and before the pane: what Excel would answer, the page around the
// frame answers.
const { port1, port2 } = new MessageChannel();
parent.postMessage(HELLO, location.origin, [port2]);
// Microsoft's script before this one makes it; its types have no SessionBase.
const page = globalThis as unknown as { readonly OfficeExtension: ClientLibrary };
connectLibrary(page.OfficeExtension, asker(port1));
Object.assign(globalThis, { Office: officeGlobal() });
