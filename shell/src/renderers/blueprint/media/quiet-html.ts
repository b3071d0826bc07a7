/**
 * HTML that only shows: kept are elements and attributes from a list, so that nothing is loaded, run, sent or followed. What
 * is not on the list is left out with its content when it is not text, else its text stays.
 */

const kept = new Set(
  (
    'a abbr address article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption ' +
    'figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strong sub ' +
    'summary sup table tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
);
const dropped = new Set(
  'script style template noscript iframe frame object embed svg math head title link meta base form'.split(' '),
);
const attributes = new Set('alt colspan dir height lang rowspan scope start title width'.split(' '));

const look = `
  :root { color-scheme: light dark; font: 13px/1.5 system-ui, sans-serif; }
  body { margin: 16px; overflow-wrap: anywhere; }
  h1 { font-size: 20px } h2 { font-size: 15px } h3, h4, h5, h6 { font-size: 13px }
  img { max-width: 100% } table { border-collapse: collapse } td, th { padding: 4px 8px; border: 1px solid #8884; text-align: start }
  pre, code { font-family: ui-monospace, monospace; font-size: 12px } pre { overflow: auto }
`;

/** A whole document around `html` for `srcdoc`. */
export function quietDocument(html: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const head = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><style>${look}</style></head>`;
  return `${head}<body>${quietHtml(html)}</body></html>`;
}

/** The parser is the browser's, in a document that runs and loads nothing. */
export function quietHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const body = parsed.createElement('body');
  for (const node of [...parsed.body.childNodes]) copy(node, body, parsed);
  return body.innerHTML;
}

function copy(node: Node, into: HTMLElement, document: Document): void {
  if (node.nodeType === Node.TEXT_NODE) {
    into.append(document.createTextNode(node.textContent ?? ''));
    return;
  }
  if (!(node instanceof Element)) return;
  const name = node.localName;
  if (dropped.has(name)) return;
  let target = into;
  if (kept.has(name) && node.namespaceURI === 'http://www.w3.org/1999/xhtml') {
    target = document.createElement(name);
    for (const { name: attribute, value } of node.attributes) {
      const isPicture = name === 'img' && attribute === 'src' && /^data:image\/(png|jpeg|gif|webp|avif);/.test(value);
      if (attributes.has(attribute) || isPicture) target.setAttribute(attribute, value);
    }
    into.append(target);
  }
  for (const child of [...node.childNodes]) copy(child, target, document);
}
