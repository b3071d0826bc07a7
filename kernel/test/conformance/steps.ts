/** Random operations on a small tree. */
import fc from 'fast-check';

/** One step, for the kernel and for the host. Paths are below the tree, with leading slash. */
export type Step =
  | { op: 'write'; path: string; text: string; append: boolean; truncate: boolean; create: boolean; replace: boolean }
  | { op: 'writeAt'; path: string; offset: number }
  | {
      op:
        | 'createFile'
        | 'mkdir'
        | 'makeParents'
        | 'rmdir'
        | 'unlink'
        | 'removeTree'
        | 'read'
        | 'list'
        | 'stat'
        | 'lstat'
        | 'readlink';
      path: string;
    }
  | { op: 'truncate'; path: string; size: number }
  | { op: 'move'; from: string; to: string; overwrite: boolean }
  | { op: 'link' | 'symlink' | 'relativeSymlink' | 'copy'; from: string; to: string };

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `/${names.join('/')}`);
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    op: fc.constant('write' as const),
    path,
    text: fc.string({ maxLength: 5 }),
    append: fc.boolean(),
    truncate: fc.boolean(),
    create: fc.boolean(),
    replace: fc.constant(false),
  }),
  fc.record({
    op: fc.constant('write' as const),
    path,
    text: fc.string({ maxLength: 5 }),
    append: fc.constant(false),
    truncate: fc.constant(true),
    create: fc.boolean(),
    replace: fc.constant(true),
  }),
  fc.record({ op: fc.constant('writeAt' as const), path, offset: fc.nat({ max: 9 }) }),
  fc.record({
    op: fc.constantFrom(
      'createFile',
      'mkdir',
      'mkdir',
      'mkdir',
      'makeParents',
      'rmdir',
      'unlink',
      'removeTree',
      'read',
      'list',
      'stat',
      'lstat',
      'readlink',
    ),
    path,
  }),
  fc.record({ op: fc.constant('truncate' as const), path, size: fc.nat({ max: 8 }) }),
  fc.record({ op: fc.constant('move' as const), from: path, to: path, overwrite: fc.boolean() }),
  fc.record({
    op: fc.constantFrom(
      'link' as const,
      'symlink' as const,
      'symlink' as const,
      'relativeSymlink' as const,
      'copy' as const,
    ),
    from: path,
    to: path,
  }),
);
