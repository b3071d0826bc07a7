/** Text from files and other people as a terminal may show it: one line, no codes that move the cursor or hide letters. */

/** Control codes, and marks that turn the direction of text. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

export function printable(text: string): string {
  return text.replace(unprintable, (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
