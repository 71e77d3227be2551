import type { EDITS_WORDS } from '../edits-words.ts';
import { formatDay, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';
import { isAllSaved } from '../state/sheets/edits.ts';
import { rowsInWords } from '../words.ts';

export const SPANISH_EDITS_WORDS: InOtherWords<typeof EDITS_WORDS> = {
  save: 'Guardar cambios',
  saveLabel: (sheet) => `Guardar los cambios de la hoja ${sheet}`,
  saving: 'Guardando los cambios',
  reading: 'Buscando cambios',
  progress: (done, of) => `Guardando: ${formatNumber(done)} de ${rowsInWords(of)}`,
  title: (saved) => {
    const { rows, faults, conflicts, unsent } = saved;
    if (rows === 0 && isAllSaved(saved)) return 'Nada que guardar: aquí no se cambió ningún seguimiento';
    return [
      ...(rows > 0 || faults.length + conflicts.length + unsent === 0 ? [`Guardado: ${rowsInWords(rows)}`] : []),
      ...(faults.length > 0 ? [`${formatNumber(faults.length)} sin guardar`] : []),
      ...(conflicts.length > 0 ? [`en ${formatNumber(conflicts.length)} también cambió algo otra persona`] : []),
      ...(unsent > 0 ? [`${formatNumber(unsent)} sin enviar`] : []),
    ].join(', ');
  },
  stays: 'Lo que escribió sigue en la hoja.',
  unsent: 'Lo que no se envió sigue en la hoja. Pulse otra vez Guardar cambios.',
  typedInHidden: (cells) =>
    `${cells === 1 ? 'Hay una celda llena' : `Hay ${formatNumber(cells)} celdas llenas`} en columnas que esta hoja oculta. Eso no se guarda: ejecute el informe con datos personales visibles para modificarlas.`,

  row: (enrollmentId) => (enrollmentId === '' ? 'Una fila sin EnrollmentID' : `Inscripción ${enrollmentId}`),
  rowGone: 'Esta fila ya no está en la tabla.',
  goTo: 'Ir a la fila',
  goToLabel: (enrollmentId) => `Ir a la fila de la inscripción ${enrollmentId}`,
  warnings: 'Guardado, pero mírelo de nuevo',
  more: (rows) => `Y ${formatNumber(rows)} más.`,

  conflict: {
    text: (by, at) =>
      `${by ?? 'Alguien'} cambió este seguimiento${at === null ? '' : ` el ${formatDay(at)}`}, después de que se escribió esta fila.`,
    field: 'Campo',
    theirs: 'Lo de esa persona',
    yours: 'Lo suyo',
    blank: 'en blanco',
    untouched: 'sin cambios',
    keep: 'Conservar lo mío',
    keepLabel: (enrollmentId) => `Conservar lo mío: inscripción ${enrollmentId}`,
    take: 'Tomar lo otro',
    takeLabel: (enrollmentId) => `Tomar lo otro: inscripción ${enrollmentId}`,
  },

  unsaved: {
    title: (rows) => `${rowsInWords(rows)} con cambios sin guardar`,
    text: 'Al actualizar se escriben en esta hoja los seguimientos del servicio. ¿Qué hacer con sus cambios?',
    save: 'Guardar y después actualizar',
    keep: 'Actualizar y dejarlos sin guardar',
    drop: 'Desecharlos',
    dropLabel: (sheet) => `Desecharlos: cambios sin guardar en la hoja ${sheet}`,
  },

  reason: {
    title: 'Esta hoja muestra nombres',
    go: 'Guardar cambios',
  },
};
