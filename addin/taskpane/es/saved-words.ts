import { formatAgo } from '../format.ts';
import type { InOtherWords } from '../language.ts';
import type { SAVED_WORDS } from '../saved-words.ts';

export const SPANISH_SAVED_WORDS: InOtherWords<typeof SAVED_WORDS> = {
  label: 'Ajuste guardado',
  none: 'Ninguno elegido',
  noneYet: 'Todavía no hay ninguno',
  mine: 'Míos',
  choosing: 'Trayendo el ajuste …',
  chosen: (name) => `Las opciones son las de “${name}”.`,
  lastUsed: 'Las opciones son las de la última vez que sacó este informe. Los nombres están ocultos.',
  fromSheet: (sheet) => `Las opciones son las de la hoja “${sheet}”. Los nombres están ocultos.`,
  fromFile: (name) => `Las opciones son las del archivo “${name}”. Guárdelas para conservarlas aquí.`,
  changed: 'Cambió desde que se guardó.',
  by: ({ by, at }) => `Guardado por ${by}, ${formatAgo(at, Date.now())}`,
  lookOnly: 'Solo lo cambian personas de la organización. Usted puede guardar uno propio.',

  gone: {
    title: 'Ya no está todo lo que tenía',
    kinds: {
      parameter: (label) => `${label}: este informe ya no lo pregunta.`,
      value: (label) => `${label}: lo guardado ya no se puede elegir.`,
      some: (label) => `${label}: algunos no están entre los que puede elegir. Los demás están elegidos.`,
      all: (label) => `${label}: ninguno está entre los que puede elegir. Elija de nuevo.`,
    },
  },

  save: 'Guardar nuevo',
  saveLabel: 'Guardar nuevo ajuste con estas opciones',
  update: 'Actualizar',
  updateLabel: (name) => `Actualizar “${name}” con estas opciones`,
  more: 'Más',
  moreLabel: 'Más sobre los ajustes guardados',
  cancel: 'Cancelar',

  form: {
    title: 'Guardar estas opciones',
    name: 'Nombre',
    nameHelp: 'Sin nombres de clientes.',
    owner: 'Para',
    onlyMe: 'Solo para mí',
    dates: 'Fechas',
    moving: (range) => `${range}, según la fecha`,
    movingDay: 'El día de los datos, el que sea entonces',
    fixed: 'Exactamente estos días',
    names: 'Muestra nombres. Cada vez se pide un motivo.',
    onePerson: 'Se guarda sin la persona por la que pregunta.',
    submit: 'Guardar',
    saving: 'Guardando …',
    taken: 'Ya hay uno con este nombre. Elija otro nombre, o elija ese y actualícelo.',
    notItsOwn: 'Nombra algo que no es de esta organización. Guárdelo solo para usted, o elija menos.',
    nameRule: 'Escriba de 1 a 80 caracteres.',
    saved: (name) => `“${name}” está guardado.`,
  },

  rename: { action: 'Cambiar nombre', label: (name) => `Cambiar nombre: “${name}”`, title: 'Nombre nuevo' },
  remove: {
    action: 'Eliminar',
    label: (name) => `Eliminar “${name}”`,
    ask: (name) => `¿Eliminar el ajuste “${name}”?`,
    shared: 'Se elimina para toda la organización.',
    keep: 'Conservarlo',
    done: (name) => `“${name}” se eliminó.`,
  },
  exporting: {
    action: 'Exportar a un archivo',
    label: (name) => `Exportar a un archivo: “${name}”`,
    done: 'El archivo está en sus descargas.',
    text: 'El texto del archivo, si no llegó ninguna descarga',
  },
  importing: {
    action: 'Importar de un archivo',
    file: 'Archivo de un ajuste',
    tooLarge: 'Este no es un archivo de un ajuste guardado. Elija uno exportado aquí.',
  },

  stale: {
    title: (name) => `“${name}” cambió mientras tanto`,
    text: ({ by, at }) => `${by} lo guardó ${formatAgo(at, Date.now())}.`,
    gone: 'Alguien lo eliminó. Sus opciones siguen en el formulario: guárdelas con un nombre.',
    theirs: 'Tomar lo suyo',
    mine: 'Guardar lo mío encima',
  },
};
