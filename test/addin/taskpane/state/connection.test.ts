import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Connection, watchConnection } from '../../../../addin/taskpane/state/connection.ts';
import { IDLE_MS, watchIdle } from '../../../../addin/taskpane/state/idle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window that a test puts on and off line. */
function hostThat(onLine: boolean) {
  const events = new EventTarget();
  return Object.assign(events, { navigator: { onLine } }) as unknown as Window & { navigator: { onLine: boolean } };
}

describe('the connection', () => {
  it('is lost with the browser’s, and back once the service answers', async () => {
    const connection = signal<Connection>('online');
    const host = hostThat(true);
    const reach = vi.fn(async () => undefined);
    const end = watchConnection(connection, reach, host);
    host.navigator.onLine = false;
    host.dispatchEvent(new Event('offline'));
    expect(connection.value).toBe('offline');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reach).not.toHaveBeenCalled();
    host.navigator.onLine = true;
    host.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.value).toBe('online');
    end();
  });

  it('to a service that is away is tried again now and then', async () => {
    const connection = signal<Connection>('unreachable');
    let up = false;
    const end = watchConnection(
      connection,
      async () => (up ? undefined : Promise.reject(new Error('down'))),
      hostThat(true),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.value).toBe('unreachable');
    up = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.value).toBe('online');
    end();
  });

  it('that is missing at the start is said at once', () => {
    const connection = signal<Connection>('online');
    const end = watchConnection(connection, async () => undefined, hostThat(false));
    expect(connection.value).toBe('offline');
    end();
  });
});

describe('an idle pane', () => {
  it('is told after 15 minutes without input, not before', () => {
    const idle = vi.fn();
    const target = new EventTarget();
    const end = watchIdle(idle, target);
    vi.advanceTimersByTime(IDLE_MS - 20_000);
    target.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(IDLE_MS - 20_000);
    expect(idle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(30_000);
    expect(idle).toHaveBeenCalledTimes(1);
    end();
    vi.advanceTimersByTime(2 * IDLE_MS);
    expect(idle).toHaveBeenCalledTimes(1);
  });
});
