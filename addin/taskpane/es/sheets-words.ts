import { formatDay, formatList, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';
import type { SHEETS_WORDS } from '../sheets-words.ts';
import { rowsInWords } from '../words.ts';

export const SPANISH_SHEETS_WORDS: InOtherWords<typeof SHEETS_WORDS> = {
  title: 'Informes de este libro',
  none: 'Todavía no hay informes',
  noneText: 'Ejecute un informe: su hoja aparecerá aquí, con la fecha de sus datos.',
  rows: rowsInWords,
  data: (day) => `Datos al ${formatDay(day)}`,
  names: 'Contiene nombres',
  removed: 'Sin datos de clientes',
  unfinished: 'Actualización a medias: pulse Actualizar',
  busy: 'Alguien la está actualizando',

  refresh: 'Actualizar',
  refreshLabel: (sheet) => `Actualizar la hoja ${sheet}`,
  refreshAll: 'Actualizar todo',
  show: 'Mostrar',
  showLabel: (sheet) => `Mostrar la hoja ${sheet}`,
  copyLabel: (sheet) => `Copia estática de la hoja ${sheet}`,

  reason: {
    title: (names) => (names === 1 ? 'Una hoja muestra nombres' : `${formatNumber(names)} hojas muestran nombres`),
    text: 'Para qué se necesitan se pregunta cada vez y queda en el registro de auditoría. Nunca queda en el libro.',
    go: 'Actualizar',
    without: 'Dejarlas fuera',
    back: 'Cancelar',
  },

  queue: {
    begun: (sheets) => (sheets === 1 ? 'Actualizando 1 hoja' : `Actualizando ${formatNumber(sheets)} hojas`),
    at: (n, of) => `Actualizando ${formatNumber(n)} de ${formatNumber(of)}`,
    stop: 'Detener',
    stopping: 'Deteniendo …',
    help: 'Puede seguir leyendo, pero no modifique ninguna celda hasta que termine. Detener deja la hoja en curso como estaba.',
    waiting: 'En espera',
    planning: 'Consultando el servicio',
    writing: (rows, of) => `Escribiendo: ${formatNumber(rows)} de ${formatNumber(of)} filas`,
    downloading: (rows, most) =>
      `Descargando: ${formatNumber(rows)} filas hasta ahora, de ${formatNumber(most)} como máximo`,
    stopped: 'Detenido. Esta hoja está como estaba.',
    ended: ({ done, failed, stopped, asking }) =>
      [
        done === 1 ? '1 hoja actualizada' : `${formatNumber(done)} hojas actualizadas`,
        ...(failed > 0 ? [`${formatNumber(failed)} sin actualizar`] : []),
        ...(stopped > 0 ? [`${formatNumber(stopped)} detenidas`] : []),
        ...(asking > 0 ? [`${formatNumber(asking)} en espera de su respuesta`] : []),
      ].join(', '),
  },

  proof: {
    rows: ({ before, after }) =>
      `${rowsInWords(after)}, ${before === after ? 'como antes' : `antes ${formatNumber(before)}`}`,
    counts: ({ added, gone, changed }) =>
      added + gone + changed === 0
        ? 'No cambió nada.'
        : `Agregadas: ${formatNumber(added)}; ya no están: ${formatNumber(gone)}; cambiadas: ${formatNumber(changed)}.`,
    data: (now, before) =>
      before === undefined || before === now
        ? `Datos al ${formatDay(now)}`
        : `Datos al ${formatDay(now)}, antes al ${formatDay(before)}`,
    newColumns: (headers) => `Nuevo en el extremo derecho: ${formatList(headers)}.`,
    keptNotes: (count) =>
      count === 1
        ? 'Una nota de una fila que ya no está se conserva en la hoja “Notes of rows that are gone”.'
        : `${formatNumber(count)} notas de filas que ya no están se conservan en la hoja “Notes of rows that are gone”.`,
  },

  changes: {
    show: 'Qué cambió',
    showLabel: (sheet) => `Colorear lo que cambió en la hoja ${sheet}`,
    clear: 'Quitar los colores',
    clearLabel: (sheet) => `Quitar los colores de lo que cambió en la hoja ${sheet}`,
    shown: 'Lo que cambió tiene color: filas nuevas en verde, celdas cambiadas en amarillo.',
    cleared: 'Los colores se quitaron.',
  },

  choices: 'Usar sus opciones',
  choicesLabel: (sheet) => `Usar sus opciones: ${sheet}`,
  copy: {
    label: 'Copia estática',
    notice: (sheet) => ({
      intent: 'success',
      title: `Copiado en “${sheet}”`,
      lines: ['La copia solo tiene valores: ninguna actualización la cambiará.'],
    }),
  },

  copies: {
    title: (count) => (count === 1 ? 'Una hoja copiada' : 'Hojas copiadas'),
    text: (sheet, title) => `“${sheet}” es copia de un informe (${title}). ¿Qué debe ser?`,
    adopt: 'Un informe propio',
    adoptLabel: (sheet) => `Hacer de ${sheet} un informe propio`,
    keep: 'Una copia estática',
    keepLabel: (sheet) => `Conservar ${sheet} como copia estática`,
    adopted: (sheet) => ({
      intent: 'success',
      title: `“${sheet}” es ahora un informe propio`,
      lines: ['Pide lo mismo que aquel del que se copió. Actualizar la pone al día.'],
    }),
    kept: (sheet) => ({
      intent: 'success',
      title: `“${sheet}” es ahora una copia estática`,
      lines: ['Solo tiene valores: ninguna actualización la cambiará.'],
    }),
  },

  removal: {
    button: 'Quitar los datos de clientes',
    title: '¿Quitar de este libro los datos de clientes?',
    text: 'Se van las filas de todos los informes, y con ellas lo que escribió a su lado: guarde una copia del archivo si necesita esas notas. El formato y lo elegido quedan, y Actualizar trae las filas de vuelta.',
    also: 'Revise usted lo que hizo con las filas: tablas dinámicas, gráficos, fórmulas y hojas propias.',
    go: 'Quitarlos',
    back: 'Cancelar',
    notice: (emptied, failed, left) => ({
      intent: failed.length + left.length > 0 ? 'warning' : 'success',
      title:
        failed.length > 0
          ? 'En este libro sigue habiendo datos de clientes'
          : `Datos de clientes quitados de ${emptied === 1 ? '1 informe' : `${formatNumber(emptied)} informes`}`,
      lines: [
        ...failed.map(([sheet, why]) => `No se quitaron de “${sheet}”: ${why}`),
        ...(left.length > 0
          ? [`Las copias aún los tienen: ${formatList(left)}. Elimine esas hojas si va a enviar el archivo.`]
          : []),
        'Puede haber más en tablas dinámicas, gráficos y hojas propias: mírelas antes de enviar el archivo.',
      ],
    }),
  },
};
