import { refresh } from './refresh.ts';
import { removeClientData } from './remove-client-data.ts';
import type { CommandDesk, RibbonCommand } from './ribbon.ts';

/** Does what a button of the ribbon says, and ends when it is done or the pane or a dialog has taken over. */
export async function doCommand(command: RibbonCommand, desk: CommandDesk): Promise<void> {
  switch (command) {
    case 'refresh':
      return await refresh('inView', desk);
    case 'refreshAll':
      return await refresh('all', desk);
    case 'removeClientData':
      return await removeClientData(desk);
  }
}
