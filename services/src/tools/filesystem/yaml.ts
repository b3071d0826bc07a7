/**
 * YAML 1.2 from files that nobody vouches for. The parser looks for keys that occur twice by comparing each with all others
 * and reads nested brackets by recursion; both are done here first, in linear time.
 */
import { isMap, isScalar, Lexer, parseDocument, stringify, visit } from 'yaml';
import { messageOf, Problem } from '../../problem.ts';

const mostNested = 100;
const mostAliases = 100;

/** The value that a text holds, as the parser gives it. @throws Problem EINVAL with what is wrong and where */
export function parseYaml(text: string, path: string): unknown {
  requireShallow(text, path);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw invalid(path, fault.message.split('\n')[0] ?? '');
  visit(document, {
    Map(_key, map) {
      const names = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) throw invalid(path, 'a key is not a plain value');
        const name = String(key.value);
        if (names.has(name)) throw invalid(path, `the key "${name}" occurs twice in one record`);
        names.add(name);
      }
    },
    Pair(_key, pair) {
      if (isMap(pair.key)) throw invalid(path, 'a key is not a plain value');
    },
  });
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw invalid(path, messageOf(error));
  }
}

export const writeYaml = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false });

function requireShallow(text: string, path: string): void {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > mostNested) throw invalid(path, `brackets are nested more than ${mostNested} deep`);
  }
}

function invalid(path: string, what: string): Problem {
  return new Problem('EINVAL', `${path} is no YAML that can be read: ${what}`, { detail: path });
}
