/**
 * What the pane's frame and the page around it tell each other besides requests: Excel's window, with its ribbon and its
 * dialogs, is the page.
 */
export type FromFrame =
  | { readonly say: 'showPane' }
  | { readonly say: 'openDialog'; readonly url: string }
  /** To the page in the dialog. */
  | { readonly say: 'tellDialog'; readonly message: string }
  | { readonly say: 'closeDialog' };

export type ToFrame =
  /** A button of the ribbon was pressed. */
  | { readonly say: 'command'; readonly name: string }
  /** Of the page in the dialog. */
  | { readonly say: 'dialogSays'; readonly message: string }
  /** By the person. */
  | { readonly say: 'dialogClosed' };
