import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCodeFolders } from '../../local/lambda/code-folders.ts';
import { makeBundleFolder, start } from './start.ts';

describe("a function's code", () => {
  it.each([
    ['index.mjs', 'export const handler = async () => "esm";', 'esm'],
    ['index.mjs', 'const late = await Promise.resolve("awaited"); export const handler = async () => late;', 'awaited'],
    ['index.cjs', 'exports.handler = async () => "cjs";', 'cjs'],
    ['index.js', 'module.exports = { handler: async () => "js" };', 'js'],
    ['nested/main.mjs', 'export const run = async () => "nested";', 'nested'],
    ['nested/main.js', 'exports.run = async () => __dirname.endsWith("nested");', true],
    ['main.js', 'exports.api = { v1: { run: async () => "deep" } };', 'deep'],
    ['main/index.js', 'exports.api = { v1: { run: async () => "package" } };', 'package'],
  ])('may be %s', async (file, source, payload) => {
    const bundle = await makeBundleFolder();
    await mkdir(join(bundle, file, '..'), { recursive: true });
    await writeFile(join(bundle, file), source);
    const handlers: Record<string, string> = { nested: 'nested/main.run', main: 'main.api.v1.run' };

    const one = await start(
      '',
      { Handler: handlers[file.split(/[/.]/)[0] ?? ''] ?? 'index.handler' },
      { assetPath: () => bundle },
    );

    expect(await one.invoke('asker', {})).toEqual({ ok: true, payload });
  });

  it('is an ES module where its own package.json says so, whatever lies above the asset', async () => {
    const parent = await makeBundleFolder();
    const bundle = join(parent, 'asset');
    await mkdir(join(parent, 'node_modules/near'), { recursive: true });
    await mkdir(bundle);
    await writeFile(join(parent, 'node_modules/near/index.js'), '');
    await writeFile(join(parent, 'package.json'), '{"type": "module"}');
    await writeFile(join(bundle, 'index.js'), 'exports.handler = async () => { require("near"); };');
    const script = await start('', {}, { assetPath: () => bundle });
    expect(await script.invoke('asker', {})).toMatchObject({
      error: { message: expect.stringContaining("Cannot find module 'near'") },
    });

    await writeFile(join(bundle, 'package.json'), '{"type": "module"}');
    await writeFile(join(bundle, 'index.js'), 'export const handler = async () => import.meta.url;');
    const module = await start('', {}, { assetPath: () => bundle });
    expect(await module.invoke('asker', {})).toMatchObject({ payload: expect.stringContaining('/asker/index.js') });
  });

  it('may be inline in the template', async () => {
    const ZipFile = 'exports.handler = async () => process.env.LAMBDA_TASK_ROOT === __dirname;';

    expect(await (await start('', { Code: { ZipFile } })).invoke('asker', {})).toEqual({ ok: true, payload: true });
  });

  it('may be a zip archive', async () => {
    const archive = join(await makeBundleFolder(), 'code.zip');
    const files = {
      'lib/': new Uint8Array(),
      'lib/answer.js': strToU8('module.exports = 42;'),
      'index.js': strToU8('exports.handler = async () => require("./lib/answer");'),
    };
    await writeFile(archive, zipSync(files));

    expect(await (await start('', {}, { assetPath: () => archive })).invoke('asker', {})).toEqual({
      ok: true,
      payload: 42,
    });
  });

  it('leaves nothing behind, and clears up after a process that was killed', async () => {
    const killed = spawnSync(process.execPath, ['--version']).pid;
    const leftover = await mkdtemp(join(tmpdir(), `recourse-lambda-${killed}-`));

    const one = await start('export const handler = async () => process.env.LAMBDA_TASK_ROOT;');
    const reply = await one.invoke('asker', {});
    expect(existsSync(leftover)).toBe(false);

    const taskRoot = reply.ok ? String(reply.payload) : '';
    expect(existsSync(taskRoot)).toBe(true);
    await one.close();
    expect(existsSync(taskRoot)).toBe(false);
  });

  it('runs beside what the process of another user left', async () => {
    const killed = spawnSync(process.execPath, ['--version']).pid;
    const leftover = await mkdtemp(join(tmpdir(), `recourse-lambda-${killed}-`));
    await mkdir(join(leftover, 'asker'));
    await writeFile(join(leftover, 'asker/index.js'), '');
    await chmod(join(leftover, 'asker'), 0);
    // The administrator may remove everything.
    const isAdministrator = process.geteuid?.() === 0;
    if (isAdministrator) process.seteuid?.(65_534);
    const folders = createCodeFolders();
    onTestFinished(async () => {
      if (isAdministrator) process.seteuid?.(0);
      else await chmod(join(leftover, 'asker'), 0o700);
      await rm(leftover, { recursive: true, force: true });
    });

    const folder = await folders.folderOf({ name: 'asker', code: { kind: 'inline', text: '// code' } });

    expect(await readFile(join(folder, 'index.js'), 'utf8')).toBe('// code');
    await folders.remove();
  });

  it.each([
    ['is no archive', Buffer.from('no zip'), /code\.zip is no zip archive/],
    ['leaves its folder', zipSync({ '../out.js': strToU8('') }), /\.\.\/out\.js lies outside/],
  ])('fails its invocations when an archive %s', async (_, content, message) => {
    const archive = join(await makeBundleFolder(), 'code.zip');
    await writeFile(archive, content);

    const one = await start('', {}, { assetPath: () => archive });

    expect(await one.invoke('asker', {})).toMatchObject({ error: { message: expect.stringMatching(message) } });
  });

  it.each([
    ['index.handler', 'export const handler = ;', /^SyntaxError: /],
    ['index.handler', 'import "./gone.mjs"; export const handler = 1;', /Cannot find module/],
    ['index.handler', 'export const handler = 1;', /^index\.handler is not a function$/],
    ['index', '', /^Bad handler$/],
    ['../index.handler', '', /^'\.\.\/index\.handler' is not a valid handler name\./],
  ])('that has no handler %s in %s fails its invocations', async (Handler, source, message) => {
    const one = await start(source, { Handler });

    expect(await one.invoke('asker', {})).toMatchObject({ error: { message: expect.stringMatching(message) } });
  });
});
