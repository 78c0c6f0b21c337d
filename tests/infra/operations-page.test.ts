import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { failures } from '../../infra/training/failures.ts';
import { buildForInfra, everyChoice, type SynthesizedForTests, synthesizeStack } from './synthesized-stack.ts';

const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

let stack: SynthesizedForTests;
beforeAll(async () => {
  stack = synthesizeStack(await buildForInfra(), everyChoice);
});

/** The sections within one of the page, by their headings. */
function sectionsOf(heading: string): Record<string, string> {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [ownText = ''] = section.split('\n## ');
  const [, ...parts] = ownText.split('\n### ');
  return Object.fromEntries(parts.map((part) => [part.split('\n', 1)[0] ?? '', part.slice(part.indexOf('\n')).trim()]));
}

describe('docs/operations.md', () => {
  it('tells of each alarm what it means, where to look first and what to do, and of no other', () => {
    const names = Object.values(stack.template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmName as string,
    );
    const sections = sectionsOf('Alarms');

    expect(Object.keys(sections).sort()).toEqual(names.map((name) => name.replace('recourse-prod-', '')).sort());
    for (const [alarm, section] of Object.entries(sections)) {
      const labels = [...section.matchAll(/^- \*\*(.+?)\*\*: \S/gm)].map(([, label]) => label);
      expect(labels, alarm).toEqual(['Meaning', 'First look', 'Remedy']);
    }
  });

  it('tells of each failure of a training what to do, and of no other', () => {
    const sections = sectionsOf('Failures of a training');

    expect(Object.keys(sections)).toEqual(Object.keys(failures));
    for (const [failure, section] of Object.entries(sections)) expect(section.length, failure).toBeGreaterThan(80);
  });

  it('names each log group of the template', () => {
    const [, logs = ''] = text.split('\n## Logs\n');
    const told = [...logs.matchAll(/^\| `(.+?)` \|.*\| 30 days \|$/gm)].map(([, name]) => name);
    const groups = Object.values(stack.template.findResources('AWS::Logs::LogGroup')).map(({ Properties }) =>
      nameOf(Properties.LogGroupName)
        .replace('/redshift/recourse-prod', '/redshift/NAMESPACE')
        .replace('-prod', '-STAGE'),
    );

    expect(told.sort()).toEqual(groups.sort());
  });
});

/** The group of AppSync is named after the API's id. */
function nameOf(name: string | { readonly 'Fn::Join': readonly [string, readonly unknown[]] }): string {
  if (typeof name === 'string') return name;
  return name['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'API-ID')).join('');
}
