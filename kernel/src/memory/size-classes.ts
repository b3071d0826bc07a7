/**
 * The size classes of the arena: 12 powers of two from 128 B to 256 KiB for messages and pipes, then 15 steps of 64 KiB up
 * to 1,216 KiB, so that a payload of 1 MiB (the most that one operation moves) is a class of its own. What is larger is
 * kept apart. A free block belongs to the largest class that is not above it: every block of a higher class holds any
 * request of a lower one.
 */

/** Unit of all sizes and places in the arena, bytes. */
export const granuleBytes = 128;
const powers = 12;
const steps = 15;
const stepBytes = 64 * 1024;

/** Smallest size of each class, bytes, ascending. */
export const classBytes: readonly number[] = [
  ...Array.from({ length: powers }, (_, index) => granuleBytes << index),
  ...Array.from({ length: steps }, (_, index) => (granuleBytes << (powers - 1)) + (index + 1) * stepBytes),
];
const largestClass = classBytes.at(-1) ?? 0;
const largestPower = granuleBytes << (powers - 1);

/** The class of everything above the largest one. */
export const beyondClasses = classBytes.length;

/** The largest class that is not above a size; `beyondClasses` when it is above them all. `bytes` ≥ `granuleBytes`. */
export function classOf(bytes: number): number {
  if (bytes > largestClass) return beyondClasses;
  if (bytes < largestPower + stepBytes) return Math.min(24 - Math.clz32(bytes), powers - 1);
  return powers - 1 + Math.floor((bytes - largestPower) / stepBytes);
}

/** `bytes` as whole granules, at least one. */
export function granulesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / granuleBytes));
}
