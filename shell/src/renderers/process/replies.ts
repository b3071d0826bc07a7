const SEQUENCE = String.raw`\x1b\[[?>=]?[\d;]*(?:[cnRIO]|\$y)`;
const COLOUR = String.raw`\x1b\][\d;]+[^\x07\x1b]*(?:\x07|\x1b\\)`;
const STRING = String.raw`\x1bP[^\x1b]*\x1b\\`;
const REPLIES = new RegExp(`^(?:${SEQUENCE}|${COLOUR}|${STRING})+$`);

/**
 * What an emulator answers by itself: device attributes, cursor position, modes, colours. Replayed scrollback holds the
 * questions of programs long gone; their answers must not be typed into the program that runs now.
 */
export function isTerminalReply(text: string): boolean {
  return REPLIES.test(text);
}
