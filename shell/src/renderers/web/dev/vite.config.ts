/**
 * A page that holds one web app's frame without a running system: `vite --config shell/src/renderers/web/dev/vite.config.ts`.
 * Serves the built bundle under `/a/dev/<app>/` with the content policy that the services give it.
 */
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { framePolicy } from '../../../../../services/src/security/content-policy.ts';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../../../../..');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export default defineConfig({
  root: here,
  plugins: [
    react(),
    {
      name: 'app-bundles',
      configureServer(server) {
        server.middlewares.use('/a/dev', async (request, response) => {
          const [, app = '', ...rest] = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')).split(
            '/',
          );
          const file = join(repository, 'apps/native', app, 'dist', ...rest);
          const path = rest.join('/') === '' ? join(file, 'index.html') : file;
          try {
            const body = await readFile(path);
            const host = request.headers.host ?? '';
            response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
            response.setHeader('access-control-allow-origin', '*');
            response.setHeader(
              'content-security-policy',
              framePolicy(`http://${host}/a/dev/${app}/`, [`http://127.0.0.1:${server.config.server.port}`]),
            );
            response.end(body);
          } catch {
            response.statusCode = 404;
            response.end('not found');
          }
        });
      },
    },
  ],
  server: { host: '127.0.0.1', port: 5310, strictPort: true, allowedHosts: true, fs: { allow: [repository] } },
});
