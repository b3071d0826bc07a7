/**
 * The built shell on disk. Only files that a scan of the build folder found can be asked for, so that no name in a
 * request ever becomes a path; a new build is noticed by the time of its page.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../problem.ts';
import { shellPolicy } from '../security/content-policy.ts';
import { mediaType } from './media-type.ts';

interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly tag: string;
  /** Compressed twins beside it, by coding. */
  readonly coded: Map<string, { path: string; size: number }>;
}

const codings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const rescanAfterMs = 1_000;

export class ShellFiles {
  readonly #folder: string;
  #files = new Map<string, FoundFile>();
  #page = '';
  #looked = 0;
  #scanning: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async built(): Promise<boolean> {
    await this.#look();
    return this.#files.has('/index.html');
  }

  /** Sends the shell's page; false when the shell is not built. */
  async sendPage(request: FastifyRequest, reply: FastifyReply, scheme: 'http' | 'https'): Promise<boolean> {
    await this.#look();
    const file = this.#files.get('/index.html');
    if (file === undefined) return false;
    reply.header('content-security-policy', shellPolicy(scheme, request.host));
    reply.header('cache-control', 'no-store');
    await this.#send(file, '.html', request, reply);
    return true;
  }

  /** Sends a file of the build other than the page; false when there is none of that name. */
  async sendFile(path: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    await this.#look();
    const file = path.endsWith('.html') ? undefined : this.#files.get(path);
    if (file === undefined) return false;
    const hashed = path.startsWith('/assets/');
    reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    reply.header('etag', file.tag);
    if (request.headers['if-none-match'] === file.tag) {
      await reply.code(304).send();
      return true;
    }
    await this.#send(file, extname(path), request, reply);
    return true;
  }

  async #send(file: FoundFile, extension: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const accepted = new Set(
      (request.headers['accept-encoding'] ?? '').split(',').map((part) => part.split(';')[0]?.trim()),
    );
    const coding = codings.find(([name]) => accepted.has(name) && file.coded.has(name))?.[0];
    const chosen = (coding === undefined ? undefined : file.coded.get(coding)) ?? file;
    if (coding !== undefined) reply.header('content-encoding', coding);
    if (file.coded.size > 0) reply.header('vary', 'accept-encoding');
    reply.type(mediaType(extension)).header('content-length', chosen.size);
    await reply.send(request.method === 'HEAD' ? '' : createReadStream(chosen.path));
  }

  async #look(): Promise<void> {
    if (Date.now() - this.#looked < rescanAfterMs) return;
    this.#scanning ??= this.#scanWhenNew().finally(() => {
      this.#scanning = undefined;
    });
    await this.#scanning;
  }

  async #scanWhenNew(): Promise<void> {
    const page = await tagOf(join(this.#folder, 'index.html'));
    if (page !== this.#page) {
      this.#files = page === '' ? new Map() : await scan(this.#folder);
      this.#page = page;
    }
    this.#looked = Date.now();
  }
}

async function scan(folder: string): Promise<Map<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  const twins: { of: string; coding: string; path: string; size: number }[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const { size } = await stat(path);
    const coding = codings.find(([, ending]) => name.endsWith(ending));
    if (coding === undefined) found.set(name, { path, size, tag: await tagOf(path), coded: new Map() });
    else twins.push({ of: name.slice(0, -coding[1].length), coding: coding[0], path, size });
  }
  for (const { of, coding, path, size } of twins) found.get(of)?.coded.set(coding, { path, size });
  return found;
}

async function tagOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return '';
    throw error;
  }
}
