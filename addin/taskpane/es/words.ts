import type { CalendarDate } from '../../../shared/dates.ts';
import { formatDate, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';
import { rowsInWords, type WORDS } from '../words.ts';

/** The pane's own words in the Spanish of the USA. */
export const SPANISH_WORDS: InOtherWords<typeof WORDS> = {
  product: 'HMIS Sheets',
  what: 'Informes del HMIS, directos a este libro: elija un informe, diga de quién y de cuándo, y llega como tabla de Excel.',

  signIn: {
    ranOut: 'Su sesión ha vencido. Vuelva a iniciarla: lo que eligió se conserva.',
    idle: 'No pasó nada aquí durante 15 minutos, así que se cerró su sesión. Vuelva a iniciarla: lo que eligió se conserva.',
    notLoaded: 'No se pudo cargar HMIS Sheets. Revise la conexión y vuelva a iniciar sesión.',
    signedOut: 'Ha cerrado la sesión. Las hojas de este libro quedan como están.',
  },
  loading: 'Cargando informes y proyectos',
  rows: (rows) => (rows === 1 ? '1 fila' : `${formatNumber(rows)} filas`),

  account: {
    open: (initials, name) => `${initials}, cuenta de ${name}`,
    admin: 'Personas, datos y auditoría',
    signOut: 'Cerrar sesión',
    organizations: 'Organizaciones',
    allOrganizations: 'Todo el CoC',
    noOrganizations: 'Ninguna todavía',
    names: 'Nombres, SSN, fechas de nacimiento',
    mayShow: 'Puede mostrarlos',
    mayNotShow: 'Siempre ocultos para usted',
  },
  roles: {
    manager: 'Gerente de programa',
    dqo: 'Responsable de calidad de datos',
    coordinator: 'Coordinación del CoC',
    admin: 'Administración del HMIS',
  },

  data: {
    label: 'Los datos',
    asOf: (day: CalendarDate) => `Datos al ${formatDate(day)}`,
    age: (days) => (days === 0 ? 'de hoy' : days === 1 ? 'de hace 1 día' : `de hace ${formatNumber(days)} días`),
    old: (age) => `${age}: pida unos más recientes a quien administra su HMIS.`,
  },

  noData: {
    title: 'Todavía no hay datos importados',
    text: 'HMIS Sheets está instalado, pero no contiene ninguna exportación del HMIS. Pida a quien administra su HMIS que importe una.',
    admin: 'HMIS Sheets está listo, pero no hay en él ninguna exportación del HMIS.',
    go: 'Importar una',
    again: 'Mirar otra vez',
  },
  noRights: {
    title: 'Todavía no tiene acceso',
    text: 'Ha iniciado sesión, pero nadie le ha dado derechos en HMIS Sheets. Pida a quien administra su HMIS que le agregue.',
  },

  admin: {
    loading: 'Cargando personas y registro',
    notLoaded: 'No se pudo cargar esta parte',
    notLoadedText: 'Revise la conexión y vuelva a intentarlo.',
    back: 'Volver a los informes',
  },

  tabs: { label: 'Partes de HMIS Sheets', form: 'Informe', sheets: 'Este libro', files: 'Archivos' },

  files: {
    loading: 'Cargando sus archivos',
    notLoaded: 'No se pudo cargar esta parte',
    notLoadedText: 'Revise la conexión y vuelva a intentarlo.',
  },

  form: {
    report: 'Informe',
    reset: 'Restablecer',
    resetLabel: 'Restablecer todo lo elegido',
    wasReset: 'Todo está como al principio.',
    more: 'Más filtros',
    set: (count) => (count === 1 ? '1 puesto' : `${formatNumber(count)} puestos`),
    range: 'Período',
    run: 'Poner en una hoja nueva',
    count: '¿Cuántas filas?',
    counting: 'Contando …',
  },

  saved: { notLoaded: 'No se pudieron cargar los ajustes guardados.' },

  ranges: {
    custom: 'Otras fechas',
    night: (day) => `Una noche, ${formatDate(day)}`,
    thisMonth: 'Este mes',
    lastMonth: 'El mes pasado',
    lastTwelveMonths: 'Últimos 12 meses',
    fiscalYear: (year) => `Año fiscal ${year} de HUD`,
    fiscalYearSoFar: (year) => `Año fiscal ${year} de HUD hasta hoy`,
  },

  list: {
    all: {
      organizations: 'Todas las organizaciones',
      projects: 'Todos los proyectos',
      cocs: 'Todos los CoC',
      users: 'Todas las personas',
      fundingSources: 'Todas las fuentes de fondos',
    },
    allButOne: (name) => `Todos menos ${name}`,
    allOptions: 'Todo',
    chosen: (count, of) => `${formatNumber(count)} de ${formatNumber(of)}`,
    search: 'Buscar',
    searchLabel: (label) => `Buscar: ${label}`,
    hint: 'Las flechas recorren la lista, la barra espaciadora elige, Escape la cierra.',
    clear: 'Borrar',
    clearLabel: (label) => `Borrar: ${label}`,
    noneChosen: 'Sin elegir nada, valen todos',
    nothing: 'No hay nada con ese nombre.',
    empty: 'No hay ninguno.',
    more: (count) => `${formatNumber(count)} más: escriba para encontrarlos.`,
    andMore: (count) => `y ${formatNumber(count)} más`,
    withheld: 'Solo su propia organización ve a sus clientes',
  },

  field: {
    date: 'Escriba una fecha: mes, día y año.',
    number: (min, max) => `Escriba un número entero de ${formatNumber(min)} a ${formatNumber(max)}.`,
    text: 'Escriba 200 caracteres como máximo.',
    list: 'Elija 1,000 como máximo.',
    choice: 'Elija uno de la lista.',
    lost: 'Lo que se eligió aquí ya no está. Elija de nuevo.',
    reason: 'Elija para qué se necesitan los nombres.',
    ownReason: 'Diga para qué en 3 a 100 caracteres.',
  },

  pii: {
    noRight: 'Sus derechos no incluyen nombres. Quien administra su HMIS puede cambiarlo.',
    warning: 'La hoja nueva contendrá datos de clientes',
    columns: (names) => `Se llenarán: ${names}. Guarde el libro donde solo lo abra quien puede verlos.`,
    reason: '¿Para qué los necesita?',
    choose: 'Elija un motivo',
    own: 'Otro motivo',
    ownLabel: 'Su motivo',
    ownHelp: 'Queda en el registro de auditoría: no escriba el nombre de ningún cliente.',
  },

  plan: {
    none: 'Nada cumple: cambie las fechas y después los filtros.',
    rows: (rows) => `Como máximo ${rowsInWords(rows)}`,
    detail: (pages, time) => `${pages === 1 ? '1 página' : `${formatNumber(pages)} páginas`} · ${time}`,
    quick: 'unos segundos',
    aboutSeconds: (seconds) => `unos ${formatNumber(seconds)} segundos`,
    aboutMinutes: (minutes) => (minutes === 1 ? 'un minuto más o menos' : `unos ${formatNumber(minutes)} minutos`),
    large: 'Son muchas filas',
    largeText: (rows, time) => `Hasta ${formatNumber(rows)} filas, ${time}. Excel está ocupado mientras se escriben.`,
    goOn: 'Continuar',
    back: 'Volver a lo elegido',
  },

  run: {
    planning: 'Consultando el servicio',
    downloading: 'Descargando',
    writing: 'Escribiendo en el libro',
    cancelling: 'Cancelando',
    rowsSoFar: (rows, most) => `${formatNumber(rows)} filas hasta ahora, de ${formatNumber(most)} como máximo`,
    rowsWritten: (rows, of) => `${formatNumber(rows)} de ${formatNumber(of)} filas`,
    wait: 'Puede seguir leyendo, pero no modifique ninguna celda hasta que termine.',
    notYet: 'Todavía no se ha escrito nada en el libro.',
    takingBack: 'Quitando lo que se había escrito.',
    cancel: 'Cancelar',
    cancelled: 'Cancelado. No se cambió nada en el libro.',
  },

  done: {
    heading: (rows, sheet) => `${rowsInWords(rows)} en la hoja “${sheet}”`,
    took: 'Tiempo',
    seconds: (seconds) => (seconds === '1' ? '1 segundo' : `${seconds} segundos`),
    data: 'Datos al',
    pii: 'Datos de clientes',
    hidden: 'Ocultos',
    shown: 'Visibles: este libro contiene nombres',
    notes: 'Cómo se contó',
    more: 'Más notas',
    warning: 'Advertencia',
    show: 'Mostrar la hoja',
    another: 'Otro informe',
  },

  sheets: {
    loading: 'Cargando los informes de este libro',
    notLoaded: 'No se pudo cargar esta parte',
    notLoadedText: 'Revise la conexión y vuelva a intentarlo.',
  },

  connection: {
    offline: 'No hay conexión',
    offlineText:
      'Lo que eligió se conserva y el libro está como estaba. Los informes funcionan de nuevo cuando vuelva la conexión.',
    unreachable: 'No se puede llegar al servicio',
    unreachableText: 'Lo que eligió se conserva y el libro está como estaba. HMIS Sheets lo sigue intentando.',
    back: 'La conexión ha vuelto.',
  },

  actions: {
    tryAgain: 'Intentar de nuevo',
    writeAgain: 'Escribir de nuevo',
    reload: 'Actualizar las opciones',
    close: 'Cerrar el aviso',
    details: 'Detalles para soporte',
    copy: 'Copiar los detalles',
    copied: 'Copiado',
  },

  trouble: {
    BadRequest: 'El servicio no aceptó lo elegido',
    NotSignedIn: 'No ha iniciado sesión',
    NotAllowed: 'Esto no le está permitido',
    NotFound: 'Lo elegido ya no es correcto',
    MethodNotAllowed: 'El panel y el servicio no concuerdan',
    NoSnapshot: 'Todavía no hay datos importados',
    PlanChanged: 'Algo cambió entretanto',
    ImportRunning: 'Hay una importación en curso',
    SnapshotGone: 'Los datos se reemplazaron entretanto',
    TooLarge: 'Demasiado de una vez',
    ImportRefused: 'Se rechazó la importación',
    TooManyRequests: 'Demasiadas llamadas',
    Internal: 'El servicio tropezó',
    SnapshotIncomplete: 'Los datos aún no están listos',
    Busy: 'El servicio está ocupado',
    CellEdit: 'Termine la celda en la que está',
    ReadOnly: 'Este libro es de solo lectura',
    Protected: 'El libro está protegido',
    SheetProtected: 'La hoja está protegida',
    BesideProtected: 'Una hoja vecina está protegida',
    TableGone: 'La tabla ya no está',
    HeaderChanged: 'Se cambió un encabezado',
    KeyGone: 'Falta una columna necesaria',
    InTheWay: 'Algo estorba',
    TableInTheWay: 'Otra tabla estorba',
    BeingRefreshed: 'Alguien está actualizando esta hoja',
    RefreshUnfinished: 'La actualización quedó a medias',
    SheetGone: 'La hoja ya no está',
    TooManyRows: 'Demasiadas filas para una hoja',
    TooOld: 'Este Excel es demasiado antiguo',
    NotExcel: 'Esto no es Excel',
    Unfinished: 'Quedó una hoja a medio escribir',
    Closed: 'Excel dejó de responder',
    Failed: 'Excel no pudo escribir la hoja',
    Unexpected: 'Algo salió mal',
  },
  unexpected:
    'HMIS Sheets tropezó con algo que nadie previó. Intente de nuevo; si sigue igual, envíe a soporte los detalles de abajo.',
  keptRows: 'Las filas ya están descargadas: escribir de nuevo no las descarga otra vez.',
};
