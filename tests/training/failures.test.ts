import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, type Stage, setTheStage } from '../../bench/rights/rehearse.ts';
import { askForModelVersion } from '../../commands/start/answer.ts';
import { demoSignIn, fetchIdToken } from '../../commands/start/sign-in.ts';
import { defaultSettings } from '../../infra/settings.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setTheStage();
});
afterAll(() => stage.discard());

async function activeVersion({ cloud }: Rehearsal): Promise<number | undefined> {
  return askForModelVersion(`${cloud.url}/graphql`, await fetchIdToken(demoSignIn(cloud)));
}

const head = (csv: string, rows: number) =>
  `${csv
    .split('\n')
    .slice(0, rows + 1)
    .join('\n')}\n`;

describe('a training', () => {
  it('that fails leaves the version before answering and says why; of older ones the last is kept', async () => {
    await stage.rehearse(async (rehearsal) => {
      const { history } = rehearsal;
      expect(await rehearsal.firstTraining()).toMatchObject({ status: 'SUCCEEDED', output: '{"version":1}' });

      const failures: [error: string, cause: RegExp, csv: string | undefined][] = [
        ['DataMissing', /does not exist|Not Found|404/i, undefined],
        ['DataRefused', /^sql\/load\/copy_loan_history.sql: /, history.replace(/\n\d+,\d+,/, '\n1,old,')],
        ['DataRefused', /^\d+ cases are too few; 500 are needed.$/, head(history, 300)],
        ['DataRefused', /^All \d+ cases ended alike.$/, history.replaceAll(/,false,/gi, ',True,')],
      ];
      for (const [error, cause, csv] of failures) {
        if (csv === undefined) {
          rehearsal.removeHistory();
        } else rehearsal.putHistory(csv);
        const failed = await rehearsal.train();
        expect(failed).toMatchObject({ status: 'FAILED', error, cause: expect.stringMatching(cause) });
        expect(await activeVersion(rehearsal)).toBe(1);
      }

      rehearsal.putHistory(history);
      const two = await Promise.all([rehearsal.train(), rehearsal.train()]);
      expect(two.map(({ output }) => output).toSorted(), 'one after the other').toEqual([
        '{"version":5}',
        '{"version":6}',
      ]);
      expect(await rehearsal.versions()).toEqual(['5 READY', '6 READY active']);
    });
  });

  it('whose model may not answer ends at the gate', async () => {
    await stage.rehearse(async (rehearsal) => {
      await rehearsal.firstTraining();
      const { history } = rehearsal;
      const [titles = '', ...cases] = history.trim().split('\n');
      const isLater = (row: string) => row.slice(-10) >= defaultSettings.cutOff;
      const flip = (row: string) => row.replace(/,(True|False),/, (_, won) => (won === 'True' ? ',False,' : ',True,'));
      const csv = (rows: readonly string[]) => `${[titles, ...rows].join('\n')}\n`;
      const earlier = cases.filter((row) => !isLater(row));
      const later = cases.filter(isLater);

      rehearsal.putHistory(csv([...earlier, ...later.slice(0, 99)]));
      expect(await rehearsal.train()).toMatchObject({
        error: 'GateRefused',
        cause: 'predict_outcome_v2: Fewer than 100 cases after the cut-off evaluate it.',
      });
      rehearsal.putHistory(csv([...earlier, ...later.map((row) => row.replace(',False,', ',True,'))]));
      expect(await rehearsal.train()).toMatchObject({
        error: 'GateRefused',
        cause: 'predict_outcome_v3: The cases after the cut-off all ended alike, so they evaluate nothing.',
      });
      rehearsal.putHistory(csv([...earlier.map(flip), ...later]));
      expect(await rehearsal.train()).toMatchObject({
        error: 'GateRefused',
        cause: 'predict_outcome_v4: It is worse than the active version.',
      });
      expect(await rehearsal.versions()).toEqual(['1 READY active', '2 REFUSED', '3 REFUSED', '4 REFUSED']);
    });
  });
});
