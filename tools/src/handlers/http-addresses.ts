/** Handlers of the tools of `http.*` that only work on text. */
import { ToolError } from '../error.ts';
import type { httpAddressTools } from '../families/http-addresses.ts';
import type { Json } from '../json.ts';
import type { HandlersOf } from './handlers-of.ts';
import { textHandlers } from './text.ts';
import { allowNames } from './values.ts';

type Fields = Readonly<Record<string, Json>>;

export const httpAddressHandlers: HandlersOf<typeof httpAddressTools> = {
  'http.parse_json': ({ json }, context) => textHandlers['text.parse_json']({ text: json }, context),
  'http.stringify_json': ({ data, pretty }, context) =>
    textHandlers['text.to_json']({ value: data, indent: pretty ? 2 : 0 }, context),
  'http.build_url'({ base, path, params, fragment }) {
    const url = addressOf(base);
    if (path !== '') url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
    for (const [name, value] of pairsOf(params)) url.searchParams.append(name, value);
    if (fragment !== '') url.hash = fragment;
    return { value: url.href };
  },
  'http.parse_url'({ url: text }) {
    const { protocol, hostname, port, pathname, searchParams, hash, origin } = addressOf(text);
    return {
      value: {
        scheme: protocol.slice(0, -1),
        host: hostname,
        port: port === '' ? null : Number(port),
        path: pathname,
        params: fieldsOf(searchParams),
        fragment: decoded(hash.slice(1)),
        origin: origin === 'null' ? '' : origin,
      },
    };
  },
  'http.join_path'({ base, segments }) {
    const names = segments.flatMap((each) => String(each).split('/')).filter((name) => name !== '');
    const upwards = names.find((name) => name === '.' || name === '..');
    if (upwards !== undefined) throw new ToolError('EINVAL', `a path is not joined by "${upwards}"`);
    return { value: [base.replace(/\/+$/, ''), ...names.map(encodeURIComponent)].join('/') };
  },
  'http.encode_query': ({ params }) => ({ value: new URLSearchParams(pairsOf(params)).toString() }),
  'http.decode_query': ({ query }) => ({ value: fieldsOf(new URLSearchParams(query)) }),
};

function addressOf(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new ToolError('EINVAL', `"${text.slice(0, 200)}" is no address: it starts with a scheme, such as https://`);
}

function pairsOf(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== null)
      .map((each): [string, string] => [name, String(each)]),
  );
}

function fieldsOf(params: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(params.keys())];
  allowNames(names);
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...others] = params.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
