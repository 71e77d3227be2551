import type { ADMIN_WORDS } from '../admin-words.ts';
import { formatDate, formatNumber } from '../format.ts';
import type { InOtherWords } from '../language.ts';

export const SPANISH_ADMIN_WORDS: InOtherWords<typeof ADMIN_WORDS> = {
  parts: { label: 'Partes de la administración', people: 'Personas', imports: 'Datos', trail: 'Auditoría' },

  people: {
    title: 'Personas',
    description: 'Quién puede usar HMIS Sheets y qué ve.',
    add: 'Agregar una persona',
    search: 'Buscar por nombre, rol, organización o ID',
    count: (found, all) => (found === all ? inPeople(all) : `${formatNumber(found)} de ${inPeople(all)}`),
    loading: 'Cargando las personas',
    nothing: 'No hay nadie con ese nombre.',
    you: 'Usted',
    mayShow: 'Puede mostrar nombres',
    ended: 'Terminado',
    change: 'Cambiar',
    changeLabel: (name) => `Cambiar los derechos de ${name}`,
  },

  rights: {
    addTitle: 'Agregar una persona',
    changeTitle: (name) => `Derechos de ${name}`,
    oid: 'ID de objeto',
    oidHelp: 'En el centro de administración de Microsoft Entra: Usuarios, la persona, ID de objeto.',
    tid: 'ID de inquilino',
    tidHelp:
      'En el centro de administración de Microsoft Entra: Información general, Id. de inquilino. Al principio es el suyo.',
    name: 'Nombre',
    nameHelp: 'Aparece en el registro de auditoría y en las hojas de sus informes.',
    role: 'Rol',
    about: {
      manager: 'Ejecuta informes de las organizaciones elegidas abajo.',
      dqo: 'Revisa los datos de las organizaciones elegidas abajo.',
      coordinator: 'Siempre ve todo el CoC y nunca nombres.',
      admin: 'Da derechos, importa datos y lee el registro de auditoría.',
    },
    ownRole: 'Solo otra persona de la administración puede cambiar su rol o terminar sus derechos.',
    organizations: 'Ve a los clientes de',
    everywhere: 'Todo el CoC',
    everywhereHelp: 'Todos menos los proveedores de servicios a víctimas: esos se eligen uno por uno.',
    some: 'Solo algunas organizaciones',
    choose: 'Organizaciones',
    chooseNone: 'Ninguna elegida',
    noneForAdmin: 'Sin ninguna elegida, esta persona no ve a ningún cliente.',
    victimServiceProvider: 'Proveedor de servicios a víctimas',
    unknown: 'No está en los datos que usted ve',
    mayShowPii: 'Puede mostrar nombres, SSN y fechas de nacimiento',
    mayShowPiiHelp: 'Solo con un motivo, que queda en el registro de auditoría.',
    ids: 'Identificadores en Microsoft Entra',
    save: 'Guardar',
    give: 'Dar derechos',
    saving: 'Guardando …',
    end: 'Terminar los derechos',
    endHelp: 'La persona queda en esta lista y se le pueden dar derechos otra vez.',
    ask: (name) => `¿Terminar todos los derechos de ${name}?`,
    askText: 'Desde su próxima llamada no ve nada. Las hojas que hizo quedan como están.',
    ending: 'Terminando …',
    keep: 'Conservarlos',
  },

  changed: {
    title: 'Otra persona acaba de cambiar estos derechos',
    text: 'Todavía no se guardó nada suyo. Esto es lo que hay ahora:',
    take: 'Usar lo que hay ahora',
    goOn: 'O guarde otra vez, y lo suyo toma su lugar.',
    ended: 'Derechos terminados',
  },

  done: {
    saved: (name) => `Guardado. Los derechos de ${name} valen desde su próxima llamada.`,
    ended: (name) => `Los derechos de ${name} terminan desde su próxima llamada.`,
    unchanged: 'No se cambió nada, así que no se guardó nada.',
  },

  wrong: {
    id: 'Escríbalo como lo muestra Entra: 32 números y letras, con cuatro guiones.',
    sameIds: 'Este es otra vez el ID de inquilino. El ID de objeto es el de la persona.',
    listed: (name) => `${name} ya está en la lista: cambie allí sus derechos.`,
    name: 'Escriba un nombre de 200 caracteres como máximo.',
    noOrganizations: 'Elija al menos una organización, o todo el CoC.',
    manyOrganizations: 'Elija 500 como máximo, o todo el CoC.',
  },

  days: (from, to) => (from === to ? formatDate(from) : `${formatDate(from)} al ${formatDate(to)}`),

  imports: {
    title: 'Importaciones',
    description: 'Las exportaciones del HMIS de las que salen todos los informes.',
    choose: 'Importar una exportación',
    chooseHelp: 'El zip de una exportación HMIS CSV (FY 2026 o FY 2024), tal como la escribe su HMIS.',
    file: 'Zip de una exportación HMIS CSV',
    chosen: (name) => `¿Importar ‘${name}’?`,
    chosenText: (size) =>
      `${size}. Se lee y se comprueba entera antes de que cambie algo. Después todos los informes salen de ella; la exportación anterior se conserva.`,
    go: 'Importarla',
    another: 'Elegir otra',
    cancel: 'Cancelar',
    empty: 'Este archivo está vacío. Elija el zip de una exportación HMIS CSV.',
    tooLarge: 'Este archivo pasa de 5 GB, más de lo que admite una importación.',

    sending: 'Enviando el archivo',
    sent: (sent, of) => `${sent} de ${of}`,
    keepOpen: 'Tenga abierto este libro hasta que esté enviado.',
    running: 'Importando',
    by: (name) => `Empezada por ${name}`,
    goesOn: 'Sigue aunque cierre este panel. Hasta que termine, los informes salen de los datos anteriores.',
    stuck: 'Nada se ha movido en 15 minutos. Mire después la lista de abajo: dice qué exportación es la actual.',
    waiting: 'Esperando el archivo',
    reading: (file) => `Leyendo ${file}`,
    storing: (done, of) => `Guardando el proyecto ${formatNumber(done)} de ${formatNumber(of)}`,
    opening: 'Abriendo el archivo',

    done: (day) => `Importada: datos al ${formatDate(day)}`,
    unchanged: 'Esta exportación ya estaba guardada',
    unchangedText: 'No se escribió nada y nada ha cambiado.',
    stored: (projects, unchanged, enrollments) =>
      `${inProjects(projects)}, ${formatNumber(unchanged)} sin cambios; ${inEnrollments(enrollments)}.`,
    trackers: {
      moved: (n) => `${formatNumber(n)} seguimientos de vivienda pasaron con su inscripción.`,
      setAside: (n) => `${formatNumber(n)} seguimientos de vivienda apartados, pues su inscripción ya no está.`,
      returned: (n) => `${formatNumber(n)} seguimientos de vivienda han vuelto con su inscripción.`,
      deleted: (n) => `${formatNumber(n)} seguimientos de vivienda eliminados.`,
    },
    refused: 'La exportación fue rechazada',
    failed: 'La importación falló',
    asBefore: 'Los datos están como estaban.',
    smaller: 'La exportación es mucho menor que los datos de ahora',
    smallerText:
      'Muchas veces es un error: una exportación de una sola organización o de pocos días. Si la importa, los informes muestran solo a quienes están en ella, y los seguimientos de vivienda de quienes no están se eliminan con su historia: volver a la exportación anterior no los devuelve.',
    accept: 'Importarla de todos modos',
    close: 'Cerrar',

    rows: (total) => (total === 1 ? '1 fila no se pudo usar' : `${formatNumber(total)} filas no se pudieron usar`),
    rowsText: 'Quedan fuera de todos los informes. Corríjalas en el HMIS y vuelva a exportar.',
    line: (file, line) => `${file}, línea ${formatNumber(line)}`,
    why: (field, reason) => `${field}: ${reason}`,
    first: (shown) => `Se muestran las primeras ${formatNumber(shown)}.`,
    put: 'Poner todas en una hoja nueva',
    isPut: (rows, sheet) =>
      `${rows === 1 ? '1 fila está' : `${formatNumber(rows)} filas están`} en la hoja ‘${sheet}’.`,
    files: (files) => (files === 1 ? 'Filas de 1 archivo' : `Filas de ${formatNumber(files)} archivos`),
    counts: { file: 'Archivo', rows: 'Filas', deleted: 'Borradas', refused: 'Sin usar' },
    odd: (kinds) => (kinds === 1 ? '1 cosa era rara' : `${formatNumber(kinds)} cosas eran raras`),
    oddText: 'Se tomó como estaba.',
    oddThing: (place, what, count) =>
      `${place === '' ? '' : `${place}: `}${what}${count > 1 ? ` (${formatNumber(count)} veces)` : ''}`,

    list: 'Exportaciones guardadas',
    loading: 'Cargando las exportaciones',
    none: 'Todavía no se ha importado ninguna exportación.',
    current: 'Actual',
    dataOf: (day) => `Datos al ${formatDate(day)}`,
    period: (range) => `Período ${range}`,
    imported: (at) => `Importada ${at}`,
    counted: (projects, enrollments) => `${inProjects(projects)} · ${inEnrollments(enrollments)}`,
    hashed: 'Los nombres están cifrados con hash',
    kept: 'Se conservan la actual y la anterior; las demás, un día.',
    back: 'Volver a ella',
    backLabel: (day) => `Volver a ella: exportación del ${formatDate(day)}`,
    ask: (day) => `¿Volver a la exportación del ${formatDate(day)}?`,
    askText:
      'Todos los informes salen de ella enseguida. Los seguimientos de vivienda de inscripciones que no tiene se apartan y vuelven con la próxima importación. Queda en el registro de auditoría.',
    goBack: 'Volver',
    goingBack: 'Volviendo …',
    keep: 'Quedarse',
    isBack: (day) => `Todos los informes salen ahora de la exportación del ${formatDate(day)}.`,
  },

  trail: {
    title: 'Registro de auditoría',
    description: 'Quién hizo qué, y qué vio. Leerlo y verificarlo también queda en él.',
    from: 'Desde',
    to: 'Hasta',
    zone: (zone) => `En su zona horaria, ${zone}.`,
    who: 'Persona',
    everyone: 'Todas',
    what: 'Suceso',
    everything: 'Todos los sucesos',
    show: 'Mostrar entradas',
    reading: 'Leyendo el registro',
    verify: 'Verificar',
    verifyHelp: 'Verificar revisa todas las entradas de estos días, sean de quien sean, en busca de cambios y huecos.',
    more: 'Mostrar más',
    put: 'Poner todo en una hoja nueva',
    putting: 'Leyendo todas las entradas …',
    isPut: (rows, sheet) =>
      `${rows === 1 ? '1 entrada está' : `${formatNumber(rows)} entradas están`} en la hoja ‘${sheet}’.`,
    none: 'No hay entradas de este tipo en estos días.',
    entries: 'Entradas',
    shown: (count, more) =>
      more ? `Las ${formatNumber(count)} más recientes` : count === 1 ? '1 entrada' : `${formatNumber(count)} entradas`,
    upsideDown: 'Desde no debe ser posterior a Hasta.',
    tooLong: 'Elija un año como máximo.',
    rows: (rows) => (rows === 1 ? '1 fila' : `${formatNumber(rows)} filas`),
    names: 'Con nombres',
    refused: 'Rechazado',
  },

  events: {
    signIn: 'Inició sesión',
    plan: 'Pidió un informe',
    page: 'Recibió filas',
    export: 'Exportó una lista',
    importStart: 'Comenzó una importación',
    importEnd: 'Terminó una importación',
    rollback: 'Volvió a una importación anterior',
    rightsChange: 'Cambió derechos',
    fileAsked: 'Pidió un archivo',
    fileMade: 'Hizo un archivo',
    fileDownload: 'Descargó un archivo',
    filePassword: 'Vio la contraseña de un archivo',
    trackerRead: 'Leyó datos de vivienda',
    fileDeleted: 'Eliminó un archivo',
    trackerEdit: 'Modificó datos de vivienda',
    trackerTaken: 'Asumió datos de vivienda',
    schedule: 'Cambió o ejecutó una programación',
    setting: 'Cambió un ajuste',
    trailRead: 'Leyó el registro de auditoría',
  },
  verified: 'Verificó el registro de auditoría',
  about: (what, subject) => `${what}: ${subject}`,

  details: {
    reason: 'Motivo',
    result: 'Resultado',
    done: 'Hecho',
    notAllowed: 'Rechazado: no le corresponde',
    outOfReach: 'Rechazado: no está entre lo que puede ver',
    refused: (code) => `Rechazado (${code})`,
    report: 'Informe',
    page: 'Página',
    snapshot: 'Datos',
    data: (day, id) => `Exportación del ${formatDate(day)} (${id})`,
    person: 'Derechos de',
    active: 'Puede usar HMIS Sheets',
    change: (before, after) => `${before} → ${after}`,
    nothing: 'nada',
    days: 'Días leídos',
    verified: 'Día verificado',
    readOf: 'Entradas de',
    utc: 'Hora (UTC)',
    entry: 'Entrada',
    place: (shard, seq) => `${formatNumber(seq)} de la cadena ${formatNumber(shard)}`,
    route: 'Llamada',
    field: 'Campo',
    yes: 'Sí',
    no: 'No',
  },

  check: {
    checking: 'Verificando el registro',
    progress: (day, of) => `Día ${formatNumber(day)} de ${formatNumber(of)}`,
    whole: 'Todas las entradas están completas y en su lugar',
    of: (entries, from, to) =>
      `${entries === 1 ? '1 entrada' : `${formatNumber(entries)} entradas`} de ${SPANISH_ADMIN_WORDS.days(from, to)} (días en UTC).`,
    faults: (count) => (count === 1 ? '1 falla en el registro' : `${formatNumber(count)} fallas en el registro`),
    faultsText: 'Conserve esto y dígaselo a quien opera el servicio: una entrada nunca cambia sola.',
    fault: (day, shard, seq, what) =>
      `${formatDate(day)}, cadena ${formatNumber(shard)}, entrada ${formatNumber(seq)}: ${what}.`,
    kinds: {
      unreadable: 'no se puede leer',
      changed: 'fue cambiada',
      moved: 'está en el lugar de otra',
      missing: 'falta',
      chainBroken: 'no sigue a la anterior',
    },
  },
};

function inPeople(count: number): string {
  return count === 1 ? '1 persona' : `${formatNumber(count)} personas`;
}

function inProjects(count: number): string {
  return count === 1 ? '1 proyecto' : `${formatNumber(count)} proyectos`;
}

function inEnrollments(count: number): string {
  return count === 1 ? '1 inscripción' : `${formatNumber(count)} inscripciones`;
}
