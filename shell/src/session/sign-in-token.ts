/**
 * The one-time token in the fragment of the printed address. It is taken out of the address, and so out of the history,
 * before anything else happens.
 */
export function takeToken(
  place: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const token = new URLSearchParams(place.hash.replace(/^#/, '')).get('token');
  if (token === null) return undefined;
  history.replaceState(null, '', place.pathname + place.search);
  return token === '' ? undefined : token;
}

/** What a person pasted: the token itself, or the whole printed address. */
export function tokenIn(text: string): string {
  const pasted = text.trim();
  const hash = pasted.indexOf('#');
  return (hash < 0 ? undefined : new URLSearchParams(pasted.slice(hash + 1)).get('token')) ?? pasted;
}
