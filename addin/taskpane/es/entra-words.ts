import type { ENTRA_WORDS } from '../entra/words.ts';
import type { InOtherWords } from '../language.ts';

export const SPANISH_ENTRA_WORDS: InOtherWords<typeof ENTRA_WORDS> = {
  about: 'Con su cuenta de trabajo: aquella a la que quien administra su HMIS dio derechos.',
  signIn: 'Iniciar sesión con Microsoft',
  signingIn: 'Iniciando sesión …',
  inWindow: 'Siga en la ventana de Microsoft, si se abrió una.',

  start: 'No ha iniciado sesión. Iníciela y vuelva a intentarlo.',
  ranOut: 'Su sesión ha vencido. Vuelva a iniciarla: lo que eligió se conserva.',
  cancelled: 'Se canceló el inicio de sesión. Pulse el botón para intentarlo de nuevo.',
  blocked:
    'Se bloqueó la ventana de inicio de sesión. Permita las ventanas emergentes de este sitio y pulse otra vez el botón.',
  open: 'Ya hay una ventana de inicio de sesión abierta. Termine allí o ciérrela, y vuelva a intentarlo.',
  unreachable: 'No se puede llegar al inicio de sesión de Microsoft. Revise la conexión y vuelva a intentarlo.',
  busy: 'El inicio de sesión de Microsoft no respondió. Espere un minuto y vuelva a intentarlo.',
  consent: (code) =>
    `En su organización todavía no se ha permitido que HMIS Sheets inicie la sesión de nadie${code}. Pregunte a quien administra su HMIS.`,
  permission: (code) =>
    `Esto necesita un permiso que el inicio de sesión de Microsoft no dio${code}. Intente de nuevo y permítalo, o pregunte a quien administra su HMIS.`,
  account: (code) =>
    `Esta cuenta no puede usar HMIS Sheets${code}. Inicie sesión con su cuenta de trabajo, o pregunte a quien administra su HMIS.`,
  policy: (code) =>
    `Las reglas de su organización no permiten iniciar sesión aquí${code}. Use un equipo o una red que permitan, o pregunte a su soporte informático.`,
  setUp: (code) =>
    `HMIS Sheets no está bien configurado en Microsoft Entra ID${code}. Dígaselo a quien administra su HMIS: no es su cuenta.`,
  failed: (code) =>
    `El inicio de sesión de Microsoft no funcionó${code}. Intente de nuevo; si sigue igual, diga el código a quien administra su HMIS.`,
};
