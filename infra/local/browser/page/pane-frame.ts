import { answering, HELLO } from '../frame/port.ts';
import { byId, make } from './element.ts';

/**
 * Opens the pane in its frame, in place of the one that was there. `key` signs its person in; each request of Excel's
 * library in it is given to `answer`, until another pane takes its place.
 */
export type OpenPane = (answer: (request: string) => string) => void;

/** `connectWindow` is given the channel of each pane for all that is not about cells: the ribbon and dialogs. */
export function createPaneFrame(key: string, connectWindow: (port: MessagePort) => void): OpenPane {
  const place = byId('pane-frame', HTMLElement);
  let answer: ((request: string) => string) | undefined;
  let frame: HTMLIFrameElement | undefined;
  addEventListener('message', ({ source, origin, data, ports: [requests, window] }) => {
    const isPane = origin === location.origin && source === frame?.contentWindow && data === HELLO;
    if (!isPane || !requests || !window || !answer) return;
    answering(requests, answer);
    connectWindow(window);
  });
  return (next) => {
    answer = next;
    frame = make('iframe', { title: 'HMIS Sheets', src: `/workbook/taskpane.html${key && `#key=${key}`}` });
    place.replaceChildren(frame);
  };
}

/** The key of the address that the start printed, which is taken out of the address bar and the history. */
export function takeKey(): string {
  const key = new URLSearchParams(location.hash.slice(1)).get('key') ?? '';
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return encodeURIComponent(key);
}
