/**
 * The files that a command was given: files of any name, folders with all `.bp` and `.aiapp` files below, `-` for the
 * standard input. What cannot be read is told, and does not keep the others from being read.
 */
import { closeSync, openSync, readdirSync, readSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Issue, isObject, issueOf, type Json, type JsonObject, parseBlueprint } from '@agentos/blueprint';
import { CommandError } from '../command-line.ts';

/** Beyond this nothing is read: no document may be a tenth of it. */
const longestFile = 16 * 1024 * 1024;

export interface TextFile {
  /** As it was given, or found below a folder that was. */
  readonly name: string;
  /** Null for the standard input. */
  readonly path: string | null;
  readonly text: string;
}

export type FileRead = TextFile | { readonly name: string; readonly failure: string };

export const filesHelp = 'FILE… (a folder for all below it, - for the standard input)';

const isApp = (name: string): boolean => /\.(bp|aiapp)$/.test(name);

/**
 * Reads what the operands name, in order. Throws a `CommandError` when nothing is named.
 * @param wanted which files of a folder are meant
 */
export async function* readFiles(operands: readonly string[], wanted = isApp): AsyncGenerator<FileRead> {
  if (operands.length === 0) throw new CommandError('no file was named (a folder for all below it, - for input)', 2);
  if (operands.indexOf('-') !== operands.lastIndexOf('-')) throw new CommandError('- was named twice', 2);
  for (const operand of operands) {
    if (operand === '-') yield decode('-', null, await buffer(process.stdin));
    else yield* readOperand(operand, wanted);
  }
}

function* readOperand(operand: string, wanted: (name: string) => boolean): Generator<FileRead> {
  try {
    if (!statSync(operand).isDirectory()) {
      yield readOne(operand);
      return;
    }
    const found = [...filesBelow(operand, wanted)];
    if (found.length === 0)
      yield { name: operand, failure: `no ${wanted === isApp ? '.bp or .aiapp ' : ''}file is below this folder` };
    for (const path of found) yield readOne(path);
  } catch (error) {
    yield { name: operand, failure: reasonOf(error) };
  }
}

/** Links to folders are not followed, so that a circle of them ends. */
function* filesBelow(folder: string, wanted: (name: string) => boolean): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) yield* filesBelow(path, wanted);
    } else if (wanted(entry.name)) yield path;
  }
}

function readOne(path: string): FileRead {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const pieces: Buffer[] = [];
    for (let length = 0; length <= longestFile; ) {
      const piece = Buffer.alloc(64 * 1024);
      const read = readSync(file, piece);
      if (read === 0) break;
      pieces.push(piece.subarray(0, read));
      length += read;
    }
    return decode(path, path, Buffer.concat(pieces));
  } catch (error) {
    return { name: path, failure: reasonOf(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function decode(name: string, path: string | null, bytes: Buffer): FileRead {
  if (bytes.length > longestFile) return { name, failure: `longer than ${longestFile / 1024 / 1024} MB` };
  try {
    return { name, path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { name, failure: 'not text in UTF-8' };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES') return 'it may not be read';
  return error.message;
}

/** Issues of the text itself: the rest of the language was not looked at. */
const ofTheText: readonly string[] = ['not-json', 'too-large', 'too-deep', 'forbidden-name'];

/** The record in a text; or why there is none that could be worked on. */
export function recordIn(text: string): { readonly document: JsonObject } | { readonly issue: Issue } {
  const validation = parseBlueprint(text);
  const first = validation.ok ? undefined : validation.issues[0];
  if (first !== undefined && ofTheText.includes(first.code)) return { issue: first };
  const document: Json = JSON.parse(text);
  if (isObject(document)) return { document };
  return { issue: issueOf('wrong-type', '', 'a document is a record: { "app": …, "ui": … }') };
}

/** Puts a text in place of a file at once: whoever reads it sees all of the old or all of the new. */
export function replaceFile(path: string, text: string): void {
  const target = realpathSync(path);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}`);
  writeFileSync(beside, text, { mode: statSync(target).mode, flag: 'wx' });
  renameSync(beside, target);
}
