/** How long Office may take to say what it is. */
const READY_MS = 8_000;

/** Whether this page is in Excel: waits for Microsoft's library, and not for long where there is none. */
export async function officeIsReady(): Promise<boolean> {
  if (typeof Office === 'undefined') return false;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, READY_MS, undefined));
  return Boolean((await Promise.race([Office.onReady(), late]))?.host);
}
