import { computed, signal } from '@preact/signals';
import { savedParams } from '../../../../shared/contract/saved.ts';
import { withNamesHidden } from '../../../../shared/saved-params.ts';
import {
  readSettingFile,
  SETTING_FILE_BYTES,
  settingFileName,
  settingFileText,
} from '../../../../shared/setting-file.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import { createDesk } from './desk.ts';
import { newDraft } from './draft.ts';
import { watchLastUsed } from './last-used.ts';
import { CLOSED, keyOf, type Panel, type Saved, type SavedParts } from './saved.ts';
import { createSaving } from './saving.ts';

/** Makes the part's state over its parts, and sets it going. */
export function createSaved(parts: SavedParts): Saved {
  const { client, form, said } = parts;
  const desk = createDesk(parts);
  const { all, current, choosing, panel, note, gone, working, trouble } = desk;
  const lastUsed = watchLastUsed(parts, desk);
  const arrived = signal(false);
  const list = computed(() => all.value?.filter(({ report }) => report === form.value?.report.id));

  function show(next: Panel): void {
    trouble.value = undefined;
    panel.value = next;
  }

  async function load(): Promise<void> {
    const settings = desk.trying(async () => {
      all.value = (await client.settings()).settings;
    });
    await Promise.all([settings, lastUsed.load()]);
  }

  void load();
  return {
    list,
    current,
    choosing,
    panel,
    note,
    arrived,
    gone,
    working,
    trouble,
    ...createSaving(parts, desk),
    load,
    choose: async (key) => {
      const setting = list.peek()?.find((one) => keyOf(one) === key);
      if (!setting) return desk.forget();
      choosing.value = key;
      said.value = SAVED_WORDS.choosing;
      await desk.trying(() => desk.fetchInto(setting));
    },
    open: (is) => show(is === 'renaming' ? { is, name: current.peek()?.facts.name ?? '' } : { is }),
    close: () => show(CLOSED),
    exportFile: () => {
      const before = current.peek();
      if (!before) return;
      const text = settingFileText({ ...before.facts, params: before.params });
      handOver(text, settingFileName(before.facts.name));
      show({ is: 'exported', text });
    },
    importFile: async (file) => {
      await desk.trying(async () => {
        const read = readSettingFile(file.size > SETTING_FILE_BYTES ? '' : await file.text());
        const filled = await desk.fillFrom(read.report, read.params, SAVED_WORDS.fromFile(read.name));
        if (filled) panel.value = { is: 'saving', draft: newDraft(filled, read.name), errors: {} };
      });
    },
    takeBack: async (sheet) => {
      await desk.trying(async () => {
        const parsed = savedParams.safeParse(sheet.params);
        const params = withNamesHidden(parsed.success ? parsed.data : {});
        await desk.fillFrom(sheet.report, params, SAVED_WORDS.fromSheet(sheet.sheet));
      });
      arrived.value = true;
    },
    dismiss: () => {
      trouble.value = undefined;
      gone.value = [];
    },
    end: lastUsed.end,
  };
}

/** Hands a text to the browser as a file. */
function handOver(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Not at once: the download has to begin first.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
