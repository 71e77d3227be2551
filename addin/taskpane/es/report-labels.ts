/**
 * What reports say of themselves in the pane, by the English of it: titles, parameters, what helps with them, and options.
 * The usual reasons to show names are among them. Columns and notes stay in HUD's English: they are in the workbook, which people of both languages share.
 */
export const SPANISH_REPORT_LABELS: Readonly<Record<string, string>> = {
  // Titles and what a report is.
  'Active Client List': 'Lista de clientes activos',
  'The by-name list: who is enrolled, one row for each stay.':
    'La lista por nombre: quién está inscrito, una fila por cada estadía.',
  'Annual Assessments Due': 'Evaluaciones anuales pendientes',
  'Whose annual assessment is due, overdue or misdated, one row for each anniversary.':
    'De quién es la evaluación anual que toca, está vencida o tiene otra fecha; una fila por cada aniversario.',
  'Clients in Programs': 'Clientes en programas',
  'How many clients each program served, began and exited, and who they are.':
    'A cuántos clientes atendió cada programa, cuántos comenzaron y salieron, y quiénes son.',
  'Data Entry Timing': 'Puntualidad del registro de datos',
  'How many days after a start, an exit or another event its record was entered, by project and user.':
    'Cuántos días después de un inicio, una salida u otro suceso se registró, por proyecto y usuario.',
  'Data Quality': 'Calidad de datos',
  "What is missing or wrong, client by client, and where to mend it; totals as in HUD's APR, Q6a to Q6f.":
    'Qué falta o está mal, cliente por cliente, y dónde corregirlo; totales como en el APR de HUD, Q6a a Q6f.',
  'Housing Status': 'Estado de vivienda',
  'How far everyone in a housing project is on the way to a unit, from the housing tracker.':
    'Cuánto ha avanzado hacia una vivienda cada persona de un proyecto de vivienda, según el seguimiento.',
  'Milestone Ages': 'Edades clave',
  'Who turns 18 (or 25, or 62) while enrolled, and what HUD wants updated then.':
    'Quién cumple 18 (o 25, o 62) estando inscrito, y qué quiere HUD que se actualice entonces.',
  'PIT/HIC Night': 'Noche PIT/HIC',
  "Who was there on a night, by HUD's rule and by ClientTrack's, with totals by project.":
    'Quién estaba una noche, según la regla de HUD y la de ClientTrack, con totales por proyecto.',
  Programs: 'Programas',
  'Every project: operating dates, funding, HMIS participation, and what ends soon.':
    'Cada proyecto: fechas de operación, fondos, participación en el HMIS y qué termina pronto.',
  Services: 'Servicios',
  'Services and financial assistance in a range, one row each, with totals by project.':
    'Servicios y ayuda económica de un período, una fila cada uno, con totales por proyecto.',
  Users: 'Usuarios',
  'Who entered what in which project, and when last; one row for each user and project.':
    'Quién registró qué en qué proyecto, y cuándo por última vez; una fila por usuario y proyecto.',

  // Dates.
  From: 'Desde',
  To: 'Hasta',
  'First day of the range; for a point in time the same day as To.':
    'Primer día del período; para un solo momento, el mismo día que Hasta.',
  'First day of the range.': 'Primer día del período.',
  'Last day of the range, included.': 'Último día del período, incluido.',
  "First day of the APR's range.": 'Primer día del período del APR.',
  "Last day of the APR's range, included.": 'Último día del período del APR, incluido.',
  'As of': 'Al día',
  'The day the list is for.': 'El día para el que es la lista.',
  'The day the list is for: who is enrolled on it.': 'El día para el que es la lista: quién está inscrito ese día.',
  'The day the list is for: who is enrolled on it, and what is done by it.':
    'El día para el que es la lista: quién está inscrito ese día y qué está hecho hasta él.',
  'Who is enrolled at the end of this day, and how far. On the newest day of the data, trackers are shown as they stand now.':
    'Quién está inscrito al final de ese día, y cuánto ha avanzado. El último día de los datos, los seguimientos se muestran como están ahora.',
  Night: 'Noche',
  'The night of the count, such as the last Wednesday of January: who was there when the day ended.':
    'La noche del conteo, como el último miércoles de enero: quién estaba al terminar el día.',

  // Who and where.
  Organizations: 'Organizaciones',
  Projects: 'Proyectos',
  CoCs: 'CoC',
  'Entered or last edited by': 'Registrado o modificado por última vez por',
  'Funding sources': 'Fuentes de fondos',
  'Heads of household only': 'Solo cabezas de familia',
  'Project types': 'Tipos de proyecto',
  PersonalID: 'PersonalID',
  'One person only.': 'Una sola persona.',
  'Hide PII': 'Ocultar datos personales',
  'Names, SSN and birth date stay empty. Showing them needs the right to, and a reason.':
    'Nombres, SSN y fecha de nacimiento quedan vacíos. Mostrarlos requiere el derecho y un motivo.',
  'Names stay empty. Showing them needs the right to, and a reason.':
    'Los nombres quedan vacíos. Mostrarlos requiere el derecho y un motivo.',
  'Names, property and notes stay empty. Showing them needs the right to, and a reason.':
    'Nombres, propiedad y notas quedan vacíos. Mostrarlos requiere el derecho y un motivo.',
  'Names and birthdays stay empty. Showing them needs the right to, and a reason.':
    'Nombres y cumpleaños quedan vacíos. Mostrarlos requiere el derecho y un motivo.',
  'This list holds no client data.': 'Esta lista no contiene datos de clientes.',

  // How it is counted.
  'Report type': 'Tipo de informe',
  'Active at any point': 'Activos en algún momento',
  'Began enrollment': 'Comenzaron la inscripción',
  Exited: 'Salieron',
  'Still enrolled': 'Siguen inscritos',
  'Active by': 'Activos según',
  'In residence is the rule for a PIT or HIC night: those who left that morning or have not moved in yet are not counted.':
    'En residencia es la regla de una noche PIT o HIC: no cuenta quien salió esa mañana o aún no se ha mudado.',
  'Entry/exit dates (HUD method 1)': 'Fechas de entrada y salida (método 1 de HUD)',
  'Services (HUD method 2)': 'Servicios (método 2 de HUD)',
  'In residence (HUD method 3)': 'En residencia (método 3 de HUD)',
  Subpopulation: 'Subpoblación',
  Everyone: 'Todas las personas',
  Veterans: 'Veteranos',
  'Chronically homeless at start': 'Sin hogar crónico al inicio',
  'Households with children and adults': 'Hogares con niños y adultos',
  'Youth households': 'Hogares de jóvenes',
  'Parenting youth households': 'Hogares de jóvenes con hijos',
  'Unaccompanied youth': 'Jóvenes no acompañados',
  'Counted as': 'Contado como',
  "The APR looks at each client's latest stay and at one anniversary, on the last day of a range.":
    'El APR mira la última estadía de cada cliente y un solo aniversario, el último día de un período.',
  'Work list: what is to be done': 'Lista de trabajo: qué hay que hacer',
  "HUD's APR (Q16, Q21)": 'APR de HUD (Q16, Q21)',
  Status: 'Estado',
  'Due (the window is open)': 'Due (el plazo está abierto)',
  'Overdue (the window closed without one)': 'Overdue (el plazo se cerró sin ella)',
  'OutsideWindow (done, but up to 180 days off)': 'OutsideWindow (hecha, pero hasta 180 días fuera)',
  'Completed (in the window)': 'Completed (dentro del plazo)',
  'Upcoming (the window opens soon)': 'Upcoming (el plazo se abre pronto)',
  'FirstYear (less than a year since the household started)': 'FirstYear (menos de un año desde que empezó el hogar)',
  'NotDue (the next window is not near)': 'NotDue (el próximo plazo no está cerca)',
  'NotRequired (joined after the anniversary)': 'NotRequired (se unió después del aniversario)',
  'DataIssue (cannot be told from this export)': 'DataIssue (no se puede saber por esta exportación)',
  'Upcoming within days': 'Próximas dentro de días',
  'A window that opens within so many days is Upcoming.': 'Un plazo que se abre dentro de tantos días es Upcoming.',
  Who: 'Quién',
  'Income is asked of adults and heads of household, health insurance of everyone.':
    'Los ingresos se preguntan a adultos y cabezas de familia; el seguro de salud, a todos.',
  'Adults and heads of household (income)': 'Adultos y cabezas de familia (ingresos)',
  'Everyone (health insurance, too)': 'Todos (también seguro de salud)',
  'Run by': 'Ejecutar por',
  'Active in the range': 'Activos en el período',
  'Began in the range': 'Comenzaron en el período',
  'Exited in the range': 'Salieron en el período',
  Timed: 'Se mide',
  'Project starts': 'Inicios de proyecto',
  'Project exits': 'Salidas de proyecto',
  'Project starts and exits': 'Inicios y salidas de proyecto',
  'Also timed': 'También se mide',
  "Beyond HUD's two. Bed nights make many rows: ask for them project by project.":
    'Además de los dos de HUD. Las noches de cama dan muchas filas: pídalas proyecto por proyecto.',
  'Annual assessments': 'Evaluaciones anuales',
  'Current living situations': 'Situaciones de vivienda actuales',
  'Bed nights': 'Noches de cama',
  'Standard, in days': 'Norma, en días',
  'The local standard: a record entered 0 to so many days after the event is within it.':
    'La norma local: la cumple lo que se registra de 0 a tantos días después del suceso.',
  Records: 'Registros',
  "HUD's are those of the APR's Q6e: each client's latest stay in the projects asked for.":
    'Los de HUD son los de la Q6e del APR: la última estadía de cada cliente en los proyectos pedidos.',
  'All records': 'Todos los registros',
  "HUD's (APR Q6e)": 'Los de HUD (Q6e del APR)',
  'What to check': 'Qué revisar',
  'Personal identification (Q6a)': 'Identificación personal (Q6a)',
  'Universal data elements (Q6b)': 'Elementos de datos universales (Q6b)',
  'Income and housing (Q6c)': 'Ingresos y vivienda (Q6c)',
  'Chronic homelessness (Q6d)': 'Falta de hogar crónica (Q6d)',
  'Inactive records (Q6f)': 'Registros inactivos (Q6f)',
  Households: 'Hogares',
  Dates: 'Fechas',
  Stays: 'Estadías',
  "All, to mend each. HUD's are those of the APR's Q6a to Q6f: each client's latest stay in the projects asked for.":
    'Todas, para corregir cada una. Las de HUD son las de Q6a a Q6f del APR: la última estadía de cada cliente en los proyectos pedidos.',
  'All stays': 'Todas las estadías',
  "HUD's (APR Q6a to Q6f)": 'Las de HUD (Q6a a Q6f del APR)',
  Categories: 'Categorías',
  'Exited adds who left in the 365 days up to As of.': 'Salieron agrega a quien salió en los 365 días hasta Al día.',
  'Not started': 'Sin empezar',
  'Eligibility verified': 'Elegibilidad verificada',
  Applied: 'Solicitud hecha',
  Approved: 'Aprobada',
  'Move-in scheduled': 'Mudanza programada',
  'Move-in overdue': 'Mudanza atrasada',
  Housed: 'Con vivienda',
  Ages: 'Edades',
  18: '18',
  25: '25',
  62: '62',
  'Days back': 'Días hacia atrás',
  'Who reached the age up to so many days before As of.': 'Quién cumplió la edad hasta tantos días antes de Al día.',
  'Days ahead': 'Días hacia adelante',
  'Who reaches it up to so many days after.': 'Quién la cumple hasta tantos días después.',
  'Only what is still to be updated': 'Solo lo que falta actualizar',
  'Leaves out those of whom everything HUD wants at 18 is there.':
    'Deja fuera a aquellos de quienes ya está todo lo que HUD quiere a los 18.',
  Rows: 'Filas',
  "ClientTrack's Active Client List counts by entry and exit dates, HUD who was there that night.":
    'La lista de clientes activos de ClientTrack cuenta por fechas de entrada y salida; HUD, a quien estaba esa noche.',
  'Counted by HUD or ClientTrack': 'Contados por HUD o ClientTrack',
  'Counted by HUD': 'Contados por HUD',
  'Where the two differ': 'Donde las dos difieren',
  'Ending within days': 'Terminan dentro de días',
  'Operation, funding or HMIS participation that ends within so many days wants attention.':
    'Merece atención la operación, los fondos o la participación en el HMIS que termina dentro de tantos días.',
  Operating: 'En operación',
  'Ending soon': 'Terminan pronto',
  Ended: 'Terminados',
  'Only what wants attention': 'Solo lo que merece atención',
  'PATH services': 'Servicios de PATH',
  'RHY service connections': 'Conexiones a servicios de RHY',
  'HOPWA services': 'Servicios de HOPWA',
  'SSVF services': 'Servicios de SSVF',
  'HOPWA financial assistance': 'Ayuda económica de HOPWA',
  'SSVF financial assistance': 'Ayuda económica de SSVF',
  'PATH referrals': 'Derivaciones de PATH',
  'HUD-VASH voucher tracking': 'Seguimiento de vales de HUD-VASH',
  'C2 Moving On assistance': 'Ayuda C2 Moving On',
  'Records entered later are not counted.': 'Los registros hechos después no cuentan.',
  'Quiet after days': 'Inactivo tras días',
  'Who has entered nothing for longer is marked.': 'Se marca a quien no ha registrado nada por más tiempo.',

  // Why names are shown.
  'Serving the people on the list: case management, outreach, housing placement':
    'Atender a las personas de la lista: gestión de casos, alcance, ubicación en vivienda',
  'Checking or correcting records in the HMIS': 'Revisar o corregir registros en el HMIS',
  'Payment or reimbursement for services': 'Pago o reembolso de servicios',
  'Audit, monitoring or a grievance that needs names': 'Auditoría, supervisión o una queja que necesita nombres',
  'A client asked to see or correct their own record': 'Un cliente pidió ver o corregir su propio registro',
  'The law or a court requires it': 'Lo exige la ley o un tribunal',

  // HUD's project types.
  'Emergency Shelter - Entry Exit': 'Albergue de emergencia - entrada y salida',
  'Emergency Shelter - Night-by-Night': 'Albergue de emergencia - noche a noche',
  'Transitional Housing': 'Vivienda de transición',
  'PH - Permanent Supportive Housing': 'PH - Vivienda permanente con apoyo',
  'Street Outreach': 'Alcance en la calle',
  'Services Only': 'Solo servicios',
  Other: 'Otro',
  'Safe Haven': 'Refugio seguro (Safe Haven)',
  'PH - Housing Only': 'PH - Solo vivienda',
  'PH - Housing with Services (no disability required for entry)':
    'PH - Vivienda con servicios (sin requisito de discapacidad)',
  'Day Shelter': 'Albergue de día',
  'Homelessness Prevention': 'Prevención de la falta de hogar',
  'PH - Rapid Re-Housing': 'PH - Realojamiento rápido',
  'Coordinated Entry': 'Entrada coordinada',
};
