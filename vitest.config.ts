import { defineConfig } from 'vitest/config';

/** One project a layer: `vitest run --project kernel`. Layers that need a DOM or a browser say so here. */
const layers = [
  'protocol',
  'kernel',
  'blueprint',
  'tools',
  'services',
  'ai',
  'sdk',
  'shell',
  'cli',
  'scripts',
  'bench',
];

const outsideOfPackages = ['**/node_modules/**'];
/** The same random values at every run. */
const setupFiles = ['./scripts/test/seed.ts'];

export default defineConfig({
  test: {
    projects: [
      ...layers.map((name) => ({
        test: {
          name,
          include: [`${name}/**/*.test.{ts,tsx}`],
          exclude: outsideOfPackages,
          setupFiles,
          testTimeout: 30_000,
        },
      })),
      { test: { name: 'apps', include: ['apps/**/*.test.{ts,tsx}'], exclude: outsideOfPackages, setupFiles } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
