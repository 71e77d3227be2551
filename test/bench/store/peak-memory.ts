import { readFileSync } from 'node:fs';

/**
 * The most memory this process has had, in bytes. Linux tells a process's own; what `resourceUsage` says there begins with
 * what its parent had when it was spawned.
 */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1_024;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1_024;
}
