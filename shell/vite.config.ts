/** Builds the shell to `shell/dist` (hashed assets, no inline scripts) and serves it for development on 5173. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const services = process.env.AGENTOS_SERVICES ?? 'http://127.0.0.1:8000';

/** Every route of the services that the shell speaks to; `/apps` carries the terminals' WebSockets. */
const routes = [
  '/a/',
  '/apps',
  '/auth',
  '/files',
  '/generate-ui',
  '/health',
  '/kernel',
  '/logs',
  '/metrics',
  '/openapi.json',
  '/registry',
  '/services',
  '/sessions',
  '/telemetry',
];

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsDir: 'assets',
    // Small files too come from the server: the page allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    strictPort: true,
    // Isolated frames have the origin `null` and load modules with hot reload too.
    cors: { origin: ['null', /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/] },
    proxy: {
      ...Object.fromEntries(routes.map((route) => [route, { target: services, changeOrigin: false, ws: true }])),
      '/stream': { target: services, changeOrigin: false, ws: true },
    },
  },
});
