/** Content policies of the two kinds of document that are served: the shell's page and an app's frame. */

/** Headers of every answer. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/**
 * The shell's page. `frame-src` names the app hosts and itself and nothing else: a frame that navigates itself
 * elsewhere, to carry data out, is stopped here.
 *
 * @param host the Host header of the request, already checked
 */
export function shellPolicy(scheme: 'http' | 'https', host: string): string {
  const port = /:(\d+)$/.exec(host)?.[1];
  const apps = `${scheme}://*.localhost${port === undefined ? '' : `:${port}`}`;
  const sockets = `${scheme === 'https' ? 'wss' : 'ws'}://${host}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    "worker-src 'self' blob:",
    `connect-src 'self' ${sockets}`,
    `frame-src 'self' ${apps}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * A document of an app's frame: its own files, no connection, an opaque origin even when opened in a tab.
 *
 * @param own absolute address of the app's files, with a closing slash
 * @param ancestors origins that may hold the frame
 */
export function framePolicy(own: string, ancestors: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} data: blob:`,
    `font-src ${own} data:`,
    `media-src ${own} data: blob:`,
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
    'sandbox allow-scripts allow-forms',
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/**
 * Connections of a frame, for browsers that know the header: a navigation that `frame-src` stops has looked up its host
 * and connected by then, which carries data out in the name.
 */
export const frameConnections = '(response-origin)';

/** A file of the user: a download, never a document of ours. */
export const downloadPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
