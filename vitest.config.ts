import { defineConfig } from 'vitest/config';

const NODE = 'test/**/*.test.ts';
const E2E = 'test/e2e/**/*.test.ts';
/** What these look at is a whole process's: its memory, its time zone, what a library leaves in it. */
const ALONE = [
  'test/attacks/zips.test.ts',
  'test/infra/local/sample/zip.test.ts',
  'test/infra/local/workbook/batch.test.ts',
  'test/infra/local/workbook/excel-in-node.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['test/node-version.ts'],
    // Far more than any test needs: on a busy machine of two processors a slow one is not a wrong one.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    // Every processor: Vitest leaves one to itself, which is half of two.
    maxWorkers: '100%',
    pool: 'threads',
    // A thread keeps the modules it has loaded from file to file, which halves the time. So a file gives back what it
    // changes around itself: timers, environment, globals.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'node', include: [NODE], exclude: [E2E, ...ALONE] } },
      { extends: true, test: { name: 'alone', include: ALONE, pool: 'forks', isolate: true } },
      { extends: true, test: { name: 'e2e', include: [E2E], globalSetup: ['test/e2e/setup.ts'] } },
    ],
  },
});
