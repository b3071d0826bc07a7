/** The messages of the kernel's protocol with the comments of their `.proto` file, for the reference pages. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  type FileDescriptorProto,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { projectRoot } from '../sources.ts';

export interface MessageField {
  /** As JSON and TypeScript spell it. */
  readonly name: string;
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  readonly optional: boolean;
  readonly comment: string;
}

export interface Message {
  readonly name: string;
  readonly comment: string;
  readonly fields: readonly MessageField[];
}

export interface KernelMessages {
  message(name: string): Message;
  /** Names of the argument and result messages of a syscall, by the name of its case. */
  syscall(name: string): { readonly args: string; readonly result: string };
}

const path = 'agentos/kernel/v1/kernel.proto';

/** Reads the protocol as it stands. */
export function readKernelMessages(): KernelMessages {
  const scratch = mkdtempSync(join(tmpdir(), 'agentos-docs-'));
  try {
    const image = join(scratch, 'image.binpb');
    execFileSync(join(projectRoot, 'node_modules', '.bin', 'buf'), ['build', '-o', image], {
      cwd: join(projectRoot, 'protocol'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const file = fromBinary(FileDescriptorSetSchema, readFileSync(image)).file.find(({ name }) => name === path);
    if (file === undefined) throw new Error(`the protocol has no ${path}`);
    return messagesOf(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function messagesOf(file: FileDescriptorProto): KernelMessages {
  const comments = new Map<string, string>();
  for (const { path: place, leadingComments, trailingComments } of file.sourceCodeInfo?.location ?? []) {
    const text = [leadingComments, trailingComments]
      .map((part) => part.trim().replaceAll(/\s*\n\s*/g, ' '))
      .join(' ')
      .trim();
    if (text !== '') comments.set(place.join('.'), text);
  }
  const messages = new Map<string, Message>();
  for (const [index, proto] of file.messageType.entries()) {
    messages.set(proto.name, {
      name: proto.name,
      comment: commentOf(comments, `4.${index}`),
      fields: proto.field.map((field, at) => fieldOf(proto, field, commentOf(comments, `4.${index}.2.${at}`))),
    });
  }
  const message = (name: string): Message => {
    const found = messages.get(name);
    if (found === undefined) throw new Error(`the protocol has no message ${name}`);
    return found;
  };
  const typeOf = (holder: string, name: string): string => {
    const field = message(holder).fields.find((one) => one.name === name);
    if (field === undefined) throw new Error(`${holder} has no case ${name}`);
    return field.type;
  };
  return {
    message,
    syscall: (name) => ({ args: typeOf('Syscall', name), result: typeOf('SyscallResult', name) }),
  };
}

/** A line that only separates sections is no comment on what follows it. */
function commentOf(comments: ReadonlyMap<string, string>, place: string): string {
  const text = comments.get(place) ?? '';
  return /^-{10}/.test(text) ? '' : text;
}

function fieldOf(holder: DescriptorProto, field: FieldDescriptorProto, comment: string): MessageField {
  const name = field.typeName.split('.').at(-1) ?? '';
  const entry = holder.nestedType.find((nested) => nested.name === name && nested.options?.mapEntry === true);
  const scalar = FieldDescriptorProto_Type[field.type].toLowerCase();
  return {
    name: field.jsonName,
    type: entry !== undefined ? 'map of strings' : name === '' ? scalar : name,
    repeated: entry === undefined && field.label === FieldDescriptorProto_Label.REPEATED,
    map: entry !== undefined,
    optional: field.proto3Optional,
    comment,
  };
}
