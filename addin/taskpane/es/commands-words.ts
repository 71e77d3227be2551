import type { COMMANDS_WORDS } from '../../commands/commands-words.ts';
import type { InOtherWords } from '../language.ts';

export const SPANISH_COMMANDS_WORDS: InOtherWords<typeof COMMANDS_WORDS> = {
  noReport: () => ({
    intent: 'warning',
    title: 'La hoja a la vista no es un informe',
    lines: ['Haga clic en una hoja que HMIS Sheets haya hecho y pulse Actualizar. O pulse Actualizar todo.'],
  }),

  removing: 'Quitando los datos de clientes …',
  close: 'Cerrar',
  busy: () => ({
    intent: 'warning',
    title: 'No se quitó nada',
    lines: [
      'HMIS Sheets está escribiendo en este libro. Espere a que termine y pulse otra vez Quitar los datos de clientes.',
    ],
  }),
  refused: (title, message) => ({
    intent: 'warning',
    title: `No se quitó nada: ${title}`,
    lines: [message],
  }),
};
