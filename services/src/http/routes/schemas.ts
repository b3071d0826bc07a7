/** The schemas of the Blueprint language, for editors and programs: files of the system itself, the same for everyone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { otherRoute, type Route } from '../route.ts';

/** What there is; no other name becomes a path. */
export const schemaNames = [
  'blueprint.editor.json',
  'blueprint.validator.json',
  'blueprint.strict.json',
  'tools.json',
] as const;

const Named = z.object({ name: z.enum(schemaNames) });
const folder = fileURLToPath(new URL('../schema', import.meta.resolve('@agentos/blueprint')));

export function schemaRoutes(): Route[] {
  const texts = new Map<string, Promise<string>>();
  const textOf = (name: string): Promise<string> => {
    const known = texts.get(name) ?? readFile(join(folder, name), 'utf8');
    texts.set(name, known);
    return known;
  };
  return [
    otherRoute({
      method: 'GET',
      path: '/schemas/:name',
      summary: 'JSON Schemas of the Blueprint language and of all tools',
      // Editors fetch them, and have no sign-in.
      access: 'public',
      params: Named,
      media: 'application/schema+json',
      async handle({ params, reply }) {
        return reply
          .type('application/schema+json')
          .header('cache-control', 'public, max-age=3600')
          .send(await textOf(params.name));
      },
    }),
  ];
}
