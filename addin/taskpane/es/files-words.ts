import { FILE_PASSWORD_LENGTH } from '../../../shared/file-password.ts';
import type { FILES_WORDS } from '../files-words.ts';
import { formatDate, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';

export const SPANISH_FILES_WORDS: InOtherWords<typeof FILES_WORDS> = {
  title: 'Archivos en el servidor',
  what: 'Las listas de clientes detrás de su APR, como zip cifrado. Contienen nombres.',
  none: 'Todavía no tiene archivos.',
  ask: 'Pedir archivos de validación',
  openLocal: 'Abrir un zip de este equipo',
  refreshed: 'La lista está al día.',
  by: (name) => `Pedido por ${name}`,
  days: (file) => (file.kind === 'report' ? file.name : `${formatDate(file.from)} al ${formatDate(file.to)}`),
  projects: (count) => `${formatNumber(count)} ${count === 1 ? 'proyecto' : 'proyectos'}`,
  data: (file) => (file.exportDate ? `Datos al ${formatDate(file.exportDate)}` : ''),
  states: {
    queued: 'En espera',
    running: 'En preparación',
    ready: 'Listo',
    failed: 'Falló',
    expired: 'Vencido',
  },
  until: (day) => `Hasta el ${day}`,
  noPassword: 'Sin contraseña',
  open: 'Abrir',
  openLabel: (days) => `Abrir los archivos de ${days}`,
  remove: 'Eliminar',
  removeLabel: (days) => `Eliminar los archivos de ${days}`,
  removeAsk: '¿Eliminar estos archivos del servidor? Las hojas hechas con ellos quedan.',
  keep: 'Conservarlos',
  removed: 'Los archivos se eliminaron.',

  form: {
    title: 'Pedir archivos de validación',
    from: 'Desde',
    to: 'Hasta',
    projects: 'Proyectos',
    reason: '¿Para qué necesita los nombres?',
    choose: 'Elija un motivo',
    protection: 'Contraseña del zip',
    own: 'Una contraseña mía',
    generate: 'Que se haga una para mí',
    waive: 'Sin contraseña',
    password: 'Contraseña',
    passwordHelp: `${FILE_PASSWORD_LENGTH} caracteres o más. Después nadie podrá decírsela.`,
    again: 'La contraseña otra vez',
    generated: 'La contraseña, que solo se muestra aquí',
    generatedHelp: 'Cópiela ahora en su gestor de contraseñas.',
    another: 'Hacer otra',
    waiver: 'Cualquiera que tenga este zip podrá leerlo. Que usted lo eligió queda con su nombre.',
    submit: 'Hacer los archivos',
    asking: 'Pidiendo …',
    cancel: 'Cancelar',
    errors: {
      date: 'Escriba una fecha: mes, día y año.',
      order: 'El primer día no debe ser posterior al último.',
      reason: 'Elija para qué se necesitan los nombres.',
      password: `Escriba de ${FILE_PASSWORD_LENGTH} a 128 letras, números y signos de un teclado de EE. UU.`,
      again: 'Las dos no son iguales.',
    },
    asked: 'Los archivos se están haciendo. Estarán en la lista de abajo cuando estén listos.',
  },

  zip: {
    title: 'Qué hay en el zip',
    file: 'Archivo zip',
    password: 'Contraseña del zip',
    passwordHelp: 'Se usa solo en este panel y no se envía a ninguna parte.',
    open: 'Abrir',
    opening: 'Abriendo …',
    back: 'Volver a los archivos',
    size: (bytes) =>
      bytes < 1_000_000
        ? `${formatNumber(Math.ceil(bytes / 1_000))} kB`
        : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`,
    put: 'Poner en una hoja nueva',
    putLabel: (name) => `Poner en una hoja nueva: ${name}`,
    putting: (rows, of) => `${formatNumber(rows)} de ${formatNumber(of)} filas`,
    done: (sheet, rows) => `${formatNumber(rows)} filas están en la hoja “${sheet}”.`,
    names: 'La hoja contiene nombres. Guarde el libro donde solo lo abra quien puede verlos.',
    filtered: 'Muestra las filas con Required Annual = Yes. Borre el filtro para verlas todas.',
    missing: (count) =>
      count === 0
        ? 'No falta ninguna evaluación anual requerida.'
        : `${count === 1 ? 'Falta 1 evaluación anual requerida' : `Faltan ${formatNumber(count)} evaluaciones anuales requeridas`}: vea la última columna.`,
  },
  compare: {
    title: 'Comparar con nuestra lista anual',
    help: 'Cada persona en la que no coinciden este archivo y nuestra lista de evaluaciones anuales, contada como el APR.',
    from: 'Desde',
    to: 'Hasta',
    run: 'Comparar',
    running: 'Comparando …',
    dates: 'Escriba las dos fechas; la primera no debe ser posterior a la última.',
    none: 'Este archivo no tiene la columna Required Annual, o no tiene identificadores.',
    agree: (compared) => `Coinciden las ${formatNumber(compared)} filas.`,
    differ: (count, compared) =>
      `${formatNumber(count)} ${count === 1 ? 'diferencia' : 'diferencias'}; ${formatNumber(compared)} filas están en ambas listas.`,
    person: 'Persona',
    enrollment: 'Inscripción',
    what: 'Qué difiere',
    more: (count) => `y ${formatNumber(count)} más`,
    kinds: {
      requiredThereOnly: 'Requerida en el archivo, no en nuestra lista',
      requiredHereOnly: 'Requerida en nuestra lista, no en el archivo',
      doneThereOnly: 'Hecha en el archivo, falta en nuestra lista',
      doneHereOnly: 'Hecha en nuestra lista, falta en el archivo',
      missingHere: 'Requerida en el archivo; no está en nuestra lista',
      missingThere: 'Requerida en nuestra lista; no está en el archivo',
    },
  },
  missingColumn: 'Missing Annual',
};
