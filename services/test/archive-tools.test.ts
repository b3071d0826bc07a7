/** Archives through the route: what other programs packed, what they unpack, and archives that mean harm. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueprint } from '../src/testing/test-apps.ts';
import { TestSystem } from '../src/testing/test-system.ts';
import { writeTar } from '../src/tools/filesystem/tar.ts';
import { writeZip } from '../src/tools/filesystem/zip.ts';

const run = promisify(execFile);

/** `zip -r -y` of `a.txt`, `sub/ü.txt` and a link to /etc/passwd, by Info-ZIP 3.0. */
const byInfoZip =
  'UEsDBAoAAAAAAOWidl0KuR8pCwAAAAsAAAAEABwAbGlua1VUCQADLk8Day5PA2t1eAsAAQQAAAAABAAAAAAvZXRjL3Bhc3N3ZFBLAwQKAAAAAADlonZd' +
  'AAAAAAAAAAAAAAAABAAcAHN1Yi9VVAkAAy5PA2suTwNrdXgLAAEEAAAAAAQAAAAAUEsDBAoAAAAAAOWidl3Xj7J+CAAAAAgAAAAKABwAc3ViL8O8LnR4' +
  'dFVUCQADLk8Day5PA2t1eAsAAQQAAAAABAAAAABHcsO8ZXppClBLAwQUAAAACADlonZdaAIxZgwAAAAeAAAABQAcAGEudHh0VVQJAAMuTwNrLk8Da3V4' +
  'CwABBAAAAAAEAAAAAMtIzcnJV8jATnIBAFBLAQIeAwoAAAAAAOWidl0KuR8pCwAAAAsAAAAEABgAAAAAAAAAAAD/oQAAAABsaW5rVVQFAAMuTwNrdXgL' +
  'AAEEAAAAAAQAAAAAUEsBAh4DCgAAAAAA5aJ2XQAAAAAAAAAAAAAAAAQAGAAAAAAAAAAQAO1BSQAAAHN1Yi9VVAUAAy5PA2t1eAsAAQQAAAAABAAAAABQ' +
  'SwECHgMKAAAAAADlonZd14+yfggAAAAIAAAACgAYAAAAAAABAAAApIGHAAAAc3ViL8O8LnR4dFVUBQADLk8Da3V4CwABBAAAAAAEAAAAAFBLAQIeAxQA' +
  'AAAIAOWidl1oAjFmDAAAAB4AAAAFABgAAAAAAAEAAACkgdMAAABhLnR4dFVUBQADLk8Da3V4CwABBAAAAAAEAAAAAFBLBQYAAAAABAAEAC8BAAAeAQAA' +
  'AAA=';

/** More than the 100 bytes that a header of tar has for a name. */
const longName = `${'long'.repeat(20)}/${'deep'.repeat(10)}.txt`;

let system: TestSystem;
let packer: string;
let nobody: string;
let folders = 0;

const call = async (id: string, params: object, by?: string) =>
  (await system.tool(`filesystem.${id}`, params, by)).json;
function fresh(): string {
  folders += 1;
  return `/home/Work/out${folders}`;
}
const below = async (path: string): Promise<string[]> =>
  (await readdir(system.onDisk(path), { recursive: true }).catch(() => [])).sort();

const file = (name: string, text: string | Uint8Array) => ({
  name,
  folder: false,
  modifiedMs: Date.UTC(2026, 0, 2),
  data: Buffer.from(text),
});

beforeAll(async () => {
  const rights = ['READ_FILE', 'WRITE_FILE', 'CREATE_FILE', 'LIST_DIRECTORY'];
  system = await TestSystem.start({
    files: {
      'shipped/blueprint/utilities/packer.bp': blueprint(
        'packer',
        ['STANDARD', ...rights.map((kind) => `${kind}:/home/Work/**`)],
        {
          'filesystem.zip.create': { source: '=value', output: '=value' },
          'filesystem.zip.extract': { archive: '=value', destination: '=value' },
        },
      ),
    },
  });
  await system.put('/home/Work/in/a.txt', 'hello '.repeat(1_000));
  await system.put('/home/Work/in/sub/ü.bin', Buffer.from([0, 255, 1]));
  await system.put(`/home/Work/in/${longName}`, 'deep');
  await mkdir(system.onDisk('/home/Work/in/empty'));
  await symlink('/etc/passwd', system.onDisk('/home/Work/in/link'));
  await system.put('/home/private.txt', 'private');
  packer = (await system.launch('packer')).id;
  nobody = (await system.launch('plain')).id;
});
afterAll(() => system?.stop());

describe.each([
  ['zip', '.zip'],
  ['tar', '.tar'],
  ['tar', '.tgz'],
])('%s archives (%s)', (form, ending) => {
  const output = `/home/Work/packed${ending}`;

  test('what is packed comes out again, without links', async () => {
    const made = await call(`${form}.create`, { source: '/home/Work/in', output }, packer);
    expect(made.data).toMatchObject({ path: output, files: 3, bytes: 6_007 });
    if (ending !== '.tar') expect(made.data.size).toBeLessThan(2_000);
    const destination = fresh();
    const extracted = await call('extract_auto', { archive: output, destination }, packer);
    expect(extracted.data).toEqual({ path: destination, files: 3, bytes: 6_007, skipped: [] });
    expect(await below(destination)).toEqual((await below('/home/Work/in')).filter((name) => name !== 'link'));
    expect([...(await readFile(system.onDisk(`${destination}/sub/ü.bin`)))]).toEqual([0, 255, 1]);
    const { value } = (await call(`${form}.list`, { archive: output }, packer)).data;
    expect(value).toContainEqual(expect.objectContaining({ name: 'a.txt', type: 'file', size: 6_000 }));
    expect(value).toContainEqual(expect.objectContaining({ name: 'empty/', type: 'directory', size: 0 }));
  });

  test('nothing is overwritten that was not meant to be', async () => {
    expect(await call(`${form}.create`, { source: '/home/Work/in', output }, packer)).toMatchObject({ code: 'EEXIST' });
    const destination = fresh();
    await system.put(`${destination}/a.txt`, 'keep');
    expect(await call(`${form}.extract`, { archive: output, destination }, packer)).toMatchObject({ code: 'EEXIST' });
    expect(await readFile(system.onDisk(`${destination}/a.txt`), 'utf8')).toBe('keep');
    await call(`${form}.extract`, { archive: output, destination, overwrite: true }, packer);
    expect(await readFile(system.onDisk(`${destination}/a.txt`), 'utf8')).toHaveLength(6_000);
  });

  test('rights count for what is packed and where it is unpacked', async () => {
    const elsewhere = { archive: output, destination: '/home/elsewhere' };
    expect(await call(`${form}.extract`, elsewhere, packer)).toMatchObject({ code: 'EACCES' });
    expect(await below('/home/elsewhere')).toEqual([]);
    const steal = { source: '/home/private.txt', output: `/home/Work/stolen${ending}` };
    expect(await call(`${form}.create`, steal, packer)).toMatchObject({ code: 'EACCES' });
    expect(await call(`${form}.list`, { archive: output }, nobody)).toMatchObject({ code: 'EACCES' });
    expect(await call(`${form}.extract`, { archive: output, destination: fresh() }, nobody)).toMatchObject({
      code: 'EACCES',
    });
  });
});

describe('archives of other programs', () => {
  test('a ZIP of Info-ZIP is read; its link is skipped and named', async () => {
    const archive = await system.put('/home/Work/info.zip', Buffer.from(byInfoZip, 'base64'));
    const destination = fresh();
    const { data } = await call('zip.extract', { archive, destination }, packer);
    expect(data).toEqual({ path: destination, files: 2, bytes: 38, skipped: ['link'] });
    expect(await readFile(system.onDisk(`${destination}/sub/ü.txt`), 'utf8')).toBe('Grüezi\n');
    expect(await readFile(system.onDisk(`${destination}/a.txt`), 'utf8')).toBe(`${'hello '.repeat(5).trim()}\n`);
    const listed = (await call('zip.list', { archive }, packer)).data.value;
    expect(listed.map((each: { name: string; type: string }) => [each.name, each.type])).toEqual([
      ['link', 'symlink'],
      ['sub/', 'directory'],
      ['sub/ü.txt', 'file'],
      ['a.txt', 'file'],
    ]);
  });

  test('tar of the host reads ours, and we read its', async () => {
    await call('tar.create', { source: '/home/Work/in', output: '/home/Work/ours.tar' }, packer);
    const { stdout } = await run('tar', ['-tf', system.onDisk('/home/Work/ours.tar')]);
    expect(stdout).toContain(longName);
    for (const format of process.platform === 'linux' ? ['gnu', 'pax', 'ustar'] : ['pax', 'ustar']) {
      const archive = `/home/Work/theirs-${format}.tgz`;
      await run('tar', [
        `--format=${format}`,
        '-czf',
        system.onDisk(archive),
        '-C',
        system.onDisk('/home/Work/in'),
        '.',
      ]);
      const destination = fresh();
      const { data } = await call('tar.extract', { archive, destination }, packer);
      expect(data).toMatchObject({ files: 3, bytes: 6_007, skipped: ['./link'] });
      expect(await below(destination)).toEqual((await below('/home/Work/in')).filter((name) => name !== 'link'));
    }
  });

  test('files are added, in place of those with the same names', async () => {
    const archive = await system.put(
      '/home/Work/add.zip',
      await writeZip([file('a.txt', 'old'), file('b.txt', 'stays')]),
    );
    const files = ['/home/Work/in/a.txt'];
    expect((await call('zip.add', { archive, files }, packer)).data).toMatchObject({ files: 1, bytes: 6_000 });
    const { value } = (await call('zip.list', { archive }, packer)).data;
    expect(value.map((each: { name: string; size: number }) => [each.name, each.size])).toEqual([
      ['b.txt', 5],
      ['a.txt', 6_000],
    ]);
    const destination = fresh();
    await call('zip.extract', { archive, destination }, packer);
    expect(await readFile(system.onDisk(`${destination}/b.txt`), 'utf8')).toBe('stays');
    expect(await call('zip.add', { archive, files: ['/home/private.txt'] }, packer)).toMatchObject({ code: 'EACCES' });
  });
});

describe('archives that mean harm', () => {
  const escapes = [
    '../out.txt',
    'a/../../out.txt',
    '/home/out.txt',
    '..\\out.txt',
    'C:\\out.txt',
    'a/..',
    'a\0b/../../x',
  ];

  test.each(escapes)('a name such as %j refuses the whole archive', async (name) => {
    const zip = await writeZip([file('good.txt', 'good'), file(name, 'evil')]);
    const tar = writeTar([file('good.txt', 'good'), file(name.replaceAll('\0', ''), 'evil')]);
    for (const [id, bytes] of [
      ['zip.extract', zip],
      ['tar.extract', tar],
      ['extract_auto', gzipSync(tar)],
    ] as const) {
      const archive = await system.put('/home/Work/evil', bytes);
      const destination = fresh();
      expect(await call(id, { archive, destination })).toMatchObject({ success: false, code: 'EINVAL' });
      expect(await below(destination)).toEqual([]);
    }
    expect(await below('/home')).not.toContain('out.txt');
  });

  test('an entry is never written through a link of the same archive', async () => {
    const tar = writeTar([file('way', '/home'), file('way/private.txt', 'evil')]);
    // The first entry becomes a link to /home.
    tar.write('2', 156);
    tar.write('/home', 157);
    tar.write('        ', 148);
    const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    tar.fill(0, 512, 517);
    tar.write('00000000000\0', 124);
    const again = tar
      .fill(0x20, 148, 156)
      .subarray(0, 512)
      .reduce((total, byte) => total + byte, 0);
    tar.write(`${again.toString(8).padStart(6, '0')}\0 `, 148);
    const linked = Buffer.concat([tar.subarray(0, 512), tar.subarray(1024)]);
    const archive = await system.put('/home/Work/link.tar', linked);
    const destination = fresh();
    expect((await call('tar.extract', { archive, destination })).data).toMatchObject({ files: 1, skipped: ['way'] });
    expect(await readFile(system.onDisk('/home/private.txt'), 'utf8')).toBe('private');
    expect(await readFile(system.onDisk(`${destination}/way/private.txt`), 'utf8')).toBe('evil');
  });

  test('what would become too large is refused before anything is written', async () => {
    const zeros = await writeZip([file('zeros', new Uint8Array(20 * 1024 * 1024))]);
    expect(zeros.length).toBeLessThan(50_000);
    const gzip = gzipSync(writeTar([file('zeros', new Uint8Array(20 * 1024 * 1024))]));
    for (const bytes of [zeros, gzip, gzipSync(gzipSync(Buffer.alloc(1024)))]) {
      const archive = await system.put('/home/Work/bomb', bytes);
      const destination = fresh();
      const { code } = await call('extract_auto', { archive, destination });
      expect(['E2BIG', 'EBADMSG']).toContain(code);
      expect(await below(destination)).toEqual([]);
    }
    expect(gunzipSync(gzip).length).toBeGreaterThan(20 * 1024 * 1024);
  });

  test('an entry that is longer than the archive says is not unpacked further', async () => {
    const packed = deflateRawSync(Buffer.alloc(10 * 1024 * 1024));
    const bytes = await writeZip(
      [],
      [
        {
          name: 'small.txt',
          type: 'file',
          size: 10,
          modifiedMs: 0,
          packed,
          method: 8,
          crc: crc32(Buffer.alloc(10)),
          content: async () => packed,
        },
      ],
    );
    const archive = await system.put('/home/Work/liar.zip', bytes);
    expect(await call('zip.extract', { archive, destination: fresh() })).toMatchObject({ code: 'E2BIG' });
  });

  test('too many entries, entries over each other, damaged and cut archives', async () => {
    const many = Array.from({ length: 5_001 }, (_each, index) => file(`f${index}`, ''));
    const overlapping = Buffer.from(await writeZip([file('a', 'a'.repeat(100)), file('b', 'b'.repeat(100))]));
    // The second entry of the directory points at the first file.
    const second = overlapping.lastIndexOf(Buffer.from('504b0102', 'hex'));
    overlapping.writeUInt32LE(0, second + 42);
    const good = await writeZip([file('a.txt', 'hello '.repeat(100))]);
    const damaged = Buffer.from(good);
    damaged[40] = (damaged[40] ?? 0) ^ 0xff;
    const tar = writeTar([file('a.txt', 'x'.repeat(2_000))]);
    for (const [bytes, codes] of [
      [await writeZip(many), ['E2BIG']],
      [writeTar(many), ['E2BIG']],
      [overlapping, ['EBADMSG']],
      [damaged, ['EBADMSG', 'E2BIG']],
      [good.subarray(0, good.length - 5), ['EBADMSG']],
      [good.subarray(0, 30), ['EBADMSG']],
      [tar.subarray(0, 1_000), ['EBADMSG']],
      [Buffer.from('no archive at all'), ['EBADMSG']],
      [Buffer.alloc(0), ['EBADMSG']],
    ] as const) {
      const archive = await system.put('/home/Work/odd', bytes);
      const destination = fresh();
      expect(codes).toContain((await call('extract_auto', { archive, destination })).code);
    }
  });

  test.each(['zip.list', 'tar.list'])('%s of random bytes never ends otherwise than with an error', async (id) => {
    const good = id === 'zip.list' ? await writeZip([file('a.txt', 'hello')]) : writeTar([file('a.txt', 'hello')]);
    for (let index = 0; index < good.length; index += 7) {
      const bytes = Buffer.from(good);
      bytes[index] = 0xff;
      const answer = await system.tool(`filesystem.${id}`, { archive: await system.put('/home/Work/fuzz', bytes) });
      expect(answer.status).not.toBe(500);
    }
  });
});
