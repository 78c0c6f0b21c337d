import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Transition, transitions } from '../../local/states/executions/transition.ts';
import { clientOf } from './client.ts';
import { machineArn, openStates } from './open-states.ts';

let stateFolder: string;
const file = () => join(stateFolder, 'states.json');
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'states-'));
  // What a test opens it closes first.
  onTestFinished(() => rm(stateFolder, { recursive: true }));
});

const machine = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Next: 'Rest' },
    Rest: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Last' },
    Last: { Type: 'Pass', Output: 'done', End: true },
  },
};

/** Starts an execution with an input and gives it when it waits. */
async function startWaiting(name: string, seconds = 60) {
  const states = openStates(machine, { stateFolder });
  const input = JSON.stringify({ seconds });
  const { execution, ended } = await states.startExecution({ stateMachineArn: machineArn, name, input });
  await states.clock.waitFor(1);
  return { states, execution, ended };
}

describe('an execution', () => {
  it('that has ended is still told of after a restart', async () => {
    const { states, ended } = await startWaiting('one');
    states.clock.advance(60_000);
    const before = await ended;

    expect(openStates(machine, { stateFolder }).executions()).toEqual([before]);
    expect(before).toMatchObject({ status: 'SUCCEEDED', output: '"done"', currentState: 'Last' });
  });

  it('that a process left running is aborted at the next start', async () => {
    const { states } = await startWaiting('one');
    await states.startExecution({ stateMachineArn: machineArn, name: 'two', input: '{"seconds":60}' });
    const atTheKill = await readFile(file(), 'utf8');
    await states.close();
    await writeFile(file(), atTheKill);

    const restarted = openStates(machine, { stateFolder });

    expect(restarted.executions().map(({ name }) => name)).toEqual(['two', 'one']);
    const client = await clientOf(restarted);
    const { executionArn } = { executionArn: `${machineArn.replace(':stateMachine:', ':execution:')}:one` };
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED',
      cause: 'The process that ran this execution ended before the execution did.',
      stopDate: new Date(restarted.clock.now()),
    });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ExecutionAborted']);
  });

  it('under way is stopped with its machines, and is kept as aborted', async () => {
    const { states, ended } = await startWaiting('one');

    await states.close();

    expect(await ended).toMatchObject({
      status: 'ABORTED',
      cause: 'The local cloud was closed.',
      currentState: 'Rest',
    });
    expect(openStates(machine, { stateFolder }).executions()).toEqual([await ended]);
    await expect(states.startExecution({ stateMachineArn: machineArn })).rejects.toThrow('after the end');
  });

  it('keeps its name through a restart', async () => {
    const { states } = await startWaiting('one');
    await states.close();

    const again = openStates(machine, { stateFolder });

    await expect(again.startExecution({ stateMachineArn: machineArn, name: 'one' })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('is forgotten 90 days after its end', async () => {
    const { states, ended } = await startWaiting('old');
    states.clock.advance(60_000);
    await ended;
    states.clock.advance(90 * 86_400_000);
    const start = async () => {
      const { ended } = await states.startExecution({
        stateMachineArn: machineArn,
        name: 'new',
        input: '{"seconds":0}',
      });
      return ended;
    };

    expect((await start()).name).toBe('new');
    expect(states.executions().map(({ name }) => name)).toEqual(['new', 'old']);

    states.clock.advance(1);
    await states.startExecution({ stateMachineArn: machineArn, name: 'newer', input: '{"seconds":60}' });
    expect(states.executions().map(({ name }) => name)).toEqual(['newer', 'new']);
  });
});

describe('states.json', () => {
  it('that cannot be written keeps executions from starting', async () => {
    const blocked = join(stateFolder, 'file');
    await writeFile(blocked, '');
    const states = openStates(machine, { stateFolder: join(blocked, 'folder') });
    const start = () => states.startExecution({ stateMachineArn: machineArn, name: 'one' });

    await expect(start()).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(start()).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(states.executions()).toEqual([]);
  });

  it.each([
    ['{"formatVersion":1', 'not JSON'],
    ['[]', 'no formatVersion'],
    ['{"formatVersion":1}', 'executions are missing'],
    ['{"formatVersion":1,"executions":[{"arn":"a","status":"RUNNING"}]}', 'executions are missing'],
  ])('that is damaged is refused: %s', async (text, reason) => {
    await writeFile(file(), text);

    expect(() => openStates(machine, { stateFolder })).toThrow(
      expect.objectContaining({ name: 'DamagedStateError', message: `${file()} is damaged (${reason})` }),
    );
  });

  it('of another format is begun anew', async () => {
    await writeFile(file(), '{"formatVersion":0}');

    const states = openStates(machine, { stateFolder });

    expect(states.executions()).toEqual([]);
    expect(states.lines).toEqual([`states: ${file()} has format 0, this is 1: earlier executions are forgotten`]);
  });
});

describe('progress', () => {
  it('is told state by state, to the end', async () => {
    const { states, execution, ended } = await startWaiting('one');
    const told: unknown[] = [];
    const listen = (message: unknown) => {
      const { executionArn, status, state } = message as Transition;
      if (executionArn === execution.arn) told.push([status, state]);
    };
    transitions.subscribe(listen);
    onTestFinished(() => void transitions.unsubscribe(listen));

    states.clock.advance(60_000);
    await ended;

    expect(told).toEqual([
      ['RUNNING', 'Last'],
      ['SUCCEEDED', undefined],
    ]);
  });

  it('of a failure is a line of the log', async () => {
    const broken = { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'BadData', Cause: 'too few rows' } } };
    const states = openStates(broken);

    const { ended } = await states.startExecution({ stateMachineArn: machineArn, name: 'one' });
    await ended;

    expect(states.lines).toEqual(['states: machine one FAILED in Bad: BadData: too few rows']);
  });
});
