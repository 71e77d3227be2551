import { formatDay, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';
import type { SCHEDULES_WORDS } from '../schedules-words.ts';
import { weekdayInWords } from '../weekday.ts';

export const SPANISH_SCHEDULES_WORDS: InOtherWords<typeof SCHEDULES_WORDS> = {
  title: 'Programaciones',
  what: 'Un ajuste guardado que el servicio ejecuta cada día, semana o mes, en un archivo cifrado.',
  none: 'Todavía no tiene programaciones.',
  loading: 'Cargando las programaciones.',
  add: 'Nueva programación',
  files: 'Volver a los archivos',
  clock: (timeZone) => `Las horas son las de ${timeZone.replaceAll('_', ' ')}.`,
  when: (rhythm) => {
    switch (rhythm.every) {
      case 'day':
        return `Cada día a las ${rhythm.at}`;
      case 'week':
        return `Cada ${weekdayInWords(rhythm.on)} a las ${rhythm.at}`;
      case 'month':
        return rhythm.on > 28
          ? `Cada mes, el día ${rhythm.on} o el último, a las ${rhythm.at}`
          : `Cada mes, el día ${rhythm.on}, a las ${rhythm.at}`;
    }
  },
  next: (time) => `Próxima: ${time}`,
  last: (time) => `Última: ${time}`,
  by: (name) => `De ${name}`,
  states: { active: 'Activa', paused: 'En pausa', stopped: 'Detenida' },
  went: { running: 'el archivo está en preparación', made: 'el archivo está hecho', failed: 'falló' },
  names: 'Contiene nombres',
  run: 'Ejecutar ahora',
  runLabel: (name) => `Ejecutar ahora: ${name}`,
  pause: 'Pausar',
  pauseLabel: (name) => `Pausar ${name}`,
  resume: 'Reanudar',
  resumeLabel: (name) => `Reanudar ${name}`,
  end: 'Terminar',
  endLabel: (name) => `Terminar ${name}`,
  endAsk: '¿Terminar esta programación? Los archivos que hizo quedan hasta que venzan.',
  keep: 'Conservarla',
  done: {
    make: 'La programación está hecha.',
    run: 'El archivo está en preparación: búsquelo entre los archivos en un minuto.',
    pause: 'La programación está en pausa.',
    resume: 'La programación vuelve a funcionar.',
    end: 'La programación está terminada.',
  },

  form: {
    title: 'Nueva programación',
    source: 'Qué ejecutar',
    choose: 'Elija un ajuste o una hoja',
    setting: (name, report) => `${name} (${report})`,
    sheet: (sheet) => `El informe de la hoja «${sheet}»`,
    nothing: 'Guarde primero un ajuste en el formulario de un informe, o ponga un informe en una hoja.',
    name: 'Nombre con el que guardar su ajuste',
    nameHelp: 'Otros pueden leerlo: ningún nombre de cliente.',
    every: 'Cada cuánto',
    day: 'Cada día',
    week: 'Cada semana',
    month: 'Cada mes',
    weekday: 'El',
    monthDay: 'El día',
    monthDayHelp: 'En un mes sin ese día: el último.',
    at: 'A las',
    submit: 'Hacer la programación',
    making: 'Haciendo …',
    cancel: 'Cancelar',
    errors: {
      source: 'Elija qué ejecutar.',
      name: 'Dele un nombre.',
      at: 'Escriba una hora.',
      reason: 'Diga para qué se necesitan los nombres: de 3 a 100 caracteres.',
    },
  },

  file: {
    opening: 'Cargando el archivo.',
    rows: (rows, day) => `${formatNumber(rows)} ${rows === 1 ? 'fila' : 'filas'}, datos al ${formatDay(day)}`,
    password: 'Contraseña del zip',
    passwordHelp: 'Hecha solo para este archivo. Que usted la vio queda en el registro de auditoría.',
    download: 'Descargar el zip',
    put: 'Poner en una hoja nueva',
    putting: 'Escribiendo …',
    putDone: (sheet) => `Está en la hoja «${sheet}».`,
  },

  fresh: {
    title: (sheets) =>
      sheets === 1
        ? 'Un archivo programado es más reciente que su hoja'
        : 'Hay archivos programados más recientes que sus hojas',
    text: (sheet, day) => `«${sheet}»: hay un archivo con datos al ${formatDay(day)}.`,
    refresh: 'Actualizar con él',
    refreshLabel: (sheet) => `Actualizar con él: hoja ${sheet}`,
    done: (sheet) => `«${sheet}» está actualizada con su archivo programado`,
  },
};
