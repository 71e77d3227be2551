import { signal } from '@preact/signals';
import { render } from 'preact';
import { hearOpener, tellOpener } from '../../excel/host-dialog.ts';
import { type FromDialog, type Removal, readRemoval } from './message.ts';
import { RemovalView } from './removal-view.tsx';

const removal = signal<Removal | undefined>();
const say = (what: FromDialog) => void tellOpener(what);

async function begin(): Promise<void> {
  await hearOpener((message) => {
    removal.value = readRemoval(message) ?? removal.peek();
  });
  say('ready');
}

document.body.replaceChildren();
render(<RemovalView removal={removal} say={say} />, document.body);
void begin();
