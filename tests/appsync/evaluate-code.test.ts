import { describe, expect, it } from 'vitest';
import { type EvaluateCodeInput, evaluateCode } from '../../local/appsync/evaluate-code.ts';

const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' } as const;

/** Evaluates a request handler with this body, on line 3. */
function evaluate(body: string, context: object = {}, more: Partial<EvaluateCodeInput> = {}) {
  const code = `import { runtime, util } from '@aws-appsync/utils';
export function request(ctx) {
${body}
}
export function response(ctx) { return ctx.result; }`;
  return evaluateCode({ code, context: JSON.stringify(context), runtime, ...more });
}

describe('evaluateCode', () => {
  it('answers with the result as JSON, the log, the stash and no errors', async () => {
    const output = await evaluate(
      `ctx.stash.seen = [ctx.args.id]; console.log('This request is allowed'); return ctx.args;`,
      {
        arguments: { id: '1' },
      },
    );

    expect(output).toEqual({
      evaluationResult: '{"id":"1"}',
      logs: ['INFO - code.js:3:41: "This request is allowed"'],
      stash: '{"seen":["1"]}',
      outErrors: '[]',
    });
  });

  it('runs the handler that is asked for', async () => {
    expect((await evaluate('return 1;', { result: [2] }, { function: 'response' })).evaluationResult).toBe('[2]');
  });

  it.each<[string, object, unknown]>([
    ['ctx.stash', { stash: { a: 1 } }, { a: 1 }],
    ['ctx.prev.result', { prev: { result: 3 } }, 3],
    ['ctx.env.STAGE', { env: { STAGE: 'dev' } }, 'dev'],
    ['ctx.request.headers["x-a"]', { request: { headers: { 'x-a': 'b' } } }, 'b'],
    ['[ctx.args, ctx.source, ctx.identity, ctx.env, ctx.info]', {}, [{}, null, null, {}, {}]],
    ['ctx.info.selectionSetList', { info: { selectionSetList: ['id', 'a/b'] } }, ['id', 'a/b']],
    ['JSON.stringify(ctx.info)', { info: { fieldName: 'f', selectionSetList: ['id'] } }, '{"fieldName":"f"}'],
  ])('gives %s as the context says', async (expression, context, expected) => {
    const { evaluationResult = '' } = await evaluate(`return ${expression};`, context);

    expect(JSON.parse(evaluationResult)).toEqual(expected);
  });

  it('gives the value of an early return', async () => {
    expect((await evaluate('runtime.earlyReturn({ a: 1 });')).evaluationResult).toBe('{"a":1}');
  });

  it('tells what util.error raised', async () => {
    const output = await evaluate(`util.error('No.', 'Refused', { id: 1 }, ['why']);`, { stash: { kept: true } });

    expect(output).toEqual({
      error: { message: 'No.', codeErrors: [] },
      logs: [],
      stash: '{"kept":true}',
      outErrors: '[{"message":"No.","errorType":"Refused","data":{"id":1},"errorInfo":["why"]}]',
    });
  });

  it('lists what util.appendError left beside the result', async () => {
    const { evaluationResult, outErrors } = await evaluate(`util.appendError('Half.'); return 1;`);

    expect(evaluationResult).toBe('1');
    expect(JSON.parse(outErrors)).toMatchObject([{ message: 'Half.', errorType: null }]);
  });

  it('tells a fault of the code with its place', async () => {
    const { error } = await evaluate('return ctx.source.id;');

    expect(error?.message).toMatch(/^code\.js:3:19: TypeError: Cannot read properties of null/);
  });

  it('tells code that AppSync refuses with rule, place and span', async () => {
    const { error } = await evaluate('return /x/;');

    expect(error?.codeErrors).toEqual([
      {
        errorType: 'LINT_ERROR',
        value: expect.stringMatching(/^code\.js\(3,8\): error no-regex: /),
        location: { line: 3, column: 8, span: 3 },
      },
    ]);
    expect(error?.message).toContain('code.js(3,8): error no-regex');
  });

  it('tells code that does not parse with its place', async () => {
    expect((await evaluate('return ];')).error?.codeErrors).toMatchObject([
      { errorType: 'PARSER_ERROR', location: { line: 3, column: 8 } },
    ]);
  });

  it.each<[string, Partial<EvaluateCodeInput>]>([
    ['code of no characters', { code: '' }],
    ['code over 32,768 characters', { code: ' '.repeat(32_769) }],
    ['a context over 28,000 characters', { context: `"${' '.repeat(28_000)}"` }],
    ['a context that is no object', { context: '[]' }],
    ['a context that is no JSON', { context: '{a:1}' }],
    ['another function', { function: 'before' as 'request' }],
    ['another runtime', { runtime: { name: 'APPSYNC_JS', runtimeVersion: '2.0.0' as '1.0.0' } }],
  ])('refuses %s', async (_, more) => {
    await expect(evaluate('return 1;', {}, more)).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

const userPool = {
  sub: 's',
  issuer: 'i',
  claims: {},
  username: 'u',
  sourceIp: ['1.2.3.4'],
  defaultAuthStrategy: 'ALLOW',
};
const iam = { accountId: '1', userArn: 'arn', username: 'u', sourceIp: ['1.2.3.4'] };

describe('util.authType', () => {
  it.each<[string, unknown]>([
    ['API Key Authorization', null],
    ['User Pool Authorization', userPool],
    ['IAM Authorization', iam],
    ['Open ID Connect Authorization', { sub: 's', issuer: 'i', claims: {} }],
    ['Lambda Authorization', { resolverContext: { a: 1 } }],
    ['Lambda Authorization', {}],
    ['API Key Authorization', { ...userPool, defaultAuthStrategy: undefined }],
    ['API Key Authorization', { ...iam, sourceIp: null }],
    ['API Key Authorization', { sub: 's', issuer: 'i', claims: {}, username: 'u' }],
  ])('is %s for %j', async (expected, identity) => {
    const { evaluationResult } = await evaluate('return util.authType();', { identity });

    expect(evaluationResult).toBe(JSON.stringify(expected));
  });
});
