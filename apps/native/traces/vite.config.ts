import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Relative addresses, for the bundle is served under the id of a launch; nothing inline, for its policy forbids it. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // React apart, so that the size of the app itself can be read off.
        codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }] },
      },
    },
  },
});
