import { describe, expect, it } from 'vitest';
import type { Resource } from '../../local/template/template.ts';
import { execute, machineResource, oneState, openStates } from './open-states.ts';

const pass = { Type: 'Pass', End: true };
const succeed = { Done: { Type: 'Succeed' } };
const task = (Resource: string, rest: object = {}) => oneState({ Type: 'Task', Resource, ...rest });
const choice = (rule: object) => ({
  StartAt: 'C',
  States: { C: { Type: 'Choice', Choices: [{ Next: 'Done', Condition: '{% true %}', ...rule }] }, ...succeed },
});
const map = (rest: object) => oneState({ Type: 'Map', ItemProcessor: oneState(pass, 'Inner'), ...rest });
const sns = 'arn:aws:states:::sns:publish';
const at = '/States/Only';
const hole = (name: string) => `$\{${name}}`;

const refused: [what: string, definition: object, message: string][] = [
  [
    'JSONPath',
    { ...oneState(pass), QueryLanguage: 'JSONPath' },
    `${at}: QueryLanguage JSONPath is not played here, JSONata is`,
  ],
  [
    'a state in JSONPath',
    oneState({ ...pass, QueryLanguage: 'JSONPath' }),
    `${at}: QueryLanguage JSONPath is not played here`,
  ],
  ['a state type', oneState({ Type: 'Loop' }), `${at}: state type "Loop" is not known`],
  ['a field', oneState({ ...pass, Colour: 'red' }), `${at}: field "Colour" of a Pass state: is not known`],
  [
    'a field of JSONPath',
    oneState({ ...pass, ResultPath: '$.x' }),
    `${at}: field "ResultPath" is of JSONPath and not supported with JSONata`,
  ],
  ['a field of the machine', { ...oneState(pass), Color: 1 }, 'field "Color" of a state machine is not known'],
  [
    'neither Next nor End',
    { StartAt: 'Only', States: { Only: { Type: 'Pass' } } },
    `${at} must have either Next or End`,
  ],
  ['a target', { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } }, "/States/A: Missing 'Next' target: B"],
  ['a start', { StartAt: 'A', States: { Done: { Type: 'Succeed' } } }, "/StartAt: Missing 'Next' target: A"],
  [
    'a state that nothing leads to',
    { StartAt: 'A', States: { A: pass, B: pass } },
    '/States/B: State "B" is not reachable.',
  ],
  [
    'a name twice',
    map({ ItemProcessor: oneState(pass) }),
    `${at}/ItemProcessor/States/Only: Duplicate State name: Only`,
  ],
  ['a long name', { StartAt: 'A'.repeat(81), States: { ['A'.repeat(81)]: pass } }, 'has at most 80 characters'],
  [
    'Distributed Map',
    map({ ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...oneState(pass) } }),
    `${at}/ItemProcessor/ProcessorConfig/Mode DISTRIBUTED is not played here, INLINE is`,
  ],
  [
    'a field of Distributed Map',
    map({ ItemReader: {} }),
    `${at}: field "ItemReader" of a Map state: Distributed Map is not played here`,
  ],
  [
    'a heartbeat',
    task(sns, { HeartbeatSeconds: 5 }),
    `${at}: field "HeartbeatSeconds" of a Task state: heartbeats are not played here`,
  ],
  ['an activity', task('arn:aws:states:us-east-1:000000000000:activity:a'), 'activities are not played here'],
  [
    'a job that is waited for',
    task('arn:aws:states:::ecs:runTask.sync'),
    'integrations that wait for a job (.sync) are not played here',
  ],
  [
    'a task token',
    task('arn:aws:states:::lambda:invoke.waitForTaskToken'),
    'integrations that wait for a task token are not played here',
  ],
  [
    'a function as Resource',
    task('arn:aws:lambda:us-east-1:000000000000:function:f'),
    'a function as Resource is not played here',
  ],
  [
    'another integration',
    task('arn:aws:states:::aws-sdk:dynamodb:putItem'),
    `${at}/Resource arn:aws:states:::aws-sdk:dynamodb:putItem: this integration is not played here; aws-sdk:redshiftdata:`,
  ],
  ['an integration whose service is not there', task('arn:aws:states:::lambda:invoke'), 'there is no Lambda here'],
  [
    'an argument',
    task(sns, { Arguments: { TopicArn: 't', Message: 'm', subject: 's' } }),
    `${at}/Arguments: The field "subject" is not supported by Step Functions`,
  ],
  [
    'a missing argument',
    task(sns, { Arguments: { TopicArn: 't' } }),
    `${at}/Arguments: The field "Message" is required but was missing`,
  ],
  [
    'an expression that does not parse',
    oneState({ ...pass, Output: { a: ['{% 1 + %}'] } }),
    `${at}/Output/a[0]: Unexpected end of expression in the JSONata expression '1 +'`,
  ],
  [
    'an expression that is not closed',
    oneState({ ...pass, Output: '{% 1 ' }),
    `${at}/Output: an expression must begin with {% and end with %}`,
  ],
  [
    'a result where there is none',
    oneState({ ...pass, Output: '{% $states.result %}' }),
    `${at}/Output: $states.result is not accessible here`,
  ],
  [
    'a result before the task',
    task(sns, { Arguments: '{% {"a": $states.result.b} %}' }),
    `${at}/Arguments: $states.result is not accessible here`,
  ],
  [
    'an error outside of a catcher',
    task(sns, { Output: '{% $states.errorOutput %}' }),
    `${at}/Output: $states.errorOutput is not accessible here`,
  ],
  ['a comparison of JSONPath', choice({ Variable: '$.x' }), '/States/C/Choices[0]: field "Variable" is of JSONPath'],
  [
    'a variable in two scopes',
    map({ Assign: { x: 1 }, ItemProcessor: oneState({ ...pass, Assign: { x: 2 } }, 'Inner') }),
    `${at}/ItemProcessor/States/Inner/Assign: variable "x" is assigned in an outer scope, too`,
  ],
  [
    'the reserved variable',
    oneState({ ...pass, Assign: { states: 1 } }),
    `${at}/Assign: variable "states" is reserved`,
  ],
  [
    'a part of a variable',
    oneState({ ...pass, Assign: { 'x.y': 1 } }),
    `${at}/Assign: variable "x.y" is not a name that variables can have`,
  ],
  [
    'States.ALL beside another error',
    task(sns, { Retry: [{ ErrorEquals: ['States.ALL', 'x'] }] }),
    `${at}/Retry[0]/ErrorEquals: States.ALL must stand alone, and in the last place`,
  ],
  [
    'an interval',
    task(sns, { Retry: [{ ErrorEquals: ['x'], IntervalSeconds: 0 }] }),
    `${at}/Retry[0]/IntervalSeconds must be a number from 1 to 99999999`,
  ],
  [
    'two times of a Wait',
    oneState({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z' }),
    `${at} must have either Seconds or Timestamp`,
  ],
];

describe('a definition that cannot be played', () => {
  it.each(refused)('is refused by name: %s', (_, definition, message) => {
    expect(() => openStates(definition)).toThrow(`Machine: `);
    expect(() => openStates(definition)).toThrow(message);
  });

  it('is refused with all that is wrong, machine by machine', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Loop' }, B: { Type: 'Pass', End: true, x: 1 } } };
    const more = [{ ...machineResource({}, { StateMachineType: 'EXPRESS' }), logicalId: 'Quick' }];

    expect(() => openStates(definition, { more })).toThrow(
      [
        'Machine: /States/A: state type "Loop" is not known',
        'Machine: /States/B: field "x" of a Pass state: is not known',
        'Quick: StateMachineType EXPRESS is not played here, STANDARD is',
      ].join('\n'),
    );
  });

  it('is refused when its role does not trust Step Functions', () => {
    const more: Resource[] = [
      { ...machineResource(oneState(pass), { RoleArn: 'arn:aws:iam::000000000000:role/none' }) },
    ];

    expect(() => openStates(oneState(pass), { more })).toThrow('The template makes no role arn:aws:iam');
  });
});

describe('a definition', () => {
  const greeting = { StartAt: 'A', States: { A: { Type: 'Succeed', Output: `${hole('word')} ${hole('other')}` } } };
  const source = { QueryLanguage: 'JSONata', ...greeting };
  const properties: [string, object][] = [
    ['DefinitionString', { DefinitionString: JSON.stringify(source) }],
    ['Definition', { DefinitionString: undefined, Definition: source }],
  ];
  it.each(properties)('is a %s with its substitutions', async (_, given) => {
    const substituted = machineResource({}, { ...given, DefinitionSubstitutions: { word: 'Hello' } });
    const arn = `${substituted.ref}2`;
    const states = openStates(oneState(pass), { more: [{ ...substituted, ref: arn }] });

    const { ended } = await states.startExecution({ stateMachineArn: arn });

    expect((await ended).output).toBe(`"Hello ${hole('other')}"`);
  });

  it('may be in JSONPath as a whole when each of its states says JSONata', async () => {
    const states = { Only: { Type: 'Succeed', QueryLanguage: 'JSONata', Output: '{% 1 %}' } };

    expect((await execute({ QueryLanguage: 'JSONPath', StartAt: 'Only', States: states })).result).toBe(1);
  });

  it('that asks for logs and traces is told to have none', () => {
    const asked = { LoggingConfiguration: { Level: 'ERROR' }, TracingConfiguration: { Enabled: true } };
    const more = [{ ...machineResource(oneState(pass), asked), logicalId: 'Told' }];

    expect(openStates(oneState(pass), { more }).notEmulated).toEqual([
      'Told: its history is told by the API and goes to no log group',
      'Told: executions are not traced',
    ]);
  });
});
