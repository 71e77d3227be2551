/** Trackers read or written at the same time: enough to hide the distance to the table. */
const AT_ONCE = 20;

/** Does the work for each item, some at a time; the answers are in the items' order. */
export async function inTurn<T, U>(items: readonly T[], work: (item: T, n: number) => Promise<U>): Promise<U[]> {
  const answers: U[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE);
    answers.push(...(await Promise.all(some.map((item, i) => work(item, from + i)))));
  }
  return answers;
}
