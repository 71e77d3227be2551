import type { Gone, SettingFacts } from '../../shared/contract/saved.ts';
import { formatAgo } from './format.ts';
import { words } from './language.ts';

/** Every sentence and label of the part about saved settings. */
export const SAVED_WORDS = words('saved', {
  label: 'Saved setting',
  none: 'None chosen',
  noneYet: 'None saved yet',
  mine: 'Mine',
  choosing: 'Fetching the setting …',
  chosen: (name: string) => `The choices are those of “${name}”.`,
  lastUsed: 'The choices are those you ran this report with last. Names are hidden.',
  fromSheet: (sheet: string) => `The choices are those of the sheet “${sheet}”. Names are hidden.`,
  fromFile: (name: string) => `The choices are those of the file “${name}”. Save them to keep them here.`,
  changed: 'Changed since it was saved.',
  by: ({ by, at }: Pick<SettingFacts, 'by' | 'at'>) => `Saved by ${by}, ${formatAgo(at, Date.now())}`,
  lookOnly: 'Only people of the organization change it. You can save your own.',

  gone: {
    title: 'Not all of it is there any more',
    kinds: {
      parameter: (label: string) => `${label}: this report no longer asks for it.`,
      value: (label: string) => `${label}: what was saved cannot be chosen any more.`,
      some: (label: string) => `${label}: some are not among those you can choose from. The others are chosen.`,
      all: (label: string) => `${label}: none is among those you can choose from. Choose anew.`,
    } satisfies Record<Gone['what'], (label: string) => string>,
  },

  save: 'Save new',
  saveLabel: 'Save new setting of these choices',
  update: 'Update',
  updateLabel: (name: string) => `Update “${name}” with these choices`,
  more: 'More',
  moreLabel: 'More for saved settings',
  cancel: 'Cancel',

  form: {
    title: 'Save these choices',
    name: 'Name',
    nameHelp: 'No client’s name.',
    owner: 'For',
    onlyMe: 'Only me',
    dates: 'Dates',
    moving: (range: string) => `${range}, as it then is`,
    movingDay: 'The day the data is as of, whichever it then is',
    fixed: 'These very days',
    names: 'It shows names. A reason is asked for at each run.',
    onePerson: 'It is kept without the one person it asks for.',
    submit: 'Save',
    saving: 'Saving …',
    taken: 'There is one of this name. Choose another name, or choose that one and update it.',
    notItsOwn: 'It names what is not this organization’s. Save it for you only, or choose fewer.',
    nameRule: 'Enter 1 to 80 characters.',
    saved: (name: string) => `“${name}” is saved.`,
  },

  rename: { action: 'Rename', label: (name: string) => `Rename “${name}”`, title: 'New name' },
  remove: {
    action: 'Delete',
    label: (name: string) => `Delete “${name}”`,
    ask: (name: string) => `Delete the setting “${name}”?`,
    shared: 'It goes for everyone in the organization.',
    keep: 'Keep it',
    done: (name: string) => `“${name}” is deleted.`,
  },
  exporting: {
    action: 'Export to a file',
    label: (name: string) => `Export to a file: “${name}”`,
    done: 'The file is in your downloads.',
    text: 'The file’s text, if no download came',
  },
  importing: {
    action: 'Import from a file',
    file: 'File of a setting',
    tooLarge: 'This is no file of a saved setting. Choose one that was exported here.',
  },

  stale: {
    title: (name: string) => `“${name}” was changed meanwhile`,
    text: ({ by, at }: Pick<SettingFacts, 'by' | 'at'>) => `${by} saved it ${formatAgo(at, Date.now())}.`,
    gone: 'Somebody deleted it. Your choices are still in the form: save them under a name.',
    theirs: 'Take theirs',
    mine: 'Save mine over it',
  },
} as const);
