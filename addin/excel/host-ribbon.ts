/// <reference types="office-js" />

/**
 * Has Office call `answer` when a button without a pane is pressed; `names` are those of the functions in the manifest.
 * Office keeps the next press back until the one before is completed, and ends a function after five minutes: so each is
 * completed at once, and what it began goes on in this page, which lives as long as the workbook is open.
 */
export function answerButtons<Name extends string>(names: readonly Name[], answer: (name: Name) => void): void {
  // A browser that could not fetch Microsoft's script: there is no ribbon, either.
  if (typeof Office === 'undefined') return;
  for (const name of names) {
    Office.actions.associate(name, (event: Office.AddinCommands.Event) => {
      try {
        answer(name);
      } finally {
        event.completed();
      }
    });
  }
}

/** Opens the pane where it is closed; what it holds is as it was. */
export async function showPane(): Promise<void> {
  await Office.addin.showAsTaskpane();
}
