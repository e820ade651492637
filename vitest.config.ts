import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    runner: './e2e/vitest-runner.ts',
    include: ['app/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'supabase/tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A limit tells that something hangs, not that a machine is slow: there a first start alone may take ten minutes.
    testTimeout: 300_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
