import '../../taskpane/no-eval.ts';
import * as z from 'zod/mini';

/** What the removal's dialog tells the page that opened it: it is there, the person said yes, or has read it. */
export const FROM_DIALOG = ['ready', 'remove', 'close'] as const;
export type FromDialog = (typeof FROM_DIALOG)[number];

/** What it says stands in every message, which may name sheets: the dialog has no words of its own, in no language. */
const said = { lang: z.string(), title: z.string(), lines: z.array(z.string()) };

const toDialog = z.union([
  z.strictObject({ phase: z.literal('asking'), ...said, go: z.string(), back: z.string() }),
  z.strictObject({ phase: z.literal('removing'), ...said }),
  z.strictObject({ phase: z.literal('told'), ...said, intent: z.enum(['success', 'warning']), close: z.string() }),
]);

/** What the dialog shows: the question, that it goes on, or what became of it. */
export type Removal = z.infer<typeof toDialog>;

/** undefined for a message that is none of ours. */
export function readRemoval(message: string): Removal | undefined {
  try {
    const parsed = z.safeParse(toDialog, JSON.parse(message));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
