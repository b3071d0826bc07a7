/** Whole files in and out, and the files of app frames. */
import { extname } from 'node:path';
import { z } from 'zod';
import { attachment, openDownload, storeUpload } from '../../files/content.ts';
import type { Caller } from '../../kernel/caller.ts';
import { codeOf, Problem } from '../../problem.ts';
import { downloadPolicy, frameConnections, framePolicy } from '../../security/content-policy.ts';
import { guarded, guardName, guardScript, inertPolicy } from '../../security/frame-guard.ts';
import type { System } from '../../system.ts';
import { mediaType } from '../media-type.ts';
import { otherRoute, type Route } from '../route.ts';

const path = z
  .string()
  .min(1)
  .max(4_096)
  .refine((text) => text.startsWith('/') && !text.includes('\0'), 'an absolute path of the namespace');
const app_id = z.string().min(1).max(64).optional();
const ByPath = z.object({ path, app_id });
const ToPath = z.object({ path, app_id, overwrite: z.enum(['0', '1']).default('1') });
const FrameFile = z.object({ launch: z.string().regex(/^[0-9a-f]{32}$/), '*': z.string().max(1_024) });
const Stored = z.object({ success: z.literal(true), path: z.string(), size: z.number() });
const frameFileBytes = 32 * 1024 * 1024;

export function fileRoutes(system: System): Route[] {
  const { apps, registry, origins } = system;
  const callerFor = (appId: string | undefined, traceparent: string): Caller | Promise<Caller> =>
    appId === undefined ? system.kernel.owner : apps.callerOf(apps.get(appId), traceparent);

  return [
    otherRoute({
      method: 'GET',
      path: '/files/content',
      summary: 'A whole file, as the owner or as a running app',
      access: 'owner',
      query: ByPath,
      media: 'application/octet-stream',
      async handle({ query, traceparent, request, reply }) {
        const caller = await callerFor(query.app_id, traceparent);
        const { name, size, content } = await openDownload(caller, query.path, traceparent);
        reply
          .type('application/octet-stream')
          .header('content-length', size)
          .header('content-disposition', attachment(name))
          .header('content-security-policy', downloadPolicy);
        if (request.method !== 'HEAD') return reply.send(content);
        content.destroy();
        return reply.send('');
      },
    }),
    otherRoute({
      method: 'PUT',
      path: '/files/content',
      summary: 'Stores the body as a file, as the owner or as a running app',
      access: 'owner',
      query: ToPath,
      rawBody: true,
      media: 'application/json',
      answer: Stored,
      async handle({ query, traceparent, request }) {
        const said = Number(request.headers['content-length'] ?? 0);
        if (said > system.uploadBytes) {
          throw new Problem('EFBIG', `the file is longer than ${system.uploadBytes} bytes`, { detail: query.path });
        }
        const caller = await callerFor(query.app_id, traceparent);
        const target = {
          path: query.path,
          overwrite: query.overwrite === '1',
          longest: system.uploadBytes,
          traceparent,
        };
        const size = await storeUpload(caller, target, request.raw);
        return { success: true, path: query.path, size };
      },
    }),
    otherRoute({
      method: 'GET',
      path: '/a/:launch/*',
      summary: "Files of a web app's frame, while its window is open",
      access: 'public',
      params: FrameFile,
      media: 'text/html',
      async handle({ params, request, reply }) {
        reply
          .header('access-control-allow-origin', '*')
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('x-content-type-options', 'nosniff')
          .header('referrer-policy', 'no-referrer');
        const host = origins.host(request.headers.host);
        const instance = apps.list().find((each) => each.launchId === params.launch);
        const bundle = instance === undefined ? undefined : registry.bundle(instance.package.id);
        const otherHost = host.kind === 'app' && host.instance !== instance?.id;
        if (bundle === undefined || otherHost) throw new Problem('ENOENT', 'no window with this address is open');
        if (params['*'] === guardName) {
          return reply.type(mediaType('.js')).header('content-security-policy', inertPolicy).send(guardScript);
        }
        const file = fileName(params['*']);
        const bytes = await read(() => bundle.tree.read(`${bundle.folder}/${file}`, frameFileBytes));
        const type = mediaType(extname(file));
        if (!type.startsWith('text/html')) {
          return reply.type(type).header('content-security-policy', inertPolicy).send(Buffer.from(bytes));
        }
        const port = /:(\d+)$/.exec(request.host)?.[1] ?? '';
        const own = `${origins.scheme}://${request.host}/a/${params.launch}/`;
        // Without a host of its own the frame stands beside the page.
        const ancestors = host.kind === 'app' ? origins.frameAncestors(port) : ["'self'"];
        return reply
          .type(type)
          .header('content-security-policy', framePolicy(own, ancestors))
          .header('connection-allowlist', frameConnections)
          .send(guarded(bytes, own));
      },
    }),
  ];
}

/** A name below the bundle: every part plain. */
function fileName(rest: string): string {
  const name = rest === '' ? 'index.html' : rest;
  const plain = name.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\\0:]/.test(part));
  if (!plain) throw new Problem('ENOENT', 'there is no file of this name');
  return name;
}

async function read(get: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await get();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EUNAVAILABLE' || code === 'EFBIG') throw error;
    throw new Problem('ENOENT', 'there is no file of this name', { cause: error });
  }
}
