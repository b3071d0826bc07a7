/** How large a document may be. */

/** Bytes of a document as UTF-8. */
export const maxBytes = 256 * 1024;
/** Levels of nested JSON: records and lists. */
export const maxDocumentDepth = 50;
/** Components, templates counted wherever they are used. */
export const maxComponents = 5_000;
/** Intervals of the lifecycle and sources that are asked every so many seconds, together. */
export const maxTimers = 10;
