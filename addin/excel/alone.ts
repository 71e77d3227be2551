let last: Promise<unknown> = Promise.resolve();

/** Does works on the workbook one after the other: two that write the registry at a time would lose one's entry. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
