/** Where the stored data of an app lies, for those who read it before its renderer is there. */

/** Key of an app's persisted data in its own key-value namespace. */
export function storedDataKey(packageId: string): string {
  return `bp/${packageId}/data`;
}

/** Whether a document, of unknown shape, has anything stored. */
export function persists(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    'persist' in document &&
    Array.isArray(document.persist) &&
    document.persist.length > 0
  );
}
